"""What is typed to issue a paper, to write one in, to make one void, to compare a code, to reword."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from award.kit import clock
from award.papers.kinds import PaperKind
from award.web.forms import DayField, Form, Versioned, WholeNumberField, required
from award.web.language import gettext, said
from award.web.language import lazy_gettext as _

LONGEST = 2000


class _DayForm(Form):
    """A form with a body, a day and the number to begin with."""

    body = SelectField(_("Issuing body"), validators=[required()])
    day = DayField(_("Date of the paper"), default=clock.today, validators=[required()])
    first = WholeNumberField(
        _("First number"),
        description=_("Only where the series has no number yet and the body gave numbers elsewhere before."),
    )

    def __init__(self, *args: Any, issuers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.body.choices = [(issuer.code, issuer.name) for issuer in issuers]

    def validate_day(self, field: Any) -> None:
        """A paper of another century is a slip of the hand."""
        if field.data and abs((field.data - clock.today()).days) > 366 * 5:
            raise ValidationError(gettext("This day lies too far away; check the year."))


def issue_form(asks: Any, **kwargs: Any) -> Form:
    """The form for one kind of paper, with a field for everything that only the secretary knows."""
    fields = {
        f"ask_{asked.name}": (TextAreaField if asked.lines else StringField)(said_label(asked), validators=[required()])
        for asked in asks
    }
    return type("IssueForm", (_DayForm,), fields)(**kwargs)


def said_label(asked: Any) -> str:
    """The label of something asked, in the reader's language."""
    return said(gettext(asked.label))


def asked_of(form: Form, asks: Any) -> dict[str, str]:
    """What was typed, by the places of the wording; an area keeps its paragraphs, a field is one line."""
    return {asked.name: _tidied(str(form[f"ask_{asked.name}"].data), asked.lines)[:LONGEST] for asked in asks}


def _tidied(text: str, several: bool) -> str:
    paragraphs = [" ".join(line.split()) for line in text.splitlines()]
    return ("\n" if several else " ").join(filter(None, paragraphs))


class WriteInForm(_DayForm):
    """A paper that was made elsewhere."""

    kind = SelectField(_("Kind"), validators=[required()])
    title = StringField(_("What it is about"), validators=[required()])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, said(kind)) for kind in PaperKind]


class VoidForm(Form):
    """Why a paper is void."""

    reason = TextAreaField(_("Reason"), validators=[required()])


class CodeForm(Form):
    """The code under the QR code, as somebody read it."""

    code = StringField(_("Code on the scan"), validators=[required()])


class TextForm(Versioned):
    """The wording of a paper."""

    text = TextAreaField(_("Wording"), validators=[required()], render_kw={"rows": 24, "spellcheck": "false"})
