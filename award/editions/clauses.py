"""The clauses that a set of rules can have on a work: what a check is about, and by which name the edition's file gives
its article (`window = "Điều 4"`)."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class Clause(TitledEnum):
    """One clause, in the order in which a work meets them."""

    TITLE = "title", mark("Title of the work")
    GENRE = "genre", mark("Genre")
    THEME = "theme", mark("Theme")
    TOPIC = "topic", mark("Topic registered before")
    LANGUAGE = "language", mark("Language")
    AUTHORS = "authors", mark("Names of the authors")
    LEAD_AUTHOR = "lead_author", mark("Lead author")
    AUTHOR_COUNT = "author_count", mark("Number of authors")
    BARRED_AUTHOR = "barred_author", mark("Who may not enter")
    MEMBERS = "members", mark("Members of the association")
    SHARES = "shares", mark("Shares of the authors")
    WORKS_PER_AUTHOR = "works_per_author", mark("Works of one author")
    PARTS = "parts", mark("Parts of the work")
    PART_COUNT = "part_count", mark("Number of parts")
    OUTLET = "outlet", mark("Press outlet")
    LICENCE = "licence", mark("Licence of the outlet")
    WINDOW = "window", mark("Time of publication")
    LINK = "link", mark("Link")
    LINK_ANSWERS = "link_answers", mark("Link answers")
    WORDS = "words", mark("Length in words")
    MINUTES = "minutes", mark("Length in minutes")
    MEASURED_MINUTES = "measured_minutes", mark("Measured length")
    FILES = "files", mark("Files")
    PHOTOS = "photos", mark("Number of photos")
    PIXELS = "pixels", mark("Size of pictures")
    CAPTIONS = "captions", mark("Captions")
    OVERLAP = "overlap", mark("Text taken from other works")
    EARLIER_PRIZES = "earlier_prizes", mark("Earlier prizes")
    BARRED_AWARD = "barred_award", mark("Prizes that exclude a work")
    DECLARATION = "declaration", mark("Declaration of the author")
    MADE_FOR_ONLINE = "made_for_online", mark("Made for online")
    DISCIPLINE = "discipline", mark("Nobody under discipline")
    PROVINCE = "province", mark("People of the province")
    NOT_ENTERED_BEFORE = "not_entered_before", mark("Earlier parts were not entered before")
    AUTHORS_CONFIRM = "authors_confirm", mark("Confirmation of the authors")
    OUTLET_CONFIRMS = "outlet_confirms", mark("Confirmation of the outlet")
    SELECTION = "selection", mark("First selection")
    PERSONAL_NUMBERS = "personal_numbers", mark("Personal numbers")
    SIGNED_FORM = "signed_form", mark("Signed registration form")
    PROMISES = "promises", mark("Files promised before the end")
    DEADLINE = "deadline", mark("Deadline for works")
    SUPPLEMENTS = "supplements", mark("Deadline for supplements")
