"""Which papers can be made: every package above adds its own when the application is wired, in its room `offers`.

A package's offer reads its data and answers a `Content`: plain words for the places of the wording, blocks such as
tables, lists that come as annexes. What the paper looks like, its number and its proof are none of its business.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from typing import Any

from award.config import ROOT
from award.documents.certificates import CertificateText
from award.documents.paper import Annex, Block, Signer
from award.kit.messages import Message
from award.papers.kinds import PaperKind

# Where our wordings lie.
FOLDER = ROOT / "templates" / "papers"
# The places that every wording has besides those of its paper.
COMMON = ("award", "year", "organiser", "province", "body", "rules", "date")


@dataclass(frozen=True)
class Content:
    """What a paper says: `values` for its places, `blocks` by name, annexes, who signs beside, certificates."""

    values: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    annexes: Sequence[Annex] = ()
    beside: Sequence[Signer] = ()
    certificates: Sequence[CertificateText] = ()


@dataclass(frozen=True)
class Asked:
    """Something that only the secretary knows: its place in the wording and its label; `lines` for several lines."""

    name: str
    label: str
    lines: bool = False


@dataclass(frozen=True)
class Offer:
    """A paper that can be made. `content(edition, about)` raises `WrongMoment` while its data are not there yet;
    `abouts(edition)` lists what it can be about as (key, name), one empty key where there is one such paper only.

    `places` and `blocks` name what the wording may use; `body` is the code of the issuer that usually issues it;
    `kept_from(edition, about, person)` says why somebody of the office may neither make nor read it, or None."""

    code: str
    kind: PaperKind
    label: str
    body: str
    content: Callable[[Any, str], Content]
    places: Sequence[str] = ()
    blocks: Sequence[str] = ()
    asks: Sequence[Asked] = ()
    abouts: Callable[[Any], Sequence[tuple[str, str]]] = lambda edition: [("", "")]
    kept_from: Callable[[Any, str, Any], Message | None] = lambda edition, about, person: None

    @property
    def template(self) -> str:
        """Where our wording of it lies under `templates/papers`."""
        return f"{self.code.replace('.', '/')}.txt"

    @property
    def ours(self) -> str:
        """The wording that comes with the program."""
        return (FOLDER / self.template).read_text()

    @property
    def every_place(self) -> tuple[str, ...]:
        """All places that its wording may use."""
        return (*COMMON, *self.places, *(asked.name for asked in self.asks))


OFFERS: dict[str, Offer] = {}
# What packages above know against a certificate: each gets it and answers a sentence, or None.
DOUBTS: list[Callable[[Any], Message | None]] = []


def offer(one: Offer) -> Offer:
    """Adds a paper to those that can be made."""
    OFFERS[one.code] = one
    return one


def as_plain(content: Content) -> dict[str, Any]:
    """The content as values that have one form in JSON: what its hash is made of."""
    return _plain(
        asdict(content) | {"blocks": {name: list(map(_block, found)) for name, found in content.blocks.items()}}
    )


def _block(block: Block) -> Any:
    return {"is": type(block).__name__, **asdict(block)} if is_dataclass(block) else block


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
