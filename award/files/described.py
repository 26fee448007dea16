"""What a page or its script is told of a file: what was found in plain words, and plain values for JSON."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from award.files import kinds
from award.files.sentences import from_json, in_time
from award.files.states import FileState
from award.kit.messages import Message, say

OPEN = frozenset({FileState.WAITING, FileState.STORED})
NAMES = {
    kinds.PDF: "PDF",
    kinds.DOCX: "Word",
    kinds.JPEG: "JPEG",
    kinds.PNG: "PNG",
    kinds.MP3: "MP3",
    kinds.M4A: "M4A",
    kinds.WAV: "WAV",
    kinds.MP4: "MP4",
    kinds.WEBM: "WebM",
}
# Loudness in LUFS: broadcasters aim at -23; below the one a loudspeaker has to be turned up, above the other it hurts.
QUIET, LOUD, NOTHING = Decimal(-32), Decimal(-9), Decimal(-60)
SILENT_SHARE, SMALL_SIDE = 30, 800


def facts(type_found: str | None, probe: dict[str, Any]) -> list[Message]:
    """What was found in a file, in a few words each: “PDF”, “4 pages”, “with a text layer”."""
    return [*_of_text(type_found, probe or {}), *_of_sight(probe or {}), *_of_sound(probe or {})]


def hints(type_found: str | None, probe: dict[str, Any]) -> list[Message]:
    """What an author may want to better; none of it stands in the way of the file."""
    return [*_text_hints(probe or {}), *_sound_hints(probe or {}, type_found), *_sight_hints(probe or {})]


def _of_text(type_found: str | None, probe: dict[str, Any]) -> Iterator[Message]:
    if type_found in NAMES:
        yield say("%(name)s", name=NAMES[type_found])
    if pages := probe.get("pages"):
        yield say("1 page") if pages == 1 else say("%(count)s pages", count=pages)
    if "text_pages" in probe:
        if probe["text_pages"] == 0:
            yield say("no text layer")
        elif probe["text_pages"] == probe["pages"]:
            yield say("with a text layer")
        else:
            yield say("a text layer on some pages (%(count)s)", count=probe["text_pages"])
    if probe.get("words"):
        yield say("%(count)s words", count=Decimal(probe["words"]))


def _of_sight(probe: dict[str, Any]) -> Iterator[Message]:
    if "width" in probe:
        yield say("%(width)s × %(height)s pixels", width=probe["width"], height=probe["height"])
    if "taken_at" in probe:
        yield say("taken on %(day)s", day=datetime.fromisoformat(probe["taken_at"]).date())


def _of_sound(probe: dict[str, Any]) -> Iterator[Message]:
    if "seconds" in probe:
        yield say("%(length)s minutes", length=in_time(Decimal(probe["seconds"])))
    if (level := _level(probe)) is None:
        return
    if level < NOTHING:
        yield say("nothing can be heard")
    elif level < QUIET:
        yield say("quiet sound (%(level)s dB)", level=level)
    elif level > LOUD:
        yield say("very loud sound (%(level)s dB)", level=level)


def _level(probe: dict[str, Any]) -> Decimal | None:
    return round(Decimal(probe["loudness"])) if "loudness" in probe else None


def _text_hints(probe: dict[str, Any]) -> Iterator[Message]:
    if probe.get("text_pages") == 0:
        yield say(
            "The pages are pictures, without a text layer. If there is a PDF straight from the layout, send that: it "
            "is sharper, and its words can be found and compared."
        )
    if probe.get("blank_pages"):
        yield say("Pages with nothing on them: %(count)s.", count=probe["blank_pages"])
    if probe.get("attachments"):
        yield say("The PDF carries other files (%(count)s). They are not read here.", count=probe["attachments"])


def _sound_hints(probe: dict[str, Any], type_found: str | None) -> Iterator[Message]:
    level = _level(probe)
    if level is not None and level < NOTHING:
        yield say("Nothing can be heard in it. Is the right track switched on?")
    elif level is not None and level < QUIET:
        yield say("The sound is very quiet. Raise it to about −23 dB and send it again, if you can.")
    elif probe.get("silence", 0) >= SILENT_SHARE:
        yield say(
            "It is silent for a large part (%(share)s per cent). Is it the right recording?", share=probe["silence"]
        )
    if type_found in (kinds.MP4, kinds.WEBM) and not (probe.get("streams") or {"audio": 1})["audio"]:
        yield say("The film has no sound.")
    if probe.get("plays") is False:
        yield say(
            "Browsers may not play it as it is (%(codecs)s). Judges see a light copy; better send H.264 with AAC.",
            codecs=", ".join(probe.get("codecs", [])),
        )


def _sight_hints(probe: dict[str, Any]) -> Iterator[Message]:
    if "dhash" in probe and min(probe["width"], probe["height"]) < SMALL_SIDE:
        yield say("The picture is small: it will do on a screen, but neither in print nor at an exhibition.")


def describe(file: Any, said: Callable[[Any], str]) -> dict[str, Any]:
    """The state of a stored file. `said` puts a message or a state into the reader's language.

    `ended` tells a script that it need not ask again; `refusal` is a sentence or None.
    """
    return {
        "file_id": str(file.id),
        "name": file.name,
        "size": file.size,
        "state": file.state.value,
        "state_text": said(file.state),
        "declared": file.declared_sha256,
        "promised_until": said(_moment(file.promised_until)) if file.promised_until else None,
        "ended": file.state not in OPEN,
        "sha256": file.sha256,
        "type": file.type_found,
        "probe": file.probe or {},
        "facts": " · ".join(said(fact) for fact in facts(file.type_found, file.probe)),
        "hints": [said(hint) for hint in hints(file.type_found, file.probe)],
        "refusal": said(from_json(file.refusal)) if file.refusal else None,
    }


def describe_plan(plan: Any) -> dict[str, Any]:
    """An upload plan for a script: how much is there already, and which parts are missing."""
    return {
        "file_id": str(plan.file_id),
        "size": plan.size,
        "part_size": plan.part_size,
        "there": plan.there,
        "missing": plan.missing,
    }


def describe_part(part: Any) -> dict[str, Any]:
    """Where to send one part, and the header that goes with it."""
    return {
        "number": part.number,
        "start": part.start,
        "size": part.size,
        "url": part.url,
        "checksum": part.checksum,
    }


def _moment(instant: datetime) -> Message:
    """A bare instant where a sentence is expected; it is said with weekday and zone."""
    return Message("%(moment)s", {"moment": instant})
