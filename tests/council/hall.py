"""A council in session: a chair, five members, a secretary, marked works."""

from award.accounts.states import Role
from award.council import queries, service
from award.council.states import Attendance
from award.db import db
from award.editions.states import MajorityOf
from tests.council.support import marked_works
from tests.support.cast import grant, person
from tests.support.editions import make_edition

NAMES = ("Nguyễn Thị Lan Chi", "Trần Đức", "Lý Văn Khoa", "Mai Phương", "Đinh Sơn")
HALF_OF_PRESENT = {"quorum": "2/3", "majority": "1/2", "majority_of": MajorityOf.PRESENT}


class Hall:
    """`members` are the five beside the chair; `works` are eligible and marked 9, 8 and 8."""

    def __init__(self, cast, *, members: int = 5, scores=(9, 8, 8), **edition):
        self.edition = make_edition(**edition)
        grant(cast.hung, Role.CHAIR, self.edition)
        grant(cast.dung, Role.SECRETARY, self.edition)
        self._seat(cast, members)
        self.works = marked_works(self.edition, cast.an, *scores)
        db.session.commit()

    @classmethod
    def within(cls, edition, cast, *, members: int = 5):
        """A council of an edition that has its chair, its secretary and its works already."""
        made = cls.__new__(cls)
        made.edition = edition
        made._seat(cast, members)
        return made

    def _seat(self, cast, members):
        self.chair, self.secretary = cast.hung, cast.dung
        self.members = [person(name, f"uyvien{place}@example.vn") for place, name in enumerate(NAMES[:members], 1)]
        for member in self.members:
            grant(member, Role.MEMBER, self.edition)

    def open(self, present=None):
        """The session, with everybody there or the people named."""
        there = [self.chair, *self.members] if present is None else present
        found = service.open_session(
            self.edition,
            place="Hội trường Hội Nhà báo tỉnh",
            agenda="Xét giải báo in",
            present={one.id for one in there},
            actor=self.chair,
        )
        self.session_id = found.id
        db.session.commit()
        return self.sitting

    @property
    def sitting(self):
        return queries.sitting(self.session_id)

    def ask(self, *works, level: int = 0, places: int = 1):
        """Puts a question on the list and takes it up; answers its identity."""
        row = service.add_item(
            self.sitting, self.edition.prize_levels[level], works, places=places, actor=self.secretary
        )
        db.session.commit()
        scene = queries.sitting_of_item(row.id)
        service.take_up(scene, scene.focus, actor=self.chair)
        db.session.commit()
        return row.id

    def ballot(self, item_id, *, secret: bool = True, **rules):
        """Opens a ballot on a question; answers its identity."""
        scene = queries.sitting_of_item(item_id)
        found = service.open_ballot(scene, scene.focus, secret=secret, **{**HALF_OF_PRESENT, **rules}, actor=self.chair)
        db.session.commit()
        return found.id

    def vote(self, ballot_id, voter, *paper, code=None):
        """Casts a vote; answers the code."""
        scene, code = queries.sitting_of_ballot(ballot_id), code or service.new_code()
        service.cast(scene, scene.ballot, paper, code=code, actor=voter)
        db.session.commit()
        return code

    def close(self, ballot_id):
        """Closes and counts; answers the ballot."""
        scene = queries.sitting_of_ballot(ballot_id)
        self.refused = service.close_ballot(scene, scene.focus, scene.ballot, actor=self.chair)
        db.session.commit()
        return scene.ballot

    def move(self, member, attendance=Attendance.LEFT):
        """Somebody comes or goes."""
        service.set_attendance(self.sitting, member.id, attendance, actor=self.secretary)
        db.session.commit()
