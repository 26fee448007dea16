"""What a ballot paper's words are called on a page."""

from award.council import voting
from award.kit.messages import Message, say

LABELS = {
    voting.YES: say("In favour"),
    voting.NO: say("Against"),
    voting.NONE: say("None of these works"),
    voting.ABSTAIN: say("Abstain"),
}


def papers_of(word: str) -> Message | None:
    """The label of a word that is no work, to be translated; None for a work."""
    return LABELS.get(word)
