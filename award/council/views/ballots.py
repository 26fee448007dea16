"""Pages of a ballot: opening, voting in two steps, the receipt, the count with its codes, minutes.

The vote never stands in an address, which servers write down, and is not kept between the two steps but in the form.
"""

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from award.council import board, queries, rules, service, voting
from award.council.forms import BallotForm, PlainForm
from award.council.states import BallotState
from award.council.views import blueprint
from award.council.views.papers import papers_of
from award.council.views.sessions import ITEM, _lead_page
from award.editions.states import MajorityOf
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment
from award.web.doors import reads, writes
from award.web.forms import refusals_on
from award.web.pages import go, notify, show

BALLOT = "/ballots/<uuid:ballot_id>"


@blueprint.route(f"{ITEM}/ballot", methods=["GET", "POST"])
@writes(rules.may_lead, on=queries.sitting_of_item)
def open_ballot(sitting):
    """The chair opens a ballot on the question."""
    form = BallotForm(sitting.edition)
    if form.validate_on_submit():
        with refusals_on(form):
            service.open_ballot(
                sitting,
                sitting.focus,
                secret=form.secret.data == "y",
                quorum=sitting.edition.council_quorum,
                majority=form.majority.data,
                majority_of=MajorityOf(form.majority_of.data),
                actor=g.person,
            )
        if not form.refused:
            return go("council.lead", session_id=sitting.session.id)
    return _lead_page(queries.sitting(sitting.session.id), ballot_form=form)


@blueprint.get(BALLOT)
@reads(rules.may_see_item, on=queries.sitting_of_ballot)
def ballot(sitting):
    """The paper to vote on, or, when it is closed, the count with the papers by their codes."""
    if sitting.ballot.state is BallotState.CLOSED:
        return show("council/count.html", **_about(sitting), **_published(sitting))
    return _paper_page(sitting, PlainForm(formdata=None))


def _about(sitting):
    works = {work.word: work for work in sitting.focus.works}
    return {
        "edition": sitting.edition,
        "sitting": sitting,
        "session": sitting.session,
        "item": sitting.focus,
        "ballot": sitting.ballot,
        "works": [works[word] for word in sitting.ballot.works],
        "by_word": works,
        "papers_of": papers_of,
        "voter": sitting.voters.get(g.person.id),
    }


def _published(sitting):
    names = {member.person_id: member.name for member in sitting.members}
    papers = queries.papers(sitting.ballot)
    return {
        "counted": board.counted(sitting.ballot, sitting.focus.works),
        "papers": [(key if sitting.ballot.secret else names[key], paper) for key, paper in papers],
    }


def _paper_page(sitting, form, chosen=()):
    lines = queries.lines([work.entry_id for work in sitting.focus.works], None)
    about = _about(sitting)
    words = [voting.NONE, voting.ABSTAIN] if len(about["works"]) > 1 else [voting.YES, voting.NO, voting.ABSTAIN]
    return show("council/paper.html", form=form, lines=lines, words=words, chosen=set(chosen), **about)


@blueprint.route(f"{BALLOT}/paper", methods=["GET", "POST"])
@writes(rules.may_vote, on=queries.sitting_of_ballot)
def confirm(sitting):
    """What was chosen, once more in large letters, with the code to keep; the vote is cast from here."""
    form, chosen = PlainForm(), request.form.getlist("choice")
    if request.method == "GET":
        return go("council.ballot", ballot_id=sitting.ballot.id)
    if not voting.is_valid(chosen, sitting.ballot.works, sitting.ballot.places):
        form.refuse(Refusal(say("This paper cannot be counted. Choose again.")))
        return _paper_page(sitting, form, chosen)
    if sitting.ballot.state is not BallotState.OPEN or sitting.voters.get(g.person.id) is None:
        return go("council.ballot", ballot_id=sitting.ballot.id)
    code = service.new_code()
    token = _signer(sitting).dumps([code, chosen])
    return show("council/confirm.html", code=code, token=token, chosen=chosen, **_about(sitting))


@blueprint.route(f"{BALLOT}/cast", methods=["GET", "POST"])
@writes(rules.may_vote, on=queries.sitting_of_ballot)
def cast(sitting):
    """The vote is cast; the answer is the receipt, which is kept nowhere. Sending it again shows it again."""
    if request.method == "GET":
        return go("council.ballot", ballot_id=sitting.ballot.id)
    try:
        code, chosen = _signer(sitting).loads(request.form.get("paper", ""))
    except BadSignature:
        raise WrongMoment(say("This paper is not complete. Go back to the ballot and choose again.")) from None
    service.cast(sitting, sitting.ballot, chosen, code=code, actor=g.person)
    return show("council/receipt.html", code=code, chosen=chosen, **_about(sitting))


def _signer(sitting):
    """Signs a paper for one person and one ballot, so that its code is one that was drawn here."""
    return URLSafeSerializer(current_app.secret_key, salt=f"award.council.{sitting.ballot.id}.{g.person.id}")


@blueprint.route(f"{BALLOT}/close", methods=["GET", "POST"])
@writes(rules.may_lead, on=queries.sitting_of_ballot)
def close_ballot(sitting):
    """The chair closes the ballot: it is counted at once."""
    if request.method == "GET":
        return show("council/close.html", form=PlainForm(), **_about(sitting))
    refused = service.close_ballot(sitting, sitting.focus, sitting.ballot, actor=g.person)
    for refusal in refused:
        notify(say("Carried, but the prize could not be prepared: %(why)s", why=refusal.message), "warn")
    return go("council.lead", session_id=sitting.session.id)


@blueprint.post(f"{BALLOT}/again")
@writes(rules.may_lead, on=queries.sitting_of_ballot)
def run_off(sitting):
    """Votes once more among what the ballot left over."""
    service.run_off(sitting, sitting.focus, sitting.ballot, actor=g.person)
    return go("council.lead", session_id=sitting.session.id)
