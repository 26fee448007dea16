"""Papers to print: the receipt, labels for sleeves."""

from io import BytesIO
from itertools import chain, islice

from flask import current_app, request, send_file

from award.documents import slips as printed
from award.editions.queries import edition_by_code, edition_by_id, frame_of
from award.intake import queries, rules
from award.intake.filters import filters_of
from award.intake.slips import labels_of, receipt_of
from award.intake.views import blueprint
from award.kit import clock
from award.kit.messages import say
from award.outbox.rendering import addresses
from award.web.doors import reads
from award.web.language import force_locale, said, zone


@blueprint.get("/intakes/<uuid:intake_id>/receipt.pdf")
@reads(rules.may_look, on=queries.intake)
def receipt(found):
    """The receipt, on A5 or, asked for with `paper=a4`, on A4."""
    paper = "a4" if request.args.get("paper") == "a4" else "a5"
    address = _address()("intake.proof", proof=found.proof)
    with force_locale("vi"):
        slip = receipt_of(
            found,
            edition_by_id(found.edition_id),
            address=address,
            zone=zone(),
            now=clock.now(),
            paper=paper,
            said=said,
            frame=frame_of(found.edition_id).value,
        )
    return _pdf(printed.receipt(slip), f"bien-nhan-{found.code}")


@blueprint.get("/intakes/<uuid:intake_id>/labels.pdf")
@reads(rules.may_look, on=queries.intake)
def labels(found):
    """A label for each piece."""
    return _labels([found], found.code)


@blueprint.get("/editions/<code>/intakes/labels.pdf")
@reads(rules.may_look, on=edition_by_code)
def labels_of_list(edition):
    """Labels for everything in the filtered list, several to a sheet."""
    return _labels(queries.labelled(edition.id, filters_of(request.args)), edition.code)


def _labels(intakes: list, name: str):
    address = _address()
    every = chain.from_iterable(labels_of(one, address=address("intake.show", intake_id=one.id)) for one in intakes)
    with force_locale("vi"):
        body = printed.labels(islice(every, queries.MOST_LABELS), title=said(say("Labels")))
    return _pdf(body, f"nhan-{name}")


def _address():
    """Absolute addresses, as letters have them: what is printed on paper must lead here from anywhere."""
    return addresses(current_app._get_current_object())


def _pdf(body: bytes, name: str):
    return send_file(BytesIO(body), mimetype="application/pdf", download_name=f"{name}.pdf")
