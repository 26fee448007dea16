"""Asking for people's word on a work, and taking it: authors by a link in a letter, outlets by their contact."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from award.accounts import tokens
from award.audit.service import record
from award.db import db
from award.editions.queries import edition_by_id
from award.entries import queries
from award.entries.confirmations import Answer, Kind, Standing
from award.entries.handing import HANDED_OVER_IN
from award.entries.models import Author, Confirmation, Entry
from award.entries.service.ground import write
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, Stale, WrongMoment
from award.kit.text import clean
from award.outbox.service import post

# A letter goes to whoever is named, so nobody is written to at every press of a button.
BETWEEN_LETTERS = timedelta(minutes=30)
TO_ASK = frozenset({Standing.NOT_ASKED, Standing.STALE})


def ask_authors(entry: Entry, *, actor: Any) -> int:
    """Writes to every co-author whose word is still to be asked for; says how many letters that are."""
    wanted = {word.position for word in queries.words_on(entry).authors if word.standing in TO_ASK}
    for author in entry.authors:
        if author.position in wanted:
            _ask(entry, author, actor=actor)
    return len(wanted)


def ask_again(entry: Entry, position: int, *, actor: Any) -> None:
    """Writes once more to the author at a place. Raises `Refusal` for one without an address, or written to just now."""
    word = next((one for one in queries.words_on(entry).authors if one.position == position), None)
    if word is None or word.standing in (Standing.SENDER, Standing.NO_ADDRESS, Standing.CONFIRMED):
        raise Refusal(say("There is nobody to write to."))
    if word.asked_at and clock.now() < word.asked_at + BETWEEN_LETTERS and word.standing is Standing.ASKED:
        raise Refusal(say("A letter went out at %(moment)s. Wait half an hour before the next.", moment=word.asked_at))
    _ask(entry, next(author for author in entry.authors if author.position == position), actor=actor)


def _ask(entry: Entry, author: Author, *, actor: Any) -> None:
    _ask_moment(entry)
    row = _row(entry, Kind.AUTHOR, author.email)
    row.asked_at = clock.now()
    db.session.flush()
    record("entry.ask_author", entry, actor=actor, after={"author": author.full_name})
    _write_request(entry, author, row)


def _write_request(entry: Entry, author: Author, row: Confirmation) -> None:
    edition, owner = edition_by_id(entry.edition_id), queries.owner(entry)
    post(
        "entries/coauthor",
        to=author.email,
        edition=edition,
        name=author.full_name,
        by=owner.full_name,
        title=entry.title,
        award=edition.title,
        contact_email=edition.contact_email,
        contact_phone=edition.contact_phone,
        days=tokens.LASTS[tokens.Purpose.COAUTHOR].days,
        secret_token=tokens.issue(tokens.Purpose.COAUTHOR, row.id, tokens.fingerprint(author.email)),
    )


def send_new_link(asked: Any) -> None:
    """A new letter for a link whose time is over: to the same address, for who holds the old link."""
    row = asked.confirmation
    if row.asked_at and clock.now() < row.asked_at + BETWEEN_LETTERS:
        raise Refusal(say("A letter went out at %(moment)s. Wait half an hour before the next.", moment=row.asked_at))
    _ask(asked.entry, asked.author, actor=None)


def answer_as_author(asked: Any, *, agrees: bool, sentence: str, seen: str, actor: Any = None) -> None:
    """Keeps an author's word on the place in the order, the share and the terms. `seen` is the digest that stood on the
    page; raises `Stale` where the work was changed since, `WrongMoment` for a link that is too old or a work that is out."""
    entry, author = asked.entry, asked.author
    if asked.old:
        raise WrongMoment(say("The time of this link is over. Have a new one sent."))
    _ask_moment(entry)
    if seen != asked.digest:
        raise Stale(say("The work was changed while this page was open. Look at it again before answering."))
    row = asked.confirmation or _row(entry, Kind.AUTHOR, author.email)
    _answer(row, agrees, sentence, asked.digest, actor)
    verb = "entry.author_confirmed" if agrees else "entry.author_objected"
    record(verb, entry, actor=actor, after={"author": author.full_name, **_reason(row)})
    if not agrees:
        write("objected", entry, by=author.full_name, sentence=row.sentence)


def confirm_parts(entry: Entry, answers: Mapping[int, tuple[bool, str]], *, actor: Any) -> None:
    """Keeps the outlet's word on the use and the day of parts, by their places: whether it is so, and a sentence."""
    _ask_moment(entry)
    outlets = actor.contact_of(entry.edition_id)
    for part in entry.parts:
        if part.position not in answers or part.outlet_id not in outlets:
            continue
        agrees, sentence = answers[part.position]
        digest = queries.carriage_of(part, entry.title)
        row = _row(entry, Kind.OUTLET, digest)
        row.part_position = part.position
        if row.answer is (Answer.CONFIRMED if agrees else Answer.OBJECTED) and row.sentence == clean(sentence):
            continue
        _answer(row, agrees, sentence, digest, actor)
        verb = "entry.outlet_confirmed" if agrees else "entry.outlet_objected"
        record(verb, entry, actor=actor, after={"part": part.position, "outlet": part.outlet_name, **_reason(row)})
        if not agrees:
            write("objected", entry, by=part.outlet_name, sentence=row.sentence)


def select(entry: Entry, *, agrees: bool, sentence: str, actor: Any) -> None:
    """Keeps whether the branch or outlet puts the work forward (first selection)."""
    _ask_moment(entry)
    body = next(iter(sorted(queries.selectors(entry) & actor.contact_of(entry.edition_id), key=str)), None)
    if body is None:
        raise Refusal(say("This work is put forward by another branch or outlet."))
    if not agrees and not clean(sentence or ""):
        raise Refusal(say("Give the reason in one sentence."), "sentence")
    row = _row(entry, Kind.SELECTION, str(body))
    _answer(row, agrees, sentence, "", actor)
    record("entry.selected" if agrees else "entry.not_selected", entry, actor=actor, after=_reason(row))
    if not agrees:
        write("not_selected", entry, sentence=row.sentence)


def _row(entry: Entry, kind: Kind, subject: str) -> Confirmation:
    row = queries.confirmation_of(entry.id, kind, subject)
    if row is None:
        row = Confirmation(entry_id=entry.id, kind=kind, subject=subject, sentence="", digest="")
        db.session.add(row)
    return row


def _answer(row: Confirmation, agrees: bool, sentence: str, digest: str, actor: Any) -> None:
    sentence = clean(sentence or "")
    if not agrees and not sentence:
        raise Refusal(say("Write in one sentence what is not right."), "sentence")
    row.answer = Answer.CONFIRMED if agrees else Answer.OBJECTED
    row.sentence, row.digest, row.answered_at = sentence, digest, clock.now()
    row.answered_by_id = actor.id if actor else None
    db.session.flush()


def _reason(row: Confirmation) -> dict[str, str]:
    return {"reason": row.sentence} if row.sentence else {}


def _ask_moment(entry: Entry) -> None:
    if entry.state not in HANDED_OVER_IN:
        raise WrongMoment(
            say("Nothing is to be confirmed now: the state is “%(state)s”.", state=say(entry.state.label))
        )
