"""The base of all forms: text in one normal form, numbers as people here write them, errors at their field."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import abort, g, request
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import DateField, DecimalField, HiddenField, IntegerField, SelectField, StringField
from wtforms.fields.choices import Choice
from wtforms.validators import ValidationError
from wtforms.widgets import Select

from award.db import db, refusal_of
from award.kit import clock
from award.kit.refusals import Refusal
from award.kit.text import clean, whole
from award.web.language import gettext, lazy_gettext, said

# With more of them a decimal cannot be rounded exactly, and nothing that people write here is as large.
MOST_DIGITS = 18
# What a column of whole numbers holds on every database.
MOST_WHOLE = 2**31 - 1
NOT_ON_THE_LIST = lazy_gettext("This choice is not on the list. Choose again.")


def _text(typed: Any) -> Any:
    """What a field of text holds: a field that was not sent is empty; a stored value of another kind stays."""
    if typed is None:
        return ""
    return clean(typed) if isinstance(typed, str) else typed


class PlainSelect(Select):
    """A list of choices without attributes of their own: written out at once, since an outlet is one of a hundred."""

    @classmethod
    def render_option(cls, choice: Choice, **_attributes: Any) -> Markup:
        selected = " selected" if choice.selected else ""
        return Markup(
            f'<option value="{escape(choice.value)}"{selected}>{escape(choice.label or choice.value)}</option>'
        )


class Form(FlaskForm):
    """A form of the product. `summary` holds what is wrong but belongs to no field."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = list(unbound_field.kwargs.get("filters", []))
            if issubclass(unbound_field.field_class, StringField):
                filters.append(_text)
            field = unbound_field.bind(form=form, **{**options, "filters": filters})
            if isinstance(field, SelectField) and field.invalid_choice_message is None:
                field.invalid_choice_message = NOT_ON_THE_LIST
            if type(field.widget) is Select:
                field.widget = PlainSelect(field.widget.multiple)
            return field

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Only what came as a form fills a form: values in JSON could be of any type. A post without any field is
            an empty form, not one that was never sent."""
            if formdata is not None and request.is_json:
                abort(415)
            found = super().wrap_formdata(form, formdata)
            return ImmutableMultiDict() if found is None and formdata is not None and form.is_submitted() else found

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.summary: list[str] = []

    def refuse(self, refusal: Refusal) -> None:
        """Puts the refusal at its field, or into the summary."""
        for message in getattr(refusal, "messages", [refusal.message]):
            if refusal.field in self:
                self[refusal.field].errors = [*self[refusal.field].errors, said(message)]
            else:
                self.summary.append(said(message))

    @property
    def refused(self) -> bool:
        """Whether anything is wrong with what was typed."""
        return bool(self.summary or self.errors)


class Versioned(Form):
    """A form on a thing that two people may edit: it carries the version that was shown."""

    version = HiddenField()

    @property
    def shown_version(self) -> int:
        """The version that the person had before them; -1 for nonsense, which is always stale."""
        text = next(iter(self.version.raw_data or ()), "")
        number = whole(text)
        return -1 if number is None else number


@contextmanager
def refusals_on(form: Form) -> Iterator[None]:
    """Runs a verb; what it refuses, or a constraint forbids, becomes an error of the form and nothing is kept. The door
    learns of the refusal by `g.refusal`."""
    try:
        yield
        db.session.flush()
    except Refusal as refusal:
        db.session.rollback()
        g.refusal = refusal
        form.refuse(refusal)
    except IntegrityError as error:
        db.session.rollback()
        refusal = refusal_of(error)
        if refusal is None:
            raise
        form.refuse(refusal)


class WholeNumberField(IntegerField):
    """A whole number that also reads `1.250` and says plainly what is wrong."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            try:
                number = int(text.replace(".", "").replace(" ", ""))
            except ValueError as error:
                raise ValueError(gettext("Write a whole number, for example 12.")) from error
            if abs(number) > MOST_WHOLE:
                raise ValueError(gettext("Write a whole number, for example 12."))
            self.data = number


class ExactField(DecimalField):
    """A decimal with a comma or a point, at most two places."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, places=None, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = Decimal(text.replace(",", "."))
        except InvalidOperation as error:
            raise ValueError(gettext("Write a number, for example 7,5.")) from error
        if not self.data.is_finite() or self.data.adjusted() > MOST_DIGITS or self.data != round(self.data, 2):
            raise ValueError(gettext("Write a number with at most two decimals, for example 7,25."))


class DayField(DateField):
    """A day as the browser's calendar sends it, or as people write it: 19/05/2023."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, format=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = clean(valuelist[0]) if valuelist else ""
        if not text:
            return
        for pattern in self.strptime_format:
            try:
                self.data = datetime.strptime(text, pattern).date()
            except ValueError:
                continue
            if self.data.year in clock.YEARS:
                return
        raise ValueError(gettext("Write the day as 19/05/2023."))


def required(message: Any = None) -> Any:
    """A validator: the field may not stay empty. Unlike the browser's, it says so in the reader's language."""

    def check(form: Form, field: Any) -> None:
        if field.data is None or field.data == "" or field.data is False or field.data == []:
            raise ValidationError(message or lazy_gettext("This is needed."))

    check.field_flags = {"needed": True}
    return check
