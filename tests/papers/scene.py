"""An edition with a state body, a Party body and a council, released prizes and a closed round."""

from datetime import date

from award.council import service as council
from award.db import db
from award.editions.models import Issuer
from award.editions.states import Frame
from award.papers import queries, service
from award.papers.offering import OFFERS
from tests.council.hall import Hall
from tests.council.support import close_round
from tests.forwarding.scene import Scene

DAY = date(2023, 11, 5)
INPUTS = {
    "guest": "Bà Lê Thị An",
    "occasion": "Họp xét giải",
    "hour": "8 giờ",
    "ended": "11 giờ 30 phút, ngày 05 tháng 11 năm 2023",
    "where": "Hội trường",
    "discussed": "Rà soát.",
}


class PaperScene(Scene):
    """`Scene` with two prized works; `issue()` issues one of its papers."""

    def __init__(self, cast):
        super().__init__(cast)
        organiser = self.edition.issuers[0]
        self.organiser = organiser
        self.council = self._body("council", "Hội đồng Giám khảo", "HĐGK", parent=organiser.name)
        self.party = self._body("party", "Ban Tuyên giáo Tỉnh ủy", "BTGTU", frame=Frame.PARTY, term="2020 - 2025")
        self.works = [self.work("Chi bộ bám rẫy"), self.work("Giữ rừng", prized=False)]
        self.award(self.works[1], level=1)
        close_round(self.edition, zip(self.works, (9, 8), strict=True))

    def hold(self):
        """A session that voted on a work in secret and on three at once in the open, and is closed."""
        hall = Hall.within(self.edition, self.cast)
        hall.open()
        first = hall.ballot(hall.ask(self.works[0]))
        for voter, word in zip((hall.chair, *hall.members), ["yes"] * 3 + ["no", "no", "abstain"], strict=True):
            hall.vote(first, voter, word)
        hall.close(first)
        council.note_opinion(hall.sitting, "Tác phẩm có sức lan tỏa.", speaker="Chủ trì", actor=hall.secretary)
        council.close_session(hall.sitting, actor=hall.chair)
        db.session.flush()
        return self

    def forward(self):
        """A frozen batch whose letter has no number yet."""
        self.batch_sent = self.frozen(self.works[0], letter_number=None)
        db.session.flush()
        return self

    def _body(self, code, name, symbol, **more):
        issuer = Issuer(code=code, position=len(self.edition.issuers) + 1, name=name, symbol=symbol, place="Quy Nhơn")
        issuer.signer_title, issuer.signer_name, issuer.recipients = "Chủ tịch", "Bùi Quốc Hùng", ["Lưu: VT"]
        for key, value in more.items():
            setattr(issuer, key, value)
        self.edition.issuers.append(issuer)
        return issuer

    def inputs(self, offer):
        return {asked.name: INPUTS.get(asked.name, "Ban Tổ chức giải") for asked in OFFERS[offer].asks}

    def about(self, offer):
        return OFFERS[offer].abouts(self.edition)[0][0]

    def issue(self, offer="council.decision", issuer=None, day=DAY, **more):
        given = {"about": self.about(offer), "inputs": self.inputs(offer)} | more
        return service.issue(
            self.edition, OFFERS[offer], issuer or self.organiser, day=day, actor=self.cast.dung, **given
        )

    def draft(self, offer, issuer=None):
        return service.draft(
            self.edition,
            OFFERS[offer],
            issuer or self.organiser,
            about=self.about(offer),
            inputs=self.inputs(offer),
            day=DAY,
        )


def fresh(paper):
    return queries.paper(paper.id)
