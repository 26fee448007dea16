"""Forms of the desk."""

import re
from datetime import datetime, time
from typing import Any
from uuid import UUID

from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from award.entries.forms import NOT_IN_LIST, a_choice, at_most, choices_of, identity
from award.intake.states import Means, Medium
from award.kit import clock
from award.kit.text import clean
from award.web.forms import DayField, Form, Versioned, WholeNumberField, required
from award.web.language import gettext
from award.web.language import lazy_gettext as _


class HourField(StringField):
    """An hour as people write it: 10:42, 10h42, 9h."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = clean(valuelist[0]) if valuelist else ""
        if not text:
            return
        found = re.fullmatch(r"(\d{1,2})\s*[:hgHG.]?\s*(\d{2})?", text, re.ASCII)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            raise ValueError(gettext("Write the hour as 10:42."))
        self.data = time(hour, minute)

    def _value(self) -> str:
        return f"{self.data:%H:%M}" if isinstance(self.data, time) else (self.raw_data or [""])[0]


class IntakeForm(Versioned):
    """What came, how, from whom and for whom; `ticket` makes a form that is sent twice one intake."""

    ticket = HiddenField()
    brought_by = StringField(
        _("Who brought or sent it"),
        [required(), at_most(200)],
        description=_("The person or the sender on the envelope, for example: Nguyễn Thị Hân, Vĩnh Thạnh station."),
    )
    means = RadioField(_("How it came"), [required()], choices=[])
    postmarked_on = DayField(
        _("Day of the postmark"),
        [Optional()],
        description=_("Only for post; leave it empty where the stamp cannot be read."),
    )
    received_on = DayField(_("Day on which it came"), [required()])
    received_hour = HourField(_("Hour"), [required()], description=_("For example 10:42."))
    medium = RadioField(_("Kind of item"), [required()], choices=[])
    pieces = WholeNumberField(
        _("Number of pieces"),
        [required(), NumberRange(1, 500, _("Write a number from 1 to 500."))],
        description=_("Discs, sticks or bundles of paper: each gets a label."),
    )
    title = StringField(
        _("What stands on it"),
        [at_most(500)],
        description=_("The title of the work, or a few words for several works."),
    )
    author_name = StringField(
        _("For which author"), [required(), at_most(300)], description=_("Several people are separated by commas.")
    )
    author_email = StringField(
        _("The author's e-mail"),
        [at_most(320)],
        description=_("With it the work goes to the author's account, and a letter tells of the receipt."),
    )
    author_phone = StringField(_("The author's telephone"), [at_most(40)])
    outlet_id = a_choice(_("Press outlet"))
    outlet_name = StringField(_("Another outlet"), [at_most(200)], description=_("Its name, if it is not in the list."))
    remarks = TextAreaField(
        _("Notes on it"), [Length(max=2000)], description=_("Damage, missing pieces, what to ask the author.")
    )

    def __init__(self, *args: Any, outlets: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.means.choices = [(one.value, _(one.label)) for one in Means]
        self.medium.choices = [(one.value, _(one.label)) for one in Medium]
        self.outlet_id.choices = choices_of(outlets)

    def validate_author_email(self, field: Any) -> None:
        """Something without an at sign is a slip of the pen."""
        name, at, host = (field.data or "").rpartition("@")
        if field.data and not (name and at and "." in host and " " not in field.data):
            raise ValidationError(gettext("This is not an e-mail address. Example: an@baobinhdinh.vn"))

    @property
    def identity(self) -> UUID | None:
        """The identity that the new intake gets; None for nonsense."""
        try:
            return UUID(self.ticket.data or "")
        except ValueError:
            return None

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        given = {name: value for name, value in self.data.items() if name not in ("version", "ticket", "csrf_token")}
        day, hour = given.pop("received_on"), given.pop("received_hour")
        return given | {
            "received_at": clock.from_local(datetime.combine(day, hour)),
            "means": Means(self.means.data),
            "medium": Medium(self.medium.data),
        }


class StepForm(Form):
    """The next link of the chain of custody; the button that was pressed says which."""

    place = StringField(_("Place"), [at_most(200)], description=_("For example: cabinet 2, shelf 3."))
    remark = TextAreaField(_("Remark"), [Length(max=2000)], description=_("Who took it, why, by which decision."))


class BeginForm(Form):
    """A new work from what came."""

    category_id = SelectField(_("Category"), [required(_("Choose a category."))], coerce=identity, **NOT_IN_LIST)
    title = StringField(_("Title of the work"), [at_most(500)])

    def __init__(self, *args: Any, categories: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        empty = SelectChoice("", _("Choose…"))
        self.category_id.choices = [empty, *(SelectChoice(one.id, one.name) for one in categories)]


class AddForm(Form):
    """A work that is there already, by its code."""

    code = StringField(
        _("Code of the work"), [required(), at_most(20)], description=_("As on its receipt, for example BI-017.")
    )


class ClaimForm(Form):
    """Nothing but the button."""


class ListForm(Form):
    """A workbook with a list of works."""

    file = FileField(
        _("The filled-in workbook"),
        [required(_("Choose the workbook."))],
        description=_("An XLSX file of at most 3 MB."),
    )
