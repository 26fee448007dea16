"""Both languages are complete, and no text is left over."""

from collections import defaultdict

from babel.messages.pofile import read_po

from award.web import catalogues
from award.web.language import CATALOGUES


def test_every_text_is_translated():
    assert catalogues.faults() == []


def test_one_text_has_one_translation():
    """At run time the catalogues are one: of two translations of a text nobody knows which is shown."""
    found = defaultdict(set)
    for path in sorted((CATALOGUES / "vi").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="vi"):
                found[message.context, message.id].add(message.string)
    assert {text: said for (_, text), said in found.items() if text and len(said) > 1} == {}
