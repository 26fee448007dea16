"""What is typed while a batch is prepared."""

import uuid
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from award.editions.states import Want
from award.forwarding.states import Stage
from award.kit import clock
from award.web.forms import DayField, Form, WholeNumberField, required
from award.web.language import gettext
from award.web.language import lazy_gettext as _

HIGHEST_NUMBER = 99_999


class WorkField(SelectMultipleField):
    """Ticked works; what is no identity counts as not ticked."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [entry_id for entry_id in map(_identity, valuelist) if entry_id]

    def pre_validate(self, form: Any) -> None:
        """Which works there are is the verb's question."""


class ChooseForm(Form):
    """Works to be put into the batch."""

    entry = WorkField(_("Works"), choices=[])


class OneWorkForm(Form):
    """One work of the batch, to be moved (`up` or `down`) or taken out."""

    entry = HiddenField()
    direction = HiddenField()

    @property
    def entry_id(self) -> uuid.UUID:
        """The work; an identity that no work has for nonsense."""
        return _identity(self.entry.data or "") or uuid.UUID(int=0)


class EmptyForm(Form):
    """A button."""


class AskForm(Form):
    """What is asked of the people of the chosen works."""

    wants = SelectMultipleField(_("What is wanted"), choices=[SelectChoice(one.value, one.label) for one in Want])
    due_on = DayField(_("Answer before the end of"), validators=[required()])
    note = TextAreaField(_("Note"), validators=[Length(max=4000)])

    @property
    def wanted(self) -> list[Want]:
        """The things ticked."""
        return [Want(one) for one in self.wants.data or []]


class AskAgainForm(Form):
    """Until when the same is asked once more, and why."""

    due_on = DayField(_("Answer before the end of"), validators=[required()])
    note = TextAreaField(_("Note"), validators=[Length(max=4000)])


class GivenNumberForm(Form):
    """One number of the person who is signed in."""

    want = SelectField(_("Which number"), choices=[SelectChoice(one.value, one.label) for one in Want if one.number])
    number = StringField(_("Number"), validators=[required(), Length(max=60)])
    bank = StringField(_("Bank"), validators=[Length(max=200)])
    agreed = BooleanField(_("Agreed that the association keeps this number for the award"))


class WaiveForm(Form):
    """Why a work goes without what was asked."""

    reason = StringField(_("Reason"), validators=[required(_("Write why the work goes without it.")), Length(max=1000)])


class BuildForm(Form):
    """What the worker is to make."""

    megabytes = WholeNumberField(
        _("Size of a disc in MB"), description=_("Empty: one ZIP. A CD holds 700, a DVD 4,700.")
    )

    def validate_megabytes(self, field: Any) -> None:
        """No disc is smaller, and none larger."""
        if field.data is not None and not 10 <= field.data <= 1_000_000:
            raise ValidationError(gettext("A disc holds at least 10 MB."))


class ReceiptForm(Form):
    """The file that came back from the destination."""

    receipt = FileField(_("File of the receipt (.json)"), validators=[required(_("Choose the file."))])


class OutcomeForm(OneWorkForm):
    """How far one work came."""

    stage = SelectField(_("How far it came"), choices=[SelectChoice(one, one.label) for one in Stage], coerce=Stage)
    prize = StringField(_("Prize there"), validators=[Length(max=200)])


class FreezeForm(Form):
    """What the registry knows of the letter."""

    letter_number = WholeNumberField(
        _("Number of the letter"), description=_("Empty: room is left on the paper for the registry to write it.")
    )
    from_register = BooleanField(
        _("Take the next number from the register of papers"),
        description=_("The letter then stands in the register of its body."),
    )
    letter_day = DayField(_("Date of the letter"), default=clock.today, validators=[required()])

    def validate_letter_number(self, field: Any) -> None:
        """A registry counts from 1."""
        if field.data is not None and self.from_register.data:
            raise ValidationError(gettext("Write a number, or take it from the register; not both."))
        if field.data is not None and not 0 < field.data <= HIGHEST_NUMBER:
            raise ValidationError(gettext("A letter's number is a whole number from 1."))

    def validate_letter_day(self, field: Any) -> None:
        """A letter of another century is a slip of the hand."""
        if field.data and abs((field.data - clock.today()).days) > 366 * 5:
            raise ValidationError(gettext("This day lies too far away; check the year."))


def _identity(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
