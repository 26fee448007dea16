"""Both languages are complete, and no text is left over."""

from award.web import catalogues


def test_every_text_is_translated():
    assert catalogues.faults() == []
