"""The forms of an objection, of what follows it, and of revoking a prize."""

from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, Length

from award.council.states import ObjectionKind, Ruling
from award.web.forms import Form, required
from award.web.language import gettext
from award.web.language import lazy_gettext as _

AT_MOST = _("At most %(max)s characters.")


class ObjectionForm(Form):
    """Who objects to what, of which kind, in which words, by which evidence."""

    work = SelectField(_("Work"), validators=[required()])
    kind = RadioField(_("What the objection is about"), validators=[required()])
    text = TextAreaField(_("What is not right, and how it is known"), [required(), Length(max=6000, message=AT_MOST)])
    links = TextAreaField(_("Links to evidence, one a line"), [Length(max=6000, message=AT_MOST)])
    name = StringField(_("Full name"), [required(), Length(max=200, message=AT_MOST)])
    email = EmailField(
        _("E-mail address"),
        [required(), Length(max=320, message=AT_MOST), Email(message=_("This is no e-mail address."))],
    )
    true = BooleanField(_("What is written here is true as far as I know."), [required()])

    def __init__(self, *args, works, **kwargs):
        super().__init__(*args, **kwargs)
        self.work.choices = [("", "–"), *((one.code, f"{one.title}") for one in works)]
        self.kind.choices = [(one.value, gettext(one.label)) for one in ObjectionKind]

    @property
    def given_links(self) -> list[str]:
        """The links, without empty lines."""
        return [line.strip() for line in (self.links.data or "").splitlines() if line.strip()]


class PassOnForm(Form):
    """The objection as the author will read it."""

    told = TextAreaField(_("What the author reads"), [required(), Length(max=6000, message=AT_MOST)])


class AnswerForm(Form):
    """The author's answer."""

    answer = TextAreaField(_("The author's answer"), [required(), Length(max=6000, message=AT_MOST)])


class RulingForm(Form):
    """What the council found, and why. Members and prizes are ticked beside their names."""

    ruling = RadioField(_("Ruling"), validators=[required()])
    reason = TextAreaField(_("Reason"), [required(), Length(max=6000, message=AT_MOST)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ruling.choices = [(one.value, gettext(one.label)) for one in Ruling]
