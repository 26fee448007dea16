"""Which pages bring nothing that no page before had."""

from tests.journeys.pages import Page, worth_seeing
from tests.journeys.shapes import kinds_of

FORM = "<form><p class='mb-3'><label for='a'>Tên</label><input id='a'></p></form>"


def test_other_words_are_the_same_kinds_and_anything_that_is_lacking_is_another():
    assert kinds_of(FORM.replace("Tên", "Tuổi")) == kinds_of(FORM)
    for lacking in ("<label for='a'>Tên</label>", " class='mb-3'", "Tên", " id='a'"):
        assert not kinds_of(FORM.replace(lacking, "")) <= kinds_of(FORM)


def test_a_page_is_opened_for_what_is_new_where_somebody_begins_and_while_few_of_its_endpoint_were():
    plain, other = kinds_of("<p>Một</p>"), kinds_of("<ul><li>Hai</li></ul>")
    theirs = [Page(f"/works/{number}", "work", plain) for number in range(4)]
    found = worth_seeing({"an": [*theirs, Page("/desk", "work", plain), Page("/works/9", "work", plain | other)]})
    assert found == {"an": [("/works/0", True), ("/works/1", False), ("/desk", False), ("/works/9", True)]}
