"""The text of a web page as plain blocks: title, headings, paragraphs, captions; no markup of the page comes along.

`python -m award.evidence.reading CONTENT-TYPE` reads a page from standard input and answers in JSON. The worker runs it
as a process of its own with bounds on time and memory, since the page is a stranger's.
"""

import codecs
import json
import re
import resource
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree, html

from award.evidence.texts import Kind, Readable, to_json
from award.kit.text import clean

MOST_MEMORY = 1024**3
MOST_CPU_SECONDS = 20
MOST_BLOCKS = 1000
LONGEST_BLOCK = 20_000
LONGEST_TITLE = 500
HEAD = 4096

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
# What Vietnamese pages were written in before Unicode and do not always say.
OLD_VIETNAMESE = "windows-1258"
# Tables of letters alone: Python calls many more things a codec, and some of them are no tables.
OLD_TABLE = re.compile(
    r"(windows-12|cp12|iso-8859-)\d{1,2}|us-ascii|utf-16(le|be)?|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|koi8-[ru]",
    re.IGNORECASE,
)

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "form",
        "footer",
        "svg",
        "button",
        "select",
        "input",
        "textarea",
        "object",
        "link",
        "meta",
    ]
)
NOISE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|relate|share|sharing|social|banner|advert\w*|ads?|menu|breadcrumbs?|sidebar|tags?|"
    r"widget|newsletter|popup|recommend\w*|lien-?quan|binh-?luan|tin-khac|rating|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
SMALL_TEXT, TEXT = 25, 80
MOSTLY_LINKS = 0.8


KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), Kind.CAPTION),
    "blockquote": Kind.QUOTE,
}
PLAYED = frozenset({"video", "audio", "iframe", "embed"})
BREAKING = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "figure",
        "table",
        "tr",
        "ul",
        "ol",
        "dl",
        "br",
        "hr",
        "pre",
        "address",
        "body",
        "center",
    ]
) | frozenset(KINDS)
CELLS = frozenset({"td", "th"})


def readable(body: bytes, content_type: str) -> Readable:
    """The text of a page; empty for a content that is not text. Never raises for what is in it."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        return Readable(blocks=tuple(_lines(decoded(body, content_type))))
    if kind and "html" not in kind and "xml" not in kind:
        return Readable()
    page = _parsed(decoded(body, content_type))
    return _read(page) if page is not None else Readable()


def decoded(body: bytes, content_type: str = "") -> str:
    """The characters of a page. What is valid UTF-8 is UTF-8, whatever the page says of itself."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    said = re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type, re.IGNORECASE)
    declared = DECLARED.search(body[:HEAD])
    for name in (said and said[1], declared and declared[1].decode("ascii")):
        if name and OLD_TABLE.fullmatch(name):
            with suppress(LookupError):
                return body.decode(name, "replace")
    # A page in UTF-8 with a few damaged bytes is still one; one in an old table has few valid pairs.
    text = body.decode("utf-8", "replace")
    return (
        text if text.count("\ufffd") * 20 < len(text) and (said or declared) else body.decode(OLD_VIETNAMESE, "replace")
    )


def _parsed(text: str) -> etree._Element | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _read(page: etree._Element) -> Readable:
    title, site, published = _title(page), _meta(page, "og:site_name"), _meta(page, "article:published_time")
    for element in [one for one in page.iter(*DROPPED) if one.getparent() is not None]:
        element.drop_tree()
    _drop_noise(page)
    blocks: list[tuple[str, str]] = []
    for kind, text in _blocks(_body_of(page)):
        if len(blocks) == MOST_BLOCKS:
            break
        if text != title and (kind, text) not in blocks[-1:]:
            blocks.append((kind, text))
    return Readable(title, site, published, tuple(blocks))


def _title(page: etree._Element) -> str:
    found = [_line(heading.text_content()) for heading in page.iter("h1")]
    found += [_meta(page, "og:title"), _line(page.findtext(".//title") or "")]
    return next((text for text in found if text), "")[:LONGEST_TITLE]


def _meta(page: etree._Element, name: str) -> str:
    for element in page.iter("meta"):
        if name in (element.get("property"), element.get("name"), element.get("itemprop")):
            return _line(element.get("content") or "")[:LONGEST_TITLE]
    return ""


def _drop_noise(page: etree._Element) -> None:
    """Takes out what surrounds an article, unless it holds the article itself."""
    whole = _length(page)
    for element in list(page.iter("div", "section", "ul", "ol", "table", "p", "span")):
        words = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.getparent() is not None and NOISE.search(words) and _length(element) * 2 < whole:
            element.drop_tree()


def _body_of(page: etree._Element) -> etree._Element:
    """The element that holds the article: what the page itself marks as such, or where most of the prose is, widened to
    take in a headline and a lead that stand beside it."""
    marked = [one for one in page.iter() if one.get("itemprop") == "articleBody" and _length(one) >= TEXT]
    best = max(marked, key=_length) if marked else _densest(page)
    if best is None:
        return page
    for around in best.iterancestors():
        if _length(around) > _length(best) * 1.6 + 400:
            break
        if around.tag in ("article", "main") or around.find(".//h1") is not None:
            return around
    return best


def _densest(page: etree._Element) -> etree._Element | None:
    scores: Counter = Counter()
    for element in page.iter("p", "div", "td", "pre", "blockquote", "li"):
        own = _line("".join([element.text or "", *(child.tail or "" for child in element)]))
        text = _line(element.text_content()) if element.tag in ("p", "pre") else own
        if len(text) < SMALL_TEXT or _linked(element) > len(text) / 2:
            continue
        score = 1 + text.count(",") + min(len(text) / 100, 3)
        parent = element.getparent() if element.tag in ("p", "li") else element
        if parent is not None:
            scores[parent] += score
            if parent.getparent() is not None:
                scores[parent.getparent()] += score / 2
    weighed = {one: score * (1 - min(_linked(one) / (_length(one) or 1), 1)) for one, score in scores.items()}
    return max(weighed, key=weighed.get, default=None)


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _linked(element: etree._Element) -> int:
    return sum(_length(link) for link in element.iter("a"))


def _blocks(body: etree._Element) -> Iterator[tuple[str, str]]:
    """The text below an element, broken where a reader sees a new line; rows of links are left out."""
    kinds, text, linked, inside_link = [Kind.PARAGRAPH], [], 0, 0

    def end() -> Iterator[tuple[str, str]]:
        nonlocal linked
        line = _line("".join(text))[:LONGEST_BLOCK]
        if line and (kinds[-1] is Kind.HEADING or linked < len(line) * MOSTLY_LINKS):
            yield kinds[-1].value, line
        text.clear()
        linked = 0

    def add(piece: str | None) -> None:
        nonlocal linked
        text.append(piece or "")
        linked += len((piece or "").strip()) if inside_link else 0

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if tag in BREAKING:
            yield from end()
        elif tag in CELLS and starts and any(map(str.strip, text)):
            add(" · ")
        if tag in KINDS:
            kinds.append(KINDS[tag]) if starts else kinds.pop()
        inside_link += (1 if starts else -1) if tag == "a" else 0
        if starts and tag == "img" and (alt := _line(element.get("alt") or "")):
            yield from end()
            yield Kind.PICTURE.value, alt[:LONGEST_TITLE]
        if starts and tag in PLAYED:
            yield from end()
            yield Kind.RECORDING.value, _line(element.get("title") or "")[:LONGEST_TITLE]
        if tag not in PLAYED:
            add(element.text if starts else None)
        if not starts and element is not body:
            add(element.tail)
    yield from end()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    paragraphs = (_line(part)[:LONGEST_BLOCK] for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    yield from [(Kind.PARAGRAPH.value, line) for line in paragraphs if line][:MOST_BLOCKS]


def _line(text: str) -> str:
    """Text in one line and one normal form, without what turns or hides it."""
    shown = "".join(c for c in clean(" ".join(text.split())) if unicodedata.category(c) not in ("Cf", "Co", "Cs", "Cn"))
    return " ".join(shown.split())


def main() -> None:
    """Reads a page from standard input within the bounds of this process."""
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_CPU_SECONDS)):
        # Some systems do not know a limit; the worker's own clock remains.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    found = readable(sys.stdin.buffer.read(), sys.argv[1])
    json.dump(to_json(found), sys.stdout)


if __name__ == "__main__":
    main()
