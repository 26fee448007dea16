"""The form by which a prize is given."""

from wtforms import SelectField, StringField, TextAreaField

from award.web.forms import Form, required
from award.web.language import lazy_gettext as _


class PrizeForm(Form):
    """Which work gets which level, and why the order is left, where it is."""

    work = StringField(_("Code of the work"), [required()])
    level = SelectField(_("Prize"))
    departure = TextAreaField(_("Reason for leaving the order of the standings"))

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.level.choices = [(level.code, level.name) for level in levels]


class ReleaseForm(Form):
    """Nothing to fill in: it carries what stands in the way of the release."""
