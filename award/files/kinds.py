"""What a `FileKind` accepts: endings of names, types of contents, and the icon that stands for each.

A requirement names kinds; from here come the sentence before choosing, the check at `begin` and the check of what
the content was found to be.
"""

from collections.abc import Iterable

from award.editions.states import FileKind

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
MP3, M4A, WAV = "audio/mpeg", "audio/mp4", "audio/wav"
MP4, WEBM = "video/mp4", "video/webm"
# Copies are made as it; nobody sends it.
WEBP = "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

ZIP = "application/zip"
# What one installation sends another: no requirement of an edition can name it.
DOSSIER = "dossier"

# The endings that a content of each type may have; the first is the usual one.
ENDINGS = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    MP3: (".mp3",),
    M4A: (".m4a",),
    WAV: (".wav",),
    MP4: (".mp4", ".m4v"),
    WEBM: (".webm",),
    DOCX: (".docx",),
    WEBP: (".webp",),
    ZIP: (".zip",),
}
TYPES: dict[str, tuple[str, ...]] = {
    FileKind.PDF: (PDF,),
    FileKind.IMAGE: (JPEG, PNG),
    FileKind.AUDIO: (MP3, M4A, WAV),
    FileKind.VIDEO: (MP4, WEBM),
    FileKind.DOCUMENT: (PDF, DOCX),
    DOSSIER: (ZIP,),
}
ICONS = {
    FileKind.PDF: "file-earmark-pdf",
    FileKind.IMAGE: "file-earmark-image",
    FileKind.AUDIO: "file-earmark-music",
    FileKind.VIDEO: "file-earmark-play",
    FileKind.DOCUMENT: "file-earmark-text",
}
UNKNOWN_ICON = "file-earmark"
# What a browser shows or plays by itself; anything else is only ever saved.
SHOWN = frozenset({PDF, JPEG, PNG, WEBP, MP3, M4A, WAV, MP4, WEBM})


def types(kinds: Iterable[str]) -> list[str]:
    """The types of content that the kinds accept, each once, in the order of the kinds."""
    return list(dict.fromkeys(found for kind in kinds for found in TYPES[kind]))


def endings(kinds: Iterable[str]) -> list[str]:
    """The endings of names that the kinds accept, with their point."""
    return [ending for found in types(kinds) for ending in ENDINGS[found]]


def accepts_name(name: str, kinds: Iterable[str]) -> bool:
    """Whether the name ends as one of the kinds does; case does not matter."""
    return name.lower().endswith(tuple(endings(kinds)))


def accepts(type_found: str, name: str, kinds: Iterable[str]) -> bool:
    """Whether a content of this type is accepted under this name.

    A picture called `.jpg` that is a PNG passes, as telephones make such; a PDF called `.mp3` does not.
    """
    return type_found in types(kinds) and any(
        name.lower().endswith(ENDINGS[other]) for other in ENDINGS if _family(other) == _family(type_found)
    )


def kind_of(type_found: str | None) -> str | None:
    """The kind that a type of content belongs to, the narrowest first; None for one that no kind accepts."""
    return next((kind for kind, accepted in TYPES.items() if type_found in accepted), None)


def icon(type_or_kind: str | None) -> str:
    """The name of the icon for a type of content or for a kind."""
    kind = FileKind(type_or_kind) if type_or_kind in set(FileKind) else kind_of(type_or_kind)
    return ICONS.get(kind, UNKNOWN_ICON)


def _family(type_found: str) -> str:
    return type_found if type_found.startswith("application/") else type_found.partition("/")[0]
