"""What a ballot paper's words are called on a page."""

from award.council import voting
from award.kit.messages import mark

LABELS = {
    voting.YES: mark("In favour"),
    voting.NO: mark("Against"),
    voting.NONE: mark("None of these works"),
    voting.ABSTAIN: mark("Abstain"),
}


def papers_of(word: str) -> str | None:
    """The label of a word that is no work, to be translated; None for a work."""
    return LABELS.get(word)
