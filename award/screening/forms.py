"""Forms of the screening: the three answers, a check set aside, a longer term, two works that are alike."""

from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from award.kit.text import whole
from award.screening.reasons import Choice
from award.web.forms import DayField, Form, Versioned, required
from award.web.language import lazy_gettext as _
from award.web.language import said


class CheckboxesField(SelectMultipleField):
    """Several of a list, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DecisionForm(Versioned):
    """Reasons, words, what a supplement must bring and until when; the button that was pressed is the answer."""

    reasons = CheckboxesField(_("Reasons"), validate_choice=False)
    note = TextAreaField(_("Note"))
    items = TextAreaField(_("What the supplement must bring"))
    answer_by = DayField(_("Supplement until"), [Optional()])
    late_reason = StringField(_("Why later than the edition's last day"))

    def __init__(self, choices: list[Choice], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reasons.choices = [(choice.code, said(choice.text or choice.name)) for choice in choices]

    @property
    def lines(self) -> list[str]:
        """What the supplement must bring, line by line."""
        return (self.items.data or "").splitlines()

    def validate_needed(self, returned: bool) -> None:
        """A supplement needs a day until which it is awaited."""
        if returned and self.answer_by.data is None and not self.answer_by.errors:
            self.answer_by.errors = [*self.answer_by.errors, str(_("Say until when the supplement is awaited."))]


class OverrideForm(Form):
    """A check set aside, with the reason."""

    clause = HiddenField()
    part = HiddenField()
    reason = StringField(_("Why this check is set aside"))

    @property
    def position(self) -> int | None:
        """The part that the check is about; None for the whole work, and for nonsense."""
        return whole(self.part.data or "")


class ProlongForm(Form):
    """A later day for a supplement that is awaited."""

    answer_by = DayField(_("Supplement until"), [required()])
    late_reason = StringField(_("Why later than the edition's last day"))


class JudgementForm(Form):
    """Whether two works are the same; the button that was pressed is the answer."""

    reason = StringField(_("What shows it"), [required(_("Write what shows it."))])
