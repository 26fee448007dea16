"""The fixed cast of all tests. Each is stored when first named: `cast.an`, `cast.dung`."""

from functools import cached_property

from award.accounts.models import Organisation, OrganisationName, Person, RoleGrant
from award.accounts.states import OrganisationKind, Role
from award.db import db
from award.kit import clock
from award.kit.codes import new_secret
from award.kit.text import name_key

PASSWORD = "sông Kôn xanh biếc 42"
# argon2id of PASSWORD with the product's figures, made once: hashing costs 19 ms a time.
PASSWORD_HASH = "$argon2id$v=19$m=19456,t=2,p=1$fWBto8U7uFOhM95RMVihcg$wN5zmTW347CveN+3VB9e+3qsYHWqX9jM74E6vZAdf3g"


def person(full_name: str, email: str, **more) -> Person:
    """A stored person whose address is confirmed."""
    made = Person(
        full_name=full_name,
        name_key=name_key(full_name),
        email=email,
        password_hash=PASSWORD_HASH,
        session_key=new_secret(),
        created_at=clock.now(),
        email_confirmed_at=clock.now(),
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made


def organisation(name: str, kind=OrganisationKind.OUTLET, **more) -> Organisation:
    """A stored outlet, body or branch with one name since 2000."""
    made = Organisation(kind=kind, **more)
    made.names = [OrganisationName(name=name, valid_from=clock.today().replace(year=2000, month=1, day=1))]
    db.session.add(made)
    db.session.flush()
    return made


def grant(someone: Person, role: Role, edition=None, **more) -> None:
    """Gives a role without the verb."""
    edition_id = edition.id if edition is not None else None
    db.session.add(RoleGrant(person_id=someone.id, role=role, edition_id=edition_id, granted_at=clock.now(), **more))
    db.session.flush()
    db.session.expire(someone, ["grants"])


class Cast:
    """An owns an entry, Bình is her co-author, Cường a stranger; Dung is the secretary; Giang judges, Hà is a rival
    judge, Hùng chairs, Khánh observes, Lan administers, Mai is an outlet's contact."""

    @cached_property
    def paper(self) -> Organisation:
        return organisation("Báo Bình Định")

    @cached_property
    def station(self) -> Organisation:
        return organisation("Đài Phát thanh và Truyền hình Bình Định")

    @cached_property
    def branch(self) -> Organisation:
        return organisation("Chi hội Báo Bình Định", OrganisationKind.BRANCH)

    @cached_property
    def an(self) -> Person:
        return person(
            "Lê Thị An", "an@example.vn", outlet_id=self.paper.id, branch_id=self.branch.id, pen_names=["Lê An"]
        )

    @cached_property
    def binh(self) -> Person:
        return person("Trần Bình", "binh@example.vn", outlet_id=self.paper.id)

    @cached_property
    def cuong(self) -> Person:
        return person("Nguyễn Văn Cường", "cuong@example.vn", outlet_id=self.station.id)

    @cached_property
    def dung(self) -> Person:
        return person("Phạm Thùy Dung", "dung@example.vn")

    @cached_property
    def giang(self) -> Person:
        return person("Võ Giang", "giang@example.vn")

    @cached_property
    def ha(self) -> Person:
        return person("Đặng Thu Hà", "ha@example.vn")

    @cached_property
    def hung(self) -> Person:
        return person("Bùi Quốc Hùng", "hung@example.vn")

    @cached_property
    def khanh(self) -> Person:
        return person("Huỳnh Khánh", "khanh@example.vn")

    @cached_property
    def lan(self) -> Person:
        someone = person("Đỗ Mai Lan", "lan@example.vn")
        grant(someone, Role.ADMINISTRATOR)
        return someone

    @cached_property
    def mai(self) -> Person:
        return person("Hồ Tuyết Mai", "mai@example.vn", outlet_id=self.paper.id)

    def appoint(self, edition) -> "Cast":
        """Gives everybody their role in the edition."""
        grant(self.dung, Role.SECRETARY, edition)
        grant(self.giang, Role.JUDGE, edition)
        grant(self.ha, Role.JUDGE, edition)
        grant(self.hung, Role.CHAIR, edition)
        grant(self.khanh, Role.OBSERVER, edition)
        grant(self.mai, Role.CONTACT, edition, outlet_id=self.paper.id)
        return self
