"""Categories of competition: genres, limits, files that are needed."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from award.db import Base, explain, one_of, reference
from award.editions.models.common import CODE, NAME, Configured, children
from award.editions.models.edition import Edition
from award.editions.states import FileKind, MediaType
from award.kit.messages import say


class Category(Configured, Base):
    """The bucket of competition. None in a limit means no limit. `letters` begins the codes of its works (`BI`)."""

    __tablename__ = "category"
    __table_args__ = (sa.UniqueConstraint("edition_id", "code"), sa.UniqueConstraint("edition_id", "letters"))

    edition_id: Mapped[uuid.UUID] = reference("edition.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    letters: Mapped[str] = mapped_column(sa.String(6))
    media_type: Mapped[MediaType] = mapped_column(one_of(MediaType))
    guidance: Mapped[str] = mapped_column(sa.Text, default="")
    deadline: Mapped[str] = mapped_column(CODE, default="entries")
    least_authors: Mapped[int | None]
    most_authors: Mapped[int | None]
    least_parts: Mapped[int | None]
    most_parts: Mapped[int | None]
    least_words: Mapped[int | None]
    most_words: Mapped[int | None]
    least_minutes: Mapped[int | None]
    most_minutes: Mapped[int | None]
    least_photos: Mapped[int | None]
    most_photos: Mapped[int | None]
    link_needed: Mapped[bool] = mapped_column(default=False)
    made_for_online: Mapped[bool] = mapped_column(default=False)
    edition: Mapped[Edition] = relationship(back_populates="categories")
    genres: Mapped[list["Genre"]] = children("Genre", "category")
    requirements: Mapped[list["FileRequirement"]] = children("FileRequirement", "category")


explain("uq_category_edition_id_letters", say("Two categories have the same letters."), "letters")


class Genre(Configured, Base):
    """A genre of a category, with limits of its own on minutes and photos where the rules set them."""

    __tablename__ = "genre"
    __table_args__ = (sa.UniqueConstraint("category_id", "code"),)

    category_id: Mapped[uuid.UUID] = reference("category.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    least_minutes: Mapped[int | None]
    most_minutes: Mapped[int | None]
    least_photos: Mapped[int | None]
    most_photos: Mapped[int | None]
    category: Mapped[Category] = relationship(back_populates="genres")


class FileRequirement(Configured, Base):
    """Files that a work of the category needs: how many, of what kinds, how large (bytes), for each part or once; only
    from works of some genres (by code), or only from those not in Vietnamese; `least_pixels` is for the longer side of
    pictures."""

    __tablename__ = "file_requirement"
    __table_args__ = (sa.UniqueConstraint("category_id", "code"),)

    category_id: Mapped[uuid.UUID] = reference("category.id", ondelete="CASCADE")
    name: Mapped[str] = mapped_column(NAME)
    hint: Mapped[str] = mapped_column(sa.Text, default="")
    kinds: Mapped[list[str]] = mapped_column(sa.JSON)
    least: Mapped[int]
    most: Mapped[int]
    per_part: Mapped[bool] = mapped_column(default=False)
    captioned: Mapped[bool] = mapped_column(default=False)
    genres: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    translation: Mapped[bool] = mapped_column(default=False)
    photos: Mapped[bool] = mapped_column(default=False)
    least_pixels: Mapped[int | None]
    largest: Mapped[int] = mapped_column(sa.BigInteger)
    category: Mapped[Category] = relationship(back_populates="requirements")

    @property
    def file_kinds(self) -> list[FileKind]:
        """The kinds accepted."""
        return [FileKind(kind) for kind in self.kinds]
