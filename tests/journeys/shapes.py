"""What a page is made of, as far as accessibility rules and style sheets can tell: its kinds of elements."""

from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# What these say decides what an element is; of all others only whether they are there and empty.
TELLING = frozenset(["class", "type", "role", "lang", "dir", "scope", "autocomplete", "data-behaviour"])
TELLING |= {
    f"aria-{name}"
    for name in ["hidden", "expanded", "current", "pressed", "checked", "selected", "disabled", "invalid", "live"]
}


def kinds_of(page: str) -> frozenset[int]:
    """The page's kinds of elements: a tag with its attributes and the tags in it, under the kinds that it stands in. What
    lacks something, as a field its label, is so another kind."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return frozenset(reader.kinds)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[int] = set()
        # Of each open element: its tag, its kind, the tags in it ("" for text).
        self.open: list[tuple[str, int, set[str]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        kind = hash((self.open[-1][1] if self.open else 0, tag, frozenset(map(_told, attributes))))
        self._fill(tag)
        if tag in VOID:
            self.kinds.add(kind)
        else:
            self.open.append((tag, kind, set()))

    def handle_endtag(self, tag: str) -> None:
        if any(one[0] == tag for one in self.open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._fill("")

    def _fill(self, tag: str) -> None:
        if self.open:
            self.open[-1][2].add(tag)

    def _close(self) -> str:
        tag, kind, inside = self.open.pop()
        self.kinds.add(hash((kind, frozenset(inside))))
        return tag


def _told(attribute: tuple[str, str | None]) -> tuple[str, object]:
    name, value = attribute
    return name, tuple(sorted((value or "").split())) if name in TELLING else bool(value)
