"""The form of a decision: three answers, one form."""

from wtforms import DateField, SelectMultipleField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from award.screening.reasons import Reason
from award.web.forms import Versioned
from award.web.language import lazy_gettext as _


class CheckboxesField(SelectMultipleField):
    """Several of a list, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DecisionForm(Versioned):
    """Reasons, words and a day; the button that was pressed is the answer."""

    reasons = CheckboxesField(_("Reasons"))
    note = TextAreaField(_("Note"))
    answer_by = DateField(_("Supplement until"), [Optional()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reasons.choices = [(reason.value, _(reason.label)) for reason in Reason]

    def validate_needed(self, returned: bool) -> None:
        """A supplement needs a day until which it is awaited."""
        if returned and self.answer_by.data is None and not self.answer_by.errors:
            self.answer_by.errors = [*self.answer_by.errors, str(_("Say until when the supplement is awaited."))]
