"""Personal numbers that an edition may ask for: what they look like, and what is shown of them."""

from datetime import date, datetime

from award.editions.states import PersonalNumber
from award.kit import clock
from award.kit.messages import Message, say

# The text that stands beside the box to tick; a new text is a new version.
CONSENT_VERSION = "2023-1"
SHOWN_DIGITS = 3
ID_DIGITS = 12
ACCOUNT_DIGITS = range(6, 20)
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y")
OLDEST_YEARS = 120
SEPARATORS = str.maketrans("", "", " .-\u00a0\t")


def digits_of(text: str) -> str:
    """The number as it is kept: without the spaces, dots and hyphens that people write for the eye."""
    return text.translate(SEPARATORS)


def kept_as(kind: PersonalNumber, text: str) -> str:
    """What is kept of what was written: digits, of a day of birth `1954-05-19`; what cannot be read stays as it is."""
    if kind is not PersonalNumber.BIRTH_DATE:
        return digits_of(text)
    for pattern in DAYS:
        try:
            return datetime.strptime(text.strip(), pattern).date().isoformat()
        except ValueError:
            continue
    return text


def fault_of(kind: PersonalNumber, digits: str) -> Message | None:
    """What is wrong with a number, in a sentence; None for one that may be right."""
    if kind is PersonalNumber.BIRTH_DATE:
        return _fault_of_day(digits)
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


def _fault_of_day(text: str) -> Message | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return say("Write the day as 19/05/2023.")
    if not 0 <= clock.today().year - day.year <= OLDEST_YEARS or day > clock.today():
        return say("Nobody who enters works can be born on this day.")
    return None


def masked(digits: str) -> str:
    """The last three digits behind dots, the same number of dots for every number; of a day its year."""
    if "-" in digits:
        return f"••/••/{digits[:4]}"
    return f"•••{digits[-SHOWN_DIGITS:]}"
