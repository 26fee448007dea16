"""Finding works that are alike, and saying what they are. Nothing here refuses a work: a person does, or does not."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.db import db
from award.entries.models import Entry
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal
from award.kit.text import clean
from award.screening import likeness, queries
from award.screening.models import Pair, Sketch, Trace
from award.screening.states import Judgement


def compare(entry: Entry, texts: Mapping[str, str]) -> list[Pair]:
    """Keeps the work's keys, finds the works of all editions that have some in common, measures them, and keeps the
    pairs that are alike. `texts` are its readable texts by their source.

    Safe to repeat: what was judged stays, what is no longer alike and was never judged goes.
    """
    _keep_sketches(entry, texts)
    own = queries.traits_of([entry.id]).get(entry.id)
    if own is None:
        return []
    found_keys = likeness.keys(own)
    _keep_traces(entry, found_keys)
    others = queries.traits_of(queries.candidates(entry.id, found_keys))
    found = {identity: likeness.compare(own, traits) for identity, traits in others.items()}
    return _keep_pairs(entry, {identity: shared for identity, shared in found.items() if shared})


def judge(pair: Pair, judgement: Judgement, *, reason: str, actor: Any) -> None:
    """Says whether two works are the same, with the reason; a second thought replaces the first, the record has both."""
    reason = clean(reason or "")
    if judgement is Judgement.OPEN:
        raise Refusal(say("Choose an answer."), "judgement")
    if not reason:
        raise Refusal(say("Write what shows it."), "reason")
    before = {"judgement": pair.judgement, "reason": pair.reason}
    pair.judgement, pair.reason, pair.actor_id, pair.at = judgement, reason, actor.id, clock.now()
    db.session.flush()
    for identity in (pair.earlier_id, pair.later_id):
        entry = db.session.get(Entry, identity)
        after = {"judgement": judgement, "reason": reason, "pair": str(pair.id)}
        record("screening.judge_pair", entry, actor=actor, before=before, after=after)


def _keep_sketches(entry: Entry, texts: Mapping[str, str]) -> None:
    kept = queries.sketches(entry.id)
    for source in set(kept) - set(texts):
        db.session.delete(kept[source])
    for source, text in texts.items():
        hashes = likeness.to_text(likeness.sketch(text))
        if source in kept:
            kept[source].hashes = hashes
        elif hashes:
            db.session.add(Sketch(entry_id=entry.id, source=source, hashes=hashes))
    db.session.flush()


def _keep_traces(entry: Entry, found: set[tuple[likeness.Kind, str]]) -> None:
    wanted = {(kind.value, value) for kind, value in found}
    kept = queries.traces(entry.id)
    gone = kept - wanted
    if gone:
        keys = sa.tuple_(Trace.kind, Trace.value).in_(gone)
        db.session.execute(sa.delete(Trace).where(Trace.entry_id == entry.id, keys))
    rows = [{"entry_id": entry.id, "kind": kind, "value": value} for kind, value in sorted(wanted - kept)]
    if rows:
        db.session.execute(sa.insert(Trace), rows)


def _keep_pairs(entry: Entry, found: dict[Any, list[likeness.Found]]) -> list[Pair]:
    kept = {_other(pair, entry): pair for pair in queries.pairs_of(entry.id)}
    for identity, pair in kept.items():
        if identity not in found and pair.judgement is Judgement.OPEN:
            db.session.delete(pair)
    db.session.flush()
    came_in = queries.came_in([entry.id, *found])
    for identity, shared in found.items():
        if identity not in kept:
            earlier, later = sorted((entry.id, identity), key=lambda one: (came_in[one], str(one)))
            kept[identity] = Pair(
                earlier_id=earlier, later_id=later, edition_id=entry.edition_id, judgement=Judgement.OPEN
            )
            kept[identity].found_at = clock.now()
            db.session.add(kept[identity])
        kept[identity].likeness = shared
    db.session.flush()
    return [kept[identity] for identity in found]


def _other(pair: Pair, entry: Entry) -> Any:
    return pair.later_id if pair.earlier_id == entry.id else pair.earlier_id
