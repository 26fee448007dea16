"""An edition with prized works and real files, ready to be forwarded."""

import hashlib
import zlib
from datetime import date

from award.accounts.states import Role
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.entries.models import Attachment, Author
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.files.states import FileState
from award.forwarding import queries, service
from award.kit import clock
from award.kit.codes import new_id
from tests.support.cast import grant, person
from tests.support.editions import make_edition, make_entry


class Scene:
    """The edition, its destination and its people; `work()` makes a prized work of an author of its own."""

    def __init__(self, cast):
        self.cast = cast
        self.edition = make_edition()
        self.destination = self.edition.destinations[0]
        self.destination.places, self.destination.works_per_author = 3, 1
        grant(cast.dung, Role.SECRETARY, self.edition)
        grant(cast.hung, Role.CHAIR, self.edition)
        grant(cast.khanh, Role.OBSERVER, self.edition)
        self._authors = 0

    def author(self):
        self._authors += 1
        return person(f"Nguyễn Tác Giả {self._authors}", f"author-{self._authors}@example.vn")

    def work(self, title="Chi bộ bám rẫy", *, owner=None, prized=True, files=(), **more):
        entry = make_entry(
            self.edition, owner or self.author(), title, **{"state": EntryState.ELIGIBLE, "category": 0, **more}
        )
        if prized:
            self.award(entry)
        for place, file in enumerate(files, 1):
            requirement = self.edition.categories[0].requirements[0]
            db.session.add(
                Attachment(
                    entry_id=entry.id, requirement_id=requirement.id, file_id=file.id, part_position=1, position=place
                )
            )
        db.session.flush()
        return entry

    def award(self, entry, level=0, state=PrizeState.RELEASED):
        db.session.add(
            Prize(
                edition_id=self.edition.id,
                entry_id=entry.id,
                level_id=self.edition.prize_levels[level].id,
                state=state,
                prepared_by_id=self.cast.dung.id,
                prepared_at=clock.now(),
                released_at=clock.now() if state is PrizeState.RELEASED else None,
            )
        )
        db.session.flush()

    def together(self, entry, other):
        """Makes the owner of `other` a second author of `entry`."""
        lead = other.authors[0]
        entry.authors.append(
            Author(position=2, person_id=lead.person_id, full_name=lead.full_name, identity_key=lead.identity_key)
        )
        db.session.flush()

    def batch(self, *entries):
        batch = service.open_batch(self.destination, actor=self.cast.dung)
        if entries:
            service.choose(batch, [entry.id for entry in entries], actor=self.cast.dung)
        return batch

    def frozen(self, *entries, letter_number=7):
        batch = self.batch(*entries)
        service.freeze(batch, letter_number=letter_number, letter_day=date(2023, 11, 5), actor=self.cast.hung)
        return batch

    def chosen(self, batch):
        db.session.flush()
        db.session.expire(batch)
        return [item.entry_id for item in queries.batch(batch.id).items]


def stored(body: bytes, name="trang-bao.pdf", bucket=None, state=FileState.VERIFIED):
    """A file's row, and its bytes where a bucket is given."""
    file_id = new_id()
    file = StoredFile(
        id=file_id,
        key=f"files/{file_id}",
        name=name,
        size=len(body),
        largest=len(body),
        kinds=["pdf"],
        state=state,
        created_at=clock.now(),
        sha256=hashlib.sha256(body).hexdigest(),
        crc32=zlib.crc32(body),
        type_found="application/pdf",
        probe={},
    )
    if bucket:
        bucket.put(file.key, body, "application/pdf")
    db.session.add(file)
    db.session.flush()
    return file
