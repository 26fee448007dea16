"""A topic (đề tài) that an author registers before the work is made, where the edition asks for it."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from award.db import Base, Instant, explain, identity, one_of, reference
from award.entries.states import TopicState
from award.kit.messages import say


class Topic(Base):
    """A topic of one person in one edition, and the secretariat's answer to it."""

    __tablename__ = "topic"
    __table_args__ = (
        sa.CheckConstraint("title <> ''", name="topic_has_title"),
        sa.CheckConstraint("state <> 'declined' OR answer <> ''", name="declined_topic_has_answer"),
        sa.Index("ix_topic_edition_state", "edition_id", "state", "registered_at"),
    )

    id: Mapped[uuid.UUID] = identity()
    edition_id: Mapped[uuid.UUID] = reference("edition.id")
    person_id: Mapped[uuid.UUID] = reference("person.id")
    theme_id: Mapped[uuid.UUID | None] = reference("theme.id", nullable=True)
    title: Mapped[str] = mapped_column(sa.String(500))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    state: Mapped[TopicState] = mapped_column(one_of(TopicState), default=TopicState.PROPOSED)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    registered_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by_id: Mapped[uuid.UUID | None] = reference("person.id", nullable=True)


explain("topic_has_title", say("Write the title of the topic."), "title")
explain("declined_topic_has_answer", say("Write why the topic is not accepted."), "answer")
