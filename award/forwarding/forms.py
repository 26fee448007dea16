"""What is typed while a batch is prepared."""

import uuid
from typing import Any

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

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


class FreezeForm(Form):
    """What the registry knows of the letter."""

    letter_number = WholeNumberField(
        _("Number of the letter"), description=_("Empty: room is left on the paper for the registry to write it.")
    )
    letter_day = DayField(_("Date of the letter"), default=clock.today, validators=[required()])

    def validate_letter_number(self, field: Any) -> None:
        """A registry counts from 1."""
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
