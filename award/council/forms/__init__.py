"""The forms of the council: giving a prize, opening a session, putting a question, opening a ballot."""

import uuid

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from award.editions.states import MajorityOf
from award.web.forms import Form, WholeNumberField, required
from award.web.language import gettext, said
from award.web.language import lazy_gettext as _


class PrizeForm(Form):
    """Which work gets which level, with whose name where it is for a person, and why the order or a rule is left."""

    work = StringField(_("Code of the work"), [required()])
    level = SelectField(_("Prize"), [required()])
    recipient = StringField(
        _("Author or person portrayed"), [Length(max=300, message=_("At most %(max)s characters."))]
    )
    departure = TextAreaField(_("Reason for leaving the order of the standings"))

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.level.choices = [(level.code, level.name) for level in levels]


class CollectiveForm(Form):
    """Which organisation gets which collective prize, and why another one is passed over, where it is. The choices are
    organisations by their kinds."""

    organisation = SelectField(_("Organisation"), [required()])
    level = SelectField(_("Prize"), [required()])
    departure = TextAreaField(_("Reason for passing over another one"))

    def __init__(self, *args, levels, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.level.choices = [(level.code, level.name) for level in levels]
        self.organisation.choices = {
            said(kind): [(str(one.id), one.name) for one in found] for kind, found in organisations
        }

    @property
    def chosen(self) -> uuid.UUID:
        """The organisation's identity."""
        return uuid.UUID(self.organisation.data)


class ReasonForm(Form):
    """Why the council does something, in its own words."""

    reason = TextAreaField(_("Reason"), [required()])


class ReleaseForm(Form):
    """Nothing to fill in: it carries what stands in the way of the release."""


class SessionForm(Form):
    """Where the council meets and about what, and whether the list begins with what the prize table proposes. Who is
    there is ticked beside each name."""

    place = StringField(_("Place of the meeting"), [required()])
    agenda = TextAreaField(_("Agenda, a line for each point"))
    proposed = BooleanField(_("Begin the list with what the prize table proposes"), default=True)


class ItemForm(Form):
    """A question for the list: works by their codes, the prize, and for how many of several works it is."""

    works = StringField(_("Codes of the works, with commas between them"), [required()])
    level = SelectField(_("Prize"), [required()])
    places = WholeNumberField(_("Places, where several works are named"), default=1)

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.level.choices = [(level.code, level.name) for level in levels]

    @property
    def codes(self) -> list[str]:
        """The codes typed, in capitals."""
        return [code.strip().upper() for code in self.works.data.replace(";", ",").split(",") if code.strip()]


SHARES = ("1/2", "2/3", "3/4", "1/1")
SHARE_NAMES = {"1/2": _("more than half"), "2/3": _("two thirds"), "3/4": _("three quarters"), "1/1": _("all")}


class BallotForm(Form):
    """How a question is voted on; what the edition says stands there first."""

    secret = RadioField(_("Way of voting"), [required()])
    majority = SelectField(_("Majority"), [required()])
    majority_of = SelectField(_("Counted"), [required()])

    def __init__(self, edition, *args, **kwargs):
        given = {"majority": edition.council_majority, "majority_of": edition.majority_of.value}
        super().__init__(*args, data={**given, "secret": "y" if edition.secret_ballots else "n"}, **kwargs)
        self.secret.choices = [("y", gettext("Secret ballot")), ("n", gettext("Open vote"))]
        own = [edition.council_majority] if edition.council_majority not in SHARES else []
        self.majority.choices = [(share, SHARE_NAMES.get(share, share)) for share in (*own, *SHARES)]
        self.majority_of.choices = [(one.value, gettext(one.label)) for one in MajorityOf]


class OpinionForm(Form):
    """What somebody said."""

    speaker = StringField(_("Who said it"))
    text = TextAreaField(_("Opinion"), [required()])


class PlainForm(Form):
    """Nothing to fill in: it carries what stands in the way."""
