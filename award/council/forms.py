"""The form by which a prize is given."""

import uuid

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from award.web.forms import Form, required
from award.web.language import lazy_gettext as _
from award.web.language import said


class PrizeForm(Form):
    """Which work gets which level, with whose name where it is for a person, and why the order or a rule is left."""

    work = StringField(_("Code of the work"), [required()])
    level = SelectField(_("Prize"))
    recipient = StringField(
        _("Author or person portrayed"), [Length(max=300, message=_("At most %(max)d characters."))]
    )
    departure = TextAreaField(_("Reason for leaving the order of the standings"))

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.level.choices = [(level.code, level.name) for level in levels]


class CollectiveForm(Form):
    """Which organisation gets which collective prize, and why another one is passed over, where it is. The choices are
    organisations by their kinds."""

    organisation = SelectField(_("Organisation"))
    level = SelectField(_("Prize"))
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


class ReleaseForm(Form):
    """Nothing to fill in: it carries what stands in the way of the release."""
