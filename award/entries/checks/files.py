"""Clauses on the files: enough of each, none refused, captions, pictures large enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from award.entries.checks.check import Check, Verdict, counted, of_part, value
from award.entries.checks.measured import measured
from award.entries.facts import FileFacts, RequirementRules, WorkFacts, WorkRules
from award.entries.promises import until_when
from award.entries.steps import Step
from award.files.states import FileState
from award.kit.messages import Message, say

ARRIVED = frozenset({FileState.STORED, FileState.VERIFIED})


def on_files(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    for need in rules.requirements:
        if not need.holds_for(facts.genre_code, facts.language):
            continue
        own = [file for file in facts.files if file.requirement_id == need.id]
        if need.per_part and facts.parts:
            for part in facts.parts:
                title = of_part(value(need.name), part, len(facts.parts) == 1)
                here = [file for file in own if file.part == part.position]
                yield _received(title, need, here, _promised(here, facts, rules), part.position)
        else:
            yield _received(value(need.name), need, own, _promised(own, facts, rules), None)
        if need.captioned and own:
            yield _captions(need, own)
        if need.least_pixels:
            yield from _pixels(need, need.least_pixels, own)
    if rules.photos:
        yield _photos(facts, rules)
    yield from measured(facts, rules)


def _photos(facts: WorkFacts, rules: WorkRules) -> Check:
    photos = {need.id for need in rules.requirements if need.photos}
    count = sum(1 for file in facts.files if file.requirement_id in photos and file.state in ARRIVED)
    advice = say("Send the photos that compete and remove the others; the number hangs on the genre.")
    return counted("photos", say("Number of photos"), count, rules.photos, Step.FILES, advice)


@dataclass(frozen=True)
class Promised:
    """Files whose bytes may still come: how many, and until when the first of them must be here; `late` counts those
    whose bytes did not come in time."""

    count: int = 0
    until: datetime | None = None
    late: int = 0


def _promised(files: list[FileFacts], facts: WorkFacts, rules: WorkRules) -> Promised:
    ends = [
        until_when(file.promised_until, rules.bytes_until)
        for file in files
        if file.state is FileState.WAITING and file.promised_until
    ]
    kept = [end for end in ends if facts.at is None or facts.at <= end]
    return Promised(len(kept), min(kept, default=None), len(ends) - len(kept))


def _received(
    title: Message, need: RequirementRules, files: list[FileFacts], promised: Promised, part: int | None
) -> Check:
    """Enough files, not too many, none refused; a file that has arrived counts while it is still being checked, and one
    that was promised in time until the end of the time for its bytes."""
    states = [file.state for file in files]
    here = sum(1 for state in states if state in ARRIVED)
    limit = _how_many(need)

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("files", title, found, limit, verdict, Step.FILES, advice, part, need.code)

    if FileState.REFUSED in states:
        return check(Verdict.BROKEN, say("A file was not accepted."), say("Remove it and send another one."))
    if here > need.most:
        return check(
            Verdict.BROKEN, say("Files received: %(count)s.", count=here), say("Remove the files that are too many.")
        )
    if promised.count and here + promised.count >= need.least:
        found = say(
            "files received: %(count)s; promised: %(promised)s, bytes until %(moment)s",
            count=here,
            promised=promised.count,
            moment=promised.until,
        )
        return check(Verdict.PROMISED, found)
    if here < need.least and promised.late:
        found = say("Files received: %(count)s; a promised file did not arrive in time.", count=here)
        return check(Verdict.MISSING, found, say("Ask the secretariat."))
    if here < need.least and FileState.WAITING in states:
        found = say("Files received: %(count)s; one is still being sent.", count=here)
        return check(Verdict.MISSING, found, say("Wait until the file has arrived, or send it again."))
    if here < need.least:
        return check(Verdict.MISSING, say("Files received: %(count)s.", count=here), say("Send the file."))
    if FileState.STORED in states:
        return check(Verdict.UNKNOWN, say("files received: %(count)s, still being checked", count=here))
    return check(Verdict.MET, say("files received: %(count)s", count=here))


def _how_many(need: RequirementRules) -> Message:
    if need.least == need.most:
        return say("number of files: %(count)s", count=need.least)
    if need.least == 0:
        return say("at most %(most)s", most=need.most)
    return say("%(least)s to %(most)s files", least=need.least, most=need.most)


def _captions(need: RequirementRules, files: list[FileFacts]) -> Check:
    title, limit = say("Captions: %(name)s", name=need.name), say("a caption for every file")
    lacking = sum(1 for file in files if not file.caption)
    if lacking:
        found = say("Files without a caption: %(count)s.", count=lacking)
        advice = say("Write the captions.")
        return Check("captions", title, found, limit, Verdict.MISSING, Step.FILES, advice, about=need.code)
    found = value(len(files))
    return Check("captions", title, found, limit, Verdict.MET, Step.FILES, about=need.code)


def _pixels(need: RequirementRules, least: int, files: list[FileFacts]) -> Iterator[Check]:
    """Whether every picture is large enough; nothing to say before one was measured. Each row of the page tells the
    measures of its own file."""
    sides = [file.pixels for file in files if file.pixels is not None and file.state in ARRIVED]
    if not sides:
        return
    title = say("Size of pictures: %(name)s", name=need.name)
    limit = say("longer side: at least %(count)s pixels", count=least)
    small = sum(1 for side in sides if side < least)
    if small:
        found = say("Pictures that are too small: %(count)s; the smallest: %(pixels)s pixels.", count=small, pixels=min(sides))  # fmt: skip
        advice = say("Send the pictures in their full size, and remove the small ones.")
        yield Check("pixels", title, found, limit, Verdict.BROKEN, Step.FILES, advice, about=need.code)
        return
    found = say("the smallest: %(pixels)s pixels", pixels=min(sides))
    yield Check("pixels", title, found, limit, Verdict.MET, Step.FILES, about=need.code)
