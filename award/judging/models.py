"""Judging: who judges what, the sheets, the ledger of marks, the frozen standings."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, Exact, Instant, explain, identity, one_of, one_while, reference
from award.judging.states import JointKind, Leaving, SheetEvent, TaskState
from award.kit.messages import say


class Seat(Base):
    """A judge's place in a sub-committee, in one round or (None) in every round without a jury of its own; `most_works` is
    the judge's own cap."""

    __tablename__ = "seat"
    __table_args__ = (
        sa.UniqueConstraint("subcommittee_id", "person_id", "round_id"),
        one_while("round_id IS NULL", "uq_seat_subcommittee_id_person_id", "subcommittee_id", "person_id"),
    )

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID | None] = reference("round.id", nullable=True)
    subcommittee_id: Mapped[uuid.UUID] = reference("subcommittee.id")
    person_id: Mapped[uuid.UUID] = reference("person.id")
    most_works: Mapped[int | None]
    since: Mapped[datetime] = mapped_column(Instant)


explain("uq_seat_subcommittee_id_person_id", say("This judge sits in this sub-committee already."), "person")
explain("uq_seat_subcommittee_id_person_id_round_id", say("This judge sits in this sub-committee already."), "person")


class CalibrationWork(Base):
    """A work of another edition before the judges of a calibration round, in the sub-committee that marks it."""

    __tablename__ = "calibration_work"
    __table_args__ = (sa.UniqueConstraint("round_id", "entry_id"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    subcommittee_id: Mapped[uuid.UUID] = reference("subcommittee.id")


class DeclaredConflict(Base):
    """A conflict that a judge declares with one work, with the reason; found ones are derived, not stored."""

    __tablename__ = "declared_conflict"
    __table_args__ = (sa.UniqueConstraint("person_id", "entry_id"),)

    id: Mapped[uuid.UUID] = identity()
    person_id: Mapped[uuid.UUID] = reference("person.id")
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(Instant)


class DeclaredInterest(Base):
    """Kinship with a person, by name, or an interest in an outlet, as a judge declares it; it holds in every edition."""

    __tablename__ = "declared_interest"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "name_folded", "outlet_id"),
        sa.CheckConstraint("(name_folded = '') = (outlet_id IS NOT NULL)", name="name_or_outlet"),
    )

    id: Mapped[uuid.UUID] = identity()
    person_id: Mapped[uuid.UUID] = reference("person.id")
    full_name: Mapped[str] = mapped_column(sa.String(200), default="")
    name_folded: Mapped[str] = mapped_column(sa.String(200), default="")
    outlet_id: Mapped[uuid.UUID | None] = reference("organisation.id", nullable=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(Instant)


class Assignment(Base):
    """A judge's task: one work in one round; why it was given and by whom. `leaving` says why the next publication takes
    it away."""

    __tablename__ = "assignment"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "entry_id", "judge_id"),
        sa.Index("ix_assignment_queue", "judge_id", "round_id", "position", "state", "later"),
        sa.Index("ix_assignment_round_state", "round_id", "state", "judge_id", "later"),
        sa.Index("ix_assignment_progress", "round_id", "entry_id", "state"),
        sa.CheckConstraint("state <> 'scored' OR scored_at IS NOT NULL", name="scored_has_time"),
        sa.CheckConstraint(
            "state NOT IN ('abstained', 'recused', 'cancelled') OR reason IS NOT NULL", name="leaving_needs_reason"
        ),
    )

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    judge_id: Mapped[uuid.UUID] = reference("person.id", index=False)
    subcommittee_id: Mapped[uuid.UUID] = reference("subcommittee.id")
    state: Mapped[TaskState] = mapped_column(one_of(TaskState), default=TaskState.PROPOSED)
    position: Mapped[int] = mapped_column(default=0)
    why: Mapped[str] = mapped_column(sa.String(64), default="automatic")
    reason: Mapped[str | None] = mapped_column(sa.Text)
    later: Mapped[bool] = mapped_column(default=False)
    leaving: Mapped[Leaving | None] = mapped_column(one_of(Leaving))
    given_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    given_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    scored_at: Mapped[datetime | None] = mapped_column(Instant)
    sheet: Mapped["ScoreSheet | None"] = relationship(back_populates="assignment", uselist=False)


class AssignmentProposal(Base):
    """The proposal of a round that waits for publication: when, by whom, how many tasks are new and taken away, and
    `lacking`: works without enough judges as {code, missing, seated, away, busy}, judges by their names."""

    __tablename__ = "assignment_proposal"
    __table_args__ = (sa.UniqueConstraint("round_id"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    new: Mapped[int]
    taken: Mapped[int]
    lacking: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)


class ScoreSheet(Base):
    """A judge's sheet as it is now: `marks` maps a criterion's code to a decimal as text, `total` is their sum, None
    until every criterion is marked. The ledger (`ScoreEvent`) holds how it came to be. `note` and `pins` are the
    judge's own: `pins` maps a file to lines such as `3:07 the wind drowns the voice`; `remark` is for the council,
    `feedback` for the author."""

    __tablename__ = "score_sheet"
    __table_args__ = (
        sa.UniqueConstraint("assignment_id"),
        sa.Index("ix_score_sheet_tally", "round_id", "confirmed_at"),
    )

    id: Mapped[uuid.UUID] = identity()
    assignment_id: Mapped[uuid.UUID] = reference("assignment.id", index=False)
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    version: Mapped[int] = mapped_column(default=0)
    marks: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    total: Mapped[Decimal | None] = mapped_column(Exact)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    feedback: Mapped[str] = mapped_column(sa.Text, default="")
    pins: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    assignment: Mapped[Assignment] = relationship(back_populates="sheet")


class Coverage(Base):
    """What a judge has seen or heard of a work: `spans` maps a file to half-open stretches of whole seconds or pages,
    apart and in order; `seen` of `whole` units are in them, over all files of the work that count."""

    __tablename__ = "coverage"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "entry_id"),
        sa.CheckConstraint("seen >= 0 AND seen <= whole", name="seen_within_whole"),
    )

    id: Mapped[uuid.UUID] = identity()
    person_id: Mapped[uuid.UUID] = reference("person.id", index=False)
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    spans: Mapped[dict[str, list[list[int]]]] = mapped_column(sa.JSON)
    seen: Mapped[int]
    whole: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)


class ScoreEvent(Base):
    """The ledger of a round: append only, chained by hash within the round from 1 without a gap. An event is about a task,
    or about the round as a whole."""

    __tablename__ = "score_event"
    __table_args__ = (sa.CheckConstraint("(assignment_id IS NULL) = (kind = 'round_reopened')", name="event_has_task"),)

    round_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("round.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[SheetEvent] = mapped_column(one_of(SheetEvent))
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    assignment_id: Mapped[uuid.UUID | None] = reference("assignment.id", nullable=True)
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)


class RoundClosing(Base):
    """The act of closing a round: who, when, by which method and version of the tally, over which ledger."""

    __tablename__ = "round_closing"
    __table_args__ = (sa.UniqueConstraint("round_id"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    reason: Mapped[str | None] = mapped_column(sa.Text)
    method: Mapped[str] = mapped_column(sa.String(32))
    tally_version: Mapped[str] = mapped_column(sa.String(20))
    ledger_head: Mapped[str] = mapped_column(sa.String(64))


class LateMark(Base):
    """Marks or votes that came when their round was closed already, and were refused: from whom, on which work (None: a
    whole ballot), when, and after which closing. What they said stays with the judge."""

    __tablename__ = "late_mark"
    __table_args__ = (sa.UniqueConstraint("round_id", "judge_id", "entry_id", "closed_at"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    judge_id: Mapped[uuid.UUID] = reference("person.id")
    entry_id: Mapped[uuid.UUID | None] = reference("entry.id", nullable=True)
    at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime] = mapped_column(Instant)


class Standing(Base):
    """The frozen result of one work in a closed round. `score` is exact, as `numerator/denominator` text; `inputs`
    lists the totals it came from, without names; `tie_rule` is what set it apart from a work of equal score. `rank` is shared by ties and counts within the sub-committee;
    `place` is the line in the ranking of the round: by sub-committee, rank, unranked works last, and code."""

    __tablename__ = "standing"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "entry_id"),
        sa.Index("ix_standing_order", "round_id", "place"),
        sa.Index("ix_standing_subcommittee", "round_id", "subcommittee_id", "place"),
    )

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    subcommittee_id: Mapped[uuid.UUID] = reference("subcommittee.id")
    place: Mapped[int]
    rank: Mapped[int | None]
    score: Mapped[str | None] = mapped_column(sa.String(80))
    shown_score: Mapped[Decimal | None] = mapped_column(Exact)
    marks_given: Mapped[int]
    tie_rule: Mapped[str | None] = mapped_column(sa.String(60))
    passed: Mapped[bool]
    inputs: Mapped[list[str]] = mapped_column(sa.JSON)


class TieDecision(Base):
    """The chair's order of works whose scores were still equal after closing: a smaller `place` stands first."""

    __tablename__ = "tie_decision"
    __table_args__ = (sa.UniqueConstraint("round_id", "entry_id"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    entry_id: Mapped[uuid.UUID] = reference("entry.id")
    place: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.Text)
    actor_id: Mapped[uuid.UUID] = reference("person.id")
    at: Mapped[datetime] = mapped_column(Instant)


class RoundReport(Base):
    """What stands beside a closed round's ranking and never enters it: agreement, severity, firmness, counted by the
    worker from the marks (`judging.reliability`). It can be made anew at any time."""

    __tablename__ = "round_report"
    __table_args__ = (sa.UniqueConstraint("round_id"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class PaperTyping(Base):
    """What one person of the office typed from a judge's sheet on paper, with the scan that it was typed from; it counts
    for nothing until another person has typed the same (`service.paper`). Once `recorded` it is evidence only: a sheet
    that came back is typed anew by both."""

    __tablename__ = "paper_typing"
    __table_args__ = (sa.UniqueConstraint("assignment_id", "typist_id"),)

    id: Mapped[uuid.UUID] = identity()
    assignment_id: Mapped[uuid.UUID] = reference("assignment.id", index=False)
    typist_id: Mapped[uuid.UUID] = reference("person.id")
    marks: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    remark: Mapped[str] = mapped_column(sa.Text)
    scan_id: Mapped[uuid.UUID | None] = reference("stored_file.id", nullable=True)
    recorded: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Instant)


class PaperPack(Base):
    """The printed pack of a judge who marks on paper: a PDF in the bucket, made by the worker."""

    __tablename__ = "paper_pack"
    __table_args__ = (sa.UniqueConstraint("round_id", "judge_id"),)

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id", index=False)
    judge_id: Mapped[uuid.UUID] = reference("person.id")
    file_id: Mapped[uuid.UUID] = reference("stored_file.id")
    works: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)


class JointAct(Base):
    """An act of two persons: who asked, why, and who agreed or declined. `assignment_id` says which task it is about,
    where it is about one."""

    __tablename__ = "joint_act"
    __table_args__ = (
        sa.CheckConstraint("(answered_by_id IS NULL) = (agreed IS NULL)", name="answer_has_person"),
        sa.CheckConstraint("answered_by_id IS NULL OR answered_by_id <> asked_by_id", name="two_persons"),
    )

    id: Mapped[uuid.UUID] = identity()
    round_id: Mapped[uuid.UUID] = reference("round.id")
    kind: Mapped[JointKind] = mapped_column(one_of(JointKind))
    assignment_id: Mapped[uuid.UUID | None] = reference("assignment.id", nullable=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    asked_by_id: Mapped[uuid.UUID] = reference("person.id")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    answered_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    agreed: Mapped[bool | None]


explain("two_persons", say("Another person than the one who asked must agree."))
