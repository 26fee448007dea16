"""What a look at a file answers."""

from dataclasses import dataclass, field
from typing import Any

from award.kit.messages import Message, say

BROKEN = say("The file is damaged or was cut off: it cannot be read to its end. Make it again and send it again.")
TOO_MUCH = say("The file needs too much memory or time to be read. Save it again in a usual form and send it.")


@dataclass(frozen=True)
class Probed:
    """The answer. `probe` may hold, by what the file is:

    `pages`, `text_pages` (how many of them have text), `blank_pages`, `scripts`, `attachments` (counts);
    `words` and `characters`;
    `width` and `height` (pixels, upright), `turned` (EXIF orientation, where it is not 1), `taken_at` (EXIF, ISO text
    without zone), `dhash` (difference hash, 16 hexadecimal digits);
    `seconds` (text, three decimals), `codecs`, `plays` (whether browsers play it), `streams` (how many of sound and
    picture), `loudness` (LUFS by ITU-R BS.1770, text, one decimal), `silence` (share in per cent).

    `text` is what can be read in it, bounded. `refusal` says why the content cannot be used.
    """

    type_found: str | None
    probe: dict[str, Any] = field(default_factory=dict)
    refusal: Message | None = None
    text: str = ""


class Unreadable(Exception):
    """The content cannot be used; `message` says why."""

    def __init__(self, message: Message, type_found: str | None = None):
        super().__init__(str(message))
        self.message, self.type_found = message, type_found


@dataclass
class Text:
    """Text that is gathered up to a bound; words and characters are counted beyond it."""

    most: int = 400_000
    words: int = 0
    characters: int = 0
    kept: list[str] = field(default_factory=list)

    def add(self, piece: str) -> None:
        """Takes one paragraph or page."""
        # A NUL is no letter, and no database keeps it; half a surrogate pair neither.
        piece = piece.replace("\0", "").encode("utf-8", "ignore").decode()
        words = piece.split()
        self.words += len(words)
        room = self.most - self.characters
        self.characters += sum(map(len, words))
        if room > 0 and words:
            self.kept.append(" ".join(words)[:room])

    @property
    def counted(self) -> dict[str, int]:
        """Words, and characters without spaces."""
        return {"words": self.words, "characters": self.characters}

    @property
    def whole(self) -> str:
        """What was gathered, a line for each piece."""
        return "\n".join(self.kept)
