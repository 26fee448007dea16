"""Letters in the office: what was written, to whom, and whether it arrived at the mail server."""

from flask import Blueprint, current_app, g, request

from award.kit.messages import say
from award.outbox import queries, service
from award.outbox.rendering import addresses, render
from award.outbox.rules import editions_of, may_read, may_read_letters
from award.outbox.states import LetterState
from award.outbox.values import holds_secret, masked
from award.web.doors import reads, writes
from award.web.pages import go, notify, page_number, show

blueprint = Blueprint("outbox", __name__)


@blueprint.route("/letters")
@reads(may_read_letters)
def letters():
    """All letters that the person may read, failed first."""
    state = next((state for state in LetterState if state.value == request.args.get("state")), None)
    editions = editions_of(g.person)
    page = queries.letters_page(editions=editions, state=state, page=page_number())
    return show("outbox/letters.html", page=page, state=state, counts=queries.counts(editions=editions))


@blueprint.route("/letters/<uuid:letter_id>")
@reads(may_read, on=queries.letter)
def letter(found):
    """One letter as it was or will be. A link that acts for its recipient is shown only where there is no mail
    server, since nobody could confirm an address otherwise."""
    hidden = holds_secret(found.values) and current_app.config["AWARD"].smtp_url is not None
    values = masked(found.values) if hidden else found.values
    application = current_app._get_current_object()
    subject, body = render(found.template, values, tongue=found.language, address=addresses(application))
    return show("outbox/letter.html", letter=found, subject=subject, body=body, hidden=hidden)


@blueprint.route("/letters/<uuid:letter_id>/send", methods=["POST"])
@writes(may_read, on=queries.letter)
def send_again(found):
    """Puts a letter that failed back among those that wait."""
    letter_id = found.id
    service.send_again(found, actor=g.person)
    notify(say("The letter waits to be sent."))
    return go("outbox.letter", letter_id=letter_id)
