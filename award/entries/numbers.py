"""Personal numbers that an edition may ask for: what they look like, and what is shown of them."""

from award.editions.states import PersonalNumber
from award.kit.messages import Message, say

# The text that stands beside the box to tick; a new text is a new version.
CONSENT_VERSION = "2023-1"
SHOWN_DIGITS = 3
ID_DIGITS = 12
ACCOUNT_DIGITS = range(6, 20)
SEPARATORS = str.maketrans("", "", " .-\u00a0\t")


def digits_of(text: str) -> str:
    """The number as it is kept: without the spaces, dots and hyphens that people write for the eye."""
    return text.translate(SEPARATORS)


def fault_of(kind: PersonalNumber, digits: str) -> Message | None:
    """What is wrong with a number, in a sentence; None for one that may be right."""
    plain = digits.isascii() and digits.isdigit()
    if kind is PersonalNumber.NATIONAL_ID:
        if not plain:
            return say("The number of the citizen's card has digits only.")
        if len(digits) == 9:
            return say(
                "This looks like the old identity card of nine digits. Write the 12 digits of the citizen's card."
            )
        if len(digits) != ID_DIGITS:
            return say("The number of the citizen's card has 12 digits; here there are %(count)s.", count=len(digits))
        return None
    if not plain:
        return say("The account number has digits only; write the account, not the number on the card or a name.")
    if len(digits) not in ACCOUNT_DIGITS:
        return say("An account number has 6 to 19 digits; here there are %(count)s.", count=len(digits))
    return None


def masked(digits: str) -> str:
    """The last three digits behind dots, the same number of dots for every number."""
    return f"•••{digits[-SHOWN_DIGITS:]}"
