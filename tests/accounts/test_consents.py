"""What was agreed to must stay what it was: a changed text needs a new version."""

import hashlib

from award.accounts.consents import TEXTS
from award.web.language import read_catalogues

# Digests of the texts, in both languages, by purpose and version. Add a line for a new version; never change one.
PUBLISHED = {
    ("account", "2026-1"): "d9dc3057ec57bbb0",
    ("news", "2026-1"): "ca514dec02b6c6ec",
}


def digest_of(text) -> str:
    said = [read_catalogues(language).gettext(part) for language in ("en", "vi") for part in text.paragraphs]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def test_a_text_that_changed_has_a_new_version():
    assert {(text.purpose, text.version): digest_of(text) for text in TEXTS.values()}.items() <= PUBLISHED.items()
