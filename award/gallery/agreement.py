"""What whoever shows a prized work agrees to. A text that changes needs a new version."""

from award.kit.messages import mark

VERSION = "2026-1"
PARAGRAPHS = (
    mark(
        "The work gets a page of its own in the public gallery of the award: its title, its authors with their pen "
        "names, outlets and days of publication, its summary and its prizes, with light copies of the files listed "
        "here. Anybody can read it; search engines may find it."
    ),
    mark(
        "Addresses, telephone numbers, card numbers and other personal data are never shown, nor evidence and "
        "translations that were handed in with the work."
    ),
    mark(
        "Who agrees does so for all authors of the work. Each of them gets a letter and can withdraw the agreement on "
        "this page at any time; the page of the work is then gone at once."
    ),
)
