"""Every rule that a work must meet, clause by clause, in the words of the rules: pure, so that the author's checklist,
the submission and the secretariat's screening read the same sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from award.entries.calendar import Phase, within
from award.entries.facts import AuthorFacts, FileFacts, PartFacts, RequirementRules, WorkFacts, WorkRules
from award.entries.steps import Step
from award.files.states import FileState
from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum


class Verdict(TitledEnum):
    """How a clause stands; `missing` can still be filled in, `broken` is against the rules, `unknown` waits for the
    check of a file."""

    MET = "met", mark("Met")
    MISSING = "missing", mark("Still missing")
    BROKEN = "broken", mark("Against the rules")
    UNKNOWN = "unknown", mark("Being checked")


@dataclass(frozen=True)
class Check:
    """One clause on one work: what was found, what the rules say, the verdict, and what can be done about it."""

    clause: str
    title: Message
    found: Message
    limit: Message
    verdict: Verdict
    step: Step
    advice: Message | None = None
    part: int | None = None

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the work cannot be sent in because of this clause."""
        return self.verdict in (Verdict.MISSING, Verdict.BROKEN)

    @property
    def sentence(self) -> Message:
        """Clause and finding in one sentence, with what to do."""
        if self.advice is None:
            return say("%(clause)s: %(found)s", clause=self.title, found=self.found)
        return say("%(clause)s: %(found)s %(advice)s", clause=self.title, found=self.found, advice=self.advice)


NEEDED = say("needed")


def _value(value: Any) -> Message:
    """A bare value where a sentence is expected; it is said by its type."""
    return Message("%(value)s", {"value": value})


def run(facts: WorkFacts, rules: WorkRules) -> list[Check]:
    """All clauses that hold for the work, in the order of the steps."""
    return [
        *_work(facts, rules),
        *_authors(facts, rules),
        *_parts(facts, rules),
        *_files(facts, rules),
        _declaration(facts),
        *_deadline(facts, rules),
    ]


def open_ones(checks: list[Check]) -> list[Check]:
    """The clauses that stand in the way of sending in."""
    return [check for check in checks if check.stands_in_the_way]


def _filled(clause: str, title: Message, text: str, step: Step, advice: Message, part: int | None = None) -> Check:
    """A clause that only asks for something to be there."""
    if text:
        return Check(clause, title, _value(text), NEEDED, Verdict.MET, step, part=part)
    return Check(clause, title, say("Not given yet."), NEEDED, Verdict.MISSING, step, advice, part)


def _work(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    yield _filled(
        "title", say("Title of the work"), facts.title, Step.WORK, say("Write the title as it was published.")
    )
    if rules.genres:
        yield _filled("genre", say("Genre"), facts.genre, Step.WORK, say("Choose the genre."))
    if rules.themes:
        yield _filled("theme", say("Theme"), facts.theme, Step.WORK, say("Choose the theme nearest to the work."))


def _authors(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    yield _names(facts.authors)
    if facts.authors:
        yield _lead(facts.authors)
    yield from (_barred(author) for author in facts.authors if author.barred_as)
    if rules.most_authors is not None:
        yield _at_most(
            "author_count",
            say("Number of authors"),
            len(facts.authors),
            rules.most_authors,
            Step.AUTHORS,
            say("Take authors out, or ask the secretariat about collective works."),
        )
    if rules.works_per_author is not None:
        yield from (_works_of(author, rules.works_per_author) for author in facts.authors if author.name)


def _names(authors: tuple[AuthorFacts, ...]) -> Check:
    title, nameless = say("Names of the authors"), sum(1 for author in authors if not author.name)
    limit = say("every author by full name")
    if not authors:
        advice = say("Write the authors in the order of the by-line.")
        return Check("authors", title, say("Not given yet."), limit, Verdict.MISSING, Step.AUTHORS, advice)
    if nameless:
        found = say("Authors without a name: %(count)s.", count=nameless)
        return Check("authors", title, found, limit, Verdict.MISSING, Step.AUTHORS, say("Write their full names."))
    found = _value([author.name for author in authors])
    return Check("authors", title, found, limit, Verdict.MET, Step.AUTHORS)


def _lead(authors: tuple[AuthorFacts, ...]) -> Check:
    title, limit = say("Lead author"), say("exactly one")
    leads = [author.name for author in authors if author.is_lead]
    if len(leads) == 1:
        return Check("lead_author", title, _value(leads), limit, Verdict.MET, Step.AUTHORS)
    found = say("Authors marked as lead: %(count)s.", count=len(leads))
    return Check("lead_author", title, found, limit, Verdict.MISSING, Step.AUTHORS, say("Mark one author as lead."))


def _barred(author: AuthorFacts) -> Check:
    title = say("%(name)s as an author", name=author.name)
    limit = say("nobody who organises or judges this edition")
    found = say("The role in this edition is “%(role)s”.", role=author.barred_as)
    return Check("barred_author", title, found, limit, Verdict.BROKEN, Step.AUTHORS, say("Take this author out."))


def _works_of(author: AuthorFacts, most: int) -> Check:
    title = say("Works of %(name)s, alone and in groups", name=author.name)
    advice = say("Withdraw another work of this author first, or enter this one without the author.")
    return _at_most("works_per_author", title, author.other_works + 1, most, Step.AUTHORS, advice)


def _at_most(
    clause: str,
    title: Message,
    count: int,
    most: int,
    step: Step,
    advice: Message,
    part: int | None = None,
) -> Check:
    """A clause that counts."""
    limit = say("at most %(most)s", most=most)
    if count <= most:
        return Check(clause, title, _value(count), limit, Verdict.MET, step, part=part)
    found = say("%(count)s, more than %(most)s.", count=count, most=most)
    return Check(clause, title, found, limit, Verdict.BROKEN, step, advice, part)


def _parts(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    count = len(facts.parts)
    if not count:
        advice = say("Write where and when the work was published.")
        limit = say("at least one part")
        yield Check(
            "parts", say("Parts of the work"), say("Not given yet."), limit, Verdict.MISSING, Step.PARTS, advice
        )
    if rules.most_parts is not None and count:
        advice = say("Choose the parts that compete and take the others out.")
        yield _at_most("part_count", say("Number of parts"), count, rules.most_parts, Step.PARTS, advice)
    for part in facts.parts:
        yield from _part(part, rules, alone=count == 1)


def _of_part(title: Message, part: PartFacts, alone: bool) -> Message:
    return title if alone else say("%(clause)s, part %(number)s", clause=title, number=part.position)


def _part(part: PartFacts, rules: WorkRules, alone: bool) -> Iterator[Check]:
    outlet = _of_part(say("Press outlet"), part, alone)
    yield _filled("outlet", outlet, part.outlet, Step.PARTS, say("Choose the outlet that carried it."), part.position)
    yield _window(part, rules, alone)
    if rules.link_needed or part.url:
        yield _link(part, rules, alone)
    if rules.most_words is not None:
        yield _length(part, "words", part.words, rules.most_words, alone)
    if rules.most_minutes is not None:
        yield _length(part, "minutes", part.minutes, rules.most_minutes, alone)


def _window(part: PartFacts, rules: WorkRules, alone: bool) -> Check:
    broadcast, day = rules.broadcast, part.published_on
    title = _of_part(say("Day of broadcast") if broadcast else say("Day of publication"), part, alone)
    limit = say("from %(first)s to %(last)s", first=rules.window_from, last=rules.window_to)

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("window", title, found, limit, verdict, Step.PARTS, advice, part.position)

    if day is None:
        return check(Verdict.MISSING, say("Not given yet."), say("Write the day."))
    if rules.window_from <= day <= rules.window_to:
        return check(Verdict.MET, _value(day))
    advice = say("Choose a part within the time, or take this part out.")
    if day > rules.window_to:
        text = say("Broadcast on %(day)s, after %(last)s.", day=day, last=rules.window_to)
        if not broadcast:
            text = say("Published on %(day)s, after %(last)s.", day=day, last=rules.window_to)
    else:
        text = say("Broadcast on %(day)s, before %(first)s.", day=day, first=rules.window_from)
        if not broadcast:
            text = say("Published on %(day)s, before %(first)s.", day=day, first=rules.window_from)
    return check(Verdict.BROKEN, text, advice)


def is_web_address(text: str) -> bool:
    """Whether the text is an address that a browser may follow."""
    scheme, _, rest = text.partition("://")
    return scheme.lower() in ("http", "https") and "." in rest and not any(c.isspace() for c in rest)


def _link(part: PartFacts, rules: WorkRules, alone: bool) -> Check:
    title = _of_part(say("Link"), part, alone)
    limit = NEEDED if rules.link_needed else say("a full web address")
    advice = say("Copy the address of the published work from the browser.")
    if not part.url:
        missing = say("Not given yet.")
        return Check("link", title, missing, limit, Verdict.MISSING, Step.PARTS, advice, part.position)
    found = _value(part.url)
    if is_web_address(part.url):
        return Check("link", title, found, limit, Verdict.MET, Step.PARTS, part=part.position)
    text = say("“%(address)s” is not a web address.", address=part.url)
    return Check("link", title, text, limit, Verdict.MISSING, Step.PARTS, advice, part.position)


def _length(part: PartFacts, clause: str, count: int | None, most: int, alone: bool) -> Check:
    in_words = clause == "words"
    title = _of_part(say("Length in words") if in_words else say("Length in minutes"), part, alone)
    if count is None:
        advice = say("Write the number of words.") if in_words else say("Write the number of minutes.")
        missing, limit = say("Not given yet."), say("at most %(most)s", most=most)
        return Check(clause, title, missing, limit, Verdict.MISSING, Step.PARTS, advice, part.position)
    advice = say("Choose a work within the length that the rules set.")
    return _at_most(clause, title, count, most, Step.PARTS, advice, part.position)


def _files(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    for need in rules.requirements:
        own = [file for file in facts.files if file.requirement_id == need.id]
        if need.per_part and facts.parts:
            for part in facts.parts:
                title = _of_part(_value(need.name), part, len(facts.parts) == 1)
                yield _received(title, need, [file for file in own if file.part == part.position], part.position)
        else:
            yield _received(_value(need.name), need, own, None)
        if need.captioned and own:
            yield _captions(need, own)


def _received(title: Message, need: RequirementRules, files: list[FileFacts], part: int | None) -> Check:
    """Enough files, not too many, none refused; a file that has arrived counts while it is still being checked."""
    states = [file.state for file in files]
    here = sum(1 for state in states if state in (FileState.STORED, FileState.VERIFIED))
    limit = _how_many(need)

    def check(verdict: Verdict, found: Message, advice: Message | None = None) -> Check:
        return Check("files", title, found, limit, verdict, Step.FILES, advice, part)

    if FileState.REFUSED in states:
        return check(Verdict.BROKEN, say("A file was not accepted."), say("Remove it and send another one."))
    if here > need.most:
        return check(
            Verdict.BROKEN, say("Files received: %(count)s.", count=here), say("Remove the files that are too many.")
        )
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
        return Check("captions", title, found, limit, Verdict.MISSING, Step.FILES, say("Write the captions."))
    found = _value(len(files))
    return Check("captions", title, found, limit, Verdict.MET, Step.FILES)


def _declaration(facts: WorkFacts) -> Check:
    title, limit = say("Declaration of the author"), say("agreed to")
    if facts.declared:
        return Check("declaration", title, say("Agreed to"), limit, Verdict.MET, Step.DECLARATION)
    advice = say("Read the declaration and agree to it.")
    return Check("declaration", title, say("Not given yet."), limit, Verdict.MISSING, Step.DECLARATION, advice)


def _deadline(facts: WorkFacts, rules: WorkRules) -> Iterator[Check]:
    moment = facts.sent_at or facts.at
    if rules.term is None or moment is None:
        return
    title = say("Deadline for works")
    limit = say("until %(moment)s", moment=rules.term.shown_at)
    found = say("Sent in on %(moment)s", moment=moment) if facts.sent_at else say("Now: %(moment)s", moment=moment)
    phase = within(rules.term, moment)
    if phase is Phase.OVER:
        late = say("%(found)s, after the end.", found=found)
        yield Check("deadline", title, late, limit, Verdict.BROKEN, Step.SUBMIT, say("Ask the secretariat."))
    elif phase is Phase.GRACE:
        grace = say("%(found)s, within the time added for technical trouble", found=found)
        yield Check("deadline", title, grace, limit, Verdict.MET, Step.SUBMIT)
    else:
        yield Check("deadline", title, found, limit, Verdict.MET, Step.SUBMIT)
