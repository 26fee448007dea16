"""The minutes as a page that grows with the session, and as papers."""

from io import BytesIO

from flask import g, send_file

from award.council import minutes as writing
from award.council import queries, rules
from award.council.states import MinuteKind, SessionState
from award.council.views import blueprint
from award.council.views.sessions import SESSION
from award.documents.docx import letter
from award.documents.paper import symbol_of
from award.documents.paper_pdf import letter_pdf
from award.web.doors import reads
from award.web.pages import show

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get(f"{SESSION}/minutes")
@reads(rules.may_keep_minutes, on=queries.sitting)
def minutes(sitting):
    """The minutes as far as they are written, without the questions that the reader steps out of."""
    notes = [one for one in queries.notes(sitting.session.id) if rules.may_read_note(g.person, sitting, one)]
    return show(
        "council/minutes.html",
        edition=sitting.edition,
        sitting=sitting,
        session=sitting.session,
        blocks=writing.blocks(notes),
        is_open=sitting.session.state is SessionState.OPEN,
        may_take=rules.may_take_minutes(g.person, sitting),
    )


@blueprint.get(f"{SESSION}/minutes.docx")
@reads(rules.may_take_minutes, on=queries.sitting)
def minutes_docx(sitting):
    """The minutes to be finished in Word and signed."""
    return send_file(BytesIO(letter(_text(sitting))), DOCX, as_attachment=True, download_name=_name(sitting, "docx"))


@blueprint.get(f"{SESSION}/minutes.pdf")
@reads(rules.may_take_minutes, on=queries.sitting)
def minutes_as_pdf(sitting):
    """The minutes to be read and printed."""
    pdf = letter_pdf(_text(sitting))
    return send_file(BytesIO(pdf), "application/pdf", as_attachment=True, download_name=_name(sitting, "pdf"))


def _name(sitting, ending):
    return f"bien-ban-hoi-dong-{sitting.edition.code}-{sitting.session.number:02d}.{ending}"


def _text(sitting):
    notes, edition = queries.notes(sitting.session.id), sitting.edition
    issuers = {issuer.code: issuer for issuer in edition.issuers}
    issuer = issuers.get("council") or issuers.get("organiser")
    opened = next(note.content for note in notes if note.kind is MinuteKind.OPENED)
    return writing.text_of(
        writing.Paper(
            number=sitting.session.number,
            edition=edition.title,
            issuer=issuer.name if issuer else edition.organiser,
            parent=(issuer.parent or "") if issuer else "",
            symbol=symbol_of(issuer.frame.value, "BB", issuer.symbol) if issuer else "BB",
            place=issuer.place if issuer else edition.province,
            frame=issuer.frame.value if issuer else "state",
            chair=opened["chair"],
            secretary=", ".join(opened["secretaries"][:1]),
        ),
        notes,
    )
