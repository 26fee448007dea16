"""Verbs of the council: prizes are prepared one by one or as proposed.

The writer's lock makes each verb run as if alone, so counting the places before giving one is enough.
"""

from typing import Any

from award.audit.service import record
from award.council import queries
from award.council.allocation import Proposal, propose_thematic
from award.council.allocation import propose as proposal_of
from award.council.comparing import Compared, compare
from award.council.departures import Departure
from award.council.models import Prize
from award.council.places import Award, Room
from award.council.queries import HeldPrize, Situation
from award.council.states import PrizeState, Rule
from award.db import db
from award.editions.models import Edition, PrizeLevel
from award.editions.states import Counted, PrizeKind
from award.entries.models import Entry
from award.entries.states import EntryState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.kit.text import clean

WITH_NAMES = (PrizeKind.OLDEST, PrizeKind.YOUNGEST, PrizeKind.HONOUR)


def proposal(found: Situation) -> Proposal:
    """What the standings propose of the main prizes beside those already prepared; changes nothing."""
    table = found.table
    only = table.edition.one_main_per_author
    return proposal_of(found.contenders, table.levels(), table.awards(found.held), one_per_author=only)


def thematic(found: Situation) -> list[Proposal]:
    """What they propose of the prizes for works of a theme."""
    table, kind = found.table, PrizeKind.THEMATIC
    main = [*table.awards(found.held), *proposal(found).awards]
    return propose_thematic(found.contenders, table.levels(kind), table.awards(found.held, kind), main)


def propose(edition: Edition, *, actor: Any) -> Proposal:
    """Prepares every prize that the standings of the last closed round propose, and reports the ties left open."""
    found = standings_of(edition)
    main = proposal(found)
    for award in main.awards:
        _add(edition, award.level, entry_id=award.work, rule=main.rules[award.work], actor=actor)
    for one in thematic(found):
        for award in one.awards:
            _add(edition, award.level, entry_id=award.work, rule=Rule.THEME, actor=actor)
    if not main.ties:
        _prepare_compared(edition, actor=actor)
    return main


def comparisons(found: Situation) -> dict[Any, Compared]:
    """Who is first for each prize of age and each counted collective prize, by the level's identity."""
    compared = {}
    for row in found.table.rows:
        if row.kind in (PrizeKind.OLDEST, PrizeKind.YOUNGEST) or row.counted is not Counted.NAMED:
            room = Room.of(found.table.levels(row.kind), found.table.awards(found.held, row.kind))
            compared[row.id] = compare(queries.candidates(found.table.edition, row, found.held), room.in_all(row.id))
    return compared


def _prepare_compared(edition: Edition, *, actor: Any) -> None:
    found = still_open(edition)
    kinds = {row.id: row.kind for row in found.table.rows}
    for level_id, compared in comparisons(found).items():
        rule = Rule.COUNTED if kinds[level_id] is PrizeKind.COLLECTIVE else Rule.AGE
        for one in compared.first:
            who = {"entry_id": one.entry_id, "organisation_id": one.organisation_id, "recipient": one.name}
            _add(edition, level_id, rule=rule, **who, actor=actor)


def prepare(
    edition: Edition, entry: Entry, level: PrizeLevel, *, departure: str | None = None, recipient: str = "", actor: Any
) -> Prize:
    """Gives a work a prize, to be released later; `recipient` names the author or the person portrayed whom a prize of
    such a kind is for.

    Refused: a work that is not eligible, a second main prize of the work or, where the rules say so, of an author, a
    level without a free place, and leaving the standings or a rule without `departure`, the reason for it.
    """
    found = standings_of(edition) if level.kind is PrizeKind.MAIN else still_open(edition)
    if entry.edition_id != edition.id or level.edition_id != edition.id or entry.state is not EntryState.ELIGIBLE:
        raise Refusal(say("Only an eligible work of this edition can have a prize."), "work")
    recipient = _recipient(entry, level, clean(recipient or ""))
    _check_one_of_a_kind(entry, level, recipient, found.held)
    _check_one_for_an_author(entry, level, found)
    award = Award(entry.id, entry.category_id, level.id, found.table.subcommittee(entry))
    _check_room(award, level, found)
    departs = found.table.departures(award, level.kind, found.contenders, found.held)
    if level.kind in (PrizeKind.OLDEST, PrizeKind.YOUNGEST) and not _is_first(
        edition, level, found.held, name=recipient
    ):
        departs.append(Departure.NOT_FIRST)
    _must_have_a_reason(departs, departure)
    rule = Rule.NAMED if departs else _rule(found, award, level.kind)
    told = {"entry_id": entry.id, "recipient": recipient, "rule": rule}
    return _add(edition, level.id, **told, departs=departs, departure=departure, actor=actor)


def prepare_collective(
    edition: Edition, organisation: Any, level: PrizeLevel, *, departure: str | None = None, actor: Any
) -> Prize:
    """Gives an organisation a collective prize, to be released later.

    Refused: a prize that is not for such an organisation, a second time the same, a level without a free place, and
    passing over one that stands before by what is counted without `departure`, the reason for it.
    """
    found = still_open(edition)
    if level.edition_id != edition.id or level.kind is not PrizeKind.COLLECTIVE:
        raise Refusal(say("This prize is not for organisations."), "level")
    if organisation.kind is not level.recipients:
        raise Refusal(say("“%(level)s” goes to: %(kind)s.", level=level.name, kind=level.recipients), "organisation")
    if any(one.level_id == level.id and one.organisation_id == organisation.id for one in found.held):
        raise Refusal(say("It has this prize already."), "level")
    _check_room(Award(organisation.id, None, level.id), level, found)
    counted = level.counted is not Counted.NAMED
    first = not counted or _is_first(edition, level, found.held, organisation_id=organisation.id)
    departs = [] if first else [Departure.NOT_FIRST]
    _must_have_a_reason(departs, departure)
    return _add(
        edition,
        level.id,
        organisation_id=organisation.id,
        recipient=organisation.name_on(clock.today()),
        rule=Rule.COUNTED if counted and first else Rule.NAMED,
        departs=departs,
        departure=departure,
        actor=actor,
    )


def give_reason(prize: Prize, reason: str, *, actor: Any) -> None:
    """Adds the council's reason to a prize that came to leave the order or a rule after it was given, or changes it."""
    if prize.state not in (PrizeState.PREPARED, PrizeState.POSTED):
        raise WrongMoment(say("The results are released; nothing changes any more."))
    if not reason:
        raise Refusal(say("Say why; the reason goes on the record."), "reason")
    before, prize.departure = prize.departure, reason
    db.session.flush()
    record("prize.reason", prize, actor=actor, before={"departure": before or ""}, after={"departure": reason})


def take_back(prize: Prize, *, actor: Any) -> None:
    """Takes a prepared prize away again."""
    if prize.state is not PrizeState.PREPARED:
        raise WrongMoment(say("The results are released; nothing changes any more."))
    told = {"entry": prize.entry_id, "organisation": prize.organisation_id, "recipient": prize.recipient}
    before = {"level": prize.level_id, **{name: value for name, value in told.items() if value}}
    record("prize.take_back", prize, actor=actor, before=before)
    db.session.delete(prize)
    db.session.flush()


def still_open(edition: Edition) -> Situation:
    """Where things stand, as long as nothing is public."""
    stage = queries.stage(edition.id)
    if stage is PrizeState.RELEASED:
        raise WrongMoment(say("The results are released; nothing changes any more."))
    if stage is PrizeState.POSTED:
        raise WrongMoment(say("The list is posted; it changes only by a ruling on an objection."))
    return queries.situation(edition)


def standings_of(edition: Edition) -> Situation:
    """The same, once there are standings."""
    found = still_open(edition)
    if found.closed is None:
        raise WrongMoment(say("Prizes are prepared from standings: no round is closed yet."))
    return found


def departures_of(prize: HeldPrize, found: Situation) -> list[Departure]:
    """What a prize given leaves of the standings and of the rules, as things stand now."""
    if prize.kind not in (PrizeKind.MAIN, PrizeKind.THEMATIC):
        return [Departure(one) for one in prize.departs]
    (award,) = found.table.awards([prize], prize.kind)
    return found.table.departures(award, prize.kind, found.contenders, found.held)


def _recipient(entry: Entry, level: PrizeLevel, name: str) -> str:
    """The name as it is kept; raises `Refusal` where it is missing or is not an author's."""
    if level.kind is PrizeKind.COLLECTIVE:
        raise Refusal(say("“%(level)s” goes to: %(kind)s.", level=level.name, kind=level.recipients), "level")
    if level.kind not in WITH_NAMES:
        if name:
            raise Refusal(say("“%(level)s” goes to the work; leave the name empty.", level=level.name), "recipient")
        return ""
    if not name:
        raise Refusal(say("Write the name of who gets it."), "recipient")
    if level.kind is not PrizeKind.HONOUR and name not in (authors := queries.authors_of(entry.id)):
        raise Refusal(say("The authors of this work are: %(names)s.", names=authors), "recipient")
    return name


def _check_one_of_a_kind(entry: Entry, level: PrizeLevel, recipient: str, held: list[HeldPrize]) -> None:
    own = [prize for prize in held if prize.entry_id == entry.id]
    if any(prize.level_id == level.id and prize.recipient == recipient for prize in own):
        raise Refusal(say("This work has this prize already."), "level")
    main = next((prize for prize in own if prize.kind is PrizeKind.MAIN), None)
    if main and level.kind is PrizeKind.MAIN:
        raise Refusal(say("This work has “%(level)s” already; a work has one main prize.", level=main.level), "level")
    if main and level.kind is PrizeKind.THEMATIC and not level.beside_main:
        raise Refusal(say("“%(level)s” does not go to a work with a main prize.", level=level.name), "level")
    apart = {one.id for one in level.edition.prize_levels if not one.beside_main}
    if level.kind is PrizeKind.MAIN and any(prize.level_id in apart for prize in own):
        raise Refusal(say("This work has a prize that does not go beside a main one."), "level")


def _check_one_for_an_author(entry: Entry, level: PrizeLevel, found: Situation) -> None:
    people = found.table.people
    if level.kind is not PrizeKind.MAIN or not found.table.edition.one_main_per_author:
        return
    for prize in found.held:
        if prize.kind is PrizeKind.MAIN and people.get(prize.entry_id, frozenset()) & people.get(entry.id, frozenset()):
            raise Refusal(
                say("An author of it has “%(level)s” with %(code)s; the rules allow one.", level=prize.level, code=prize.code),
                "level",
            )  # fmt: skip


def _check_room(award: Award, level: PrizeLevel, found: Situation) -> None:
    levels = found.table.levels(level.kind)
    own = next(one for one in levels if one.key == level.id)
    room = Room.of(levels, found.table.awards(found.held, level.kind))
    if room.for_one(level.id, own.scope_of(award)) <= 0:
        raise Refusal(say("“%(level)s” has no free place for this work.", level=level.name), "level")


def _must_have_a_reason(departs: list[Departure], departure: str | None) -> None:
    if not departs or departure:
        return
    if departs[0] in (Departure.ORDER, Departure.NO_STANDING):
        raise Refusal(
            say("A work that was marked higher has no prize as high, or this one has no mark. Give the reason."),
            "departure",
        )
    raise Refusal(say("Give the reason: %(departs)s", departs=departs), "departure")


def _is_first(edition: Edition, level: PrizeLevel, held: list[HeldPrize], **wanted: Any) -> bool:
    """Whether nobody stands before by what is compared; those who stand level are all first."""
    rows = queries.candidates(edition, level, held)
    best = max((row.value for row in rows), default=None)
    return any(row.value == best and all(getattr(row, key) == value for key, value in wanted.items()) for row in rows)


def _rule(found: Situation, award: Award, kind: PrizeKind) -> Rule:
    """By what a prize that leaves nothing is given."""
    if kind in (PrizeKind.OLDEST, PrizeKind.YOUNGEST):
        return Rule.AGE
    if kind is PrizeKind.THEMATIC and next(one for one in found.table.levels(kind) if one.key == award.level).themes:
        return Rule.THEME
    return proposal(found).rules.get(award.work, Rule.PLACE) if kind is PrizeKind.MAIN else Rule.NAMED


def _add(edition: Edition, level_id: Any, *, departs: Any = (), departure: str | None = None, actor: Any, **told: Any) -> Prize:  # fmt: skip
    prize = Prize(
        edition_id=edition.id,
        level_id=level_id,
        departs=[one.value for one in departs],
        departure=departure or None,
        prepared_by_id=actor.id,
        prepared_at=clock.now(),
        **told,
    )
    db.session.add(prize)
    db.session.flush()
    after = {"entry": prize.entry_id, "organisation": prize.organisation_id, "recipient": prize.recipient}
    after |= {"level": level_id, "departure": prize.departure}
    record("prize.prepare", prize, actor=actor, after={name: value for name, value in after.items() if value})
    return prize
