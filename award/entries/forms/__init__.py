"""The forms of an entry, one a step. What can be stored is kept, so almost nothing is an error here: what is missing
is the checklist's business."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from award.kit.text import whole
from award.web.forms import DayField, ExactField, Form, Versioned, WholeNumberField, required
from award.web.language import gettext, said
from award.web.language import lazy_gettext as _

MOST_ROWS = 60


def asked(form: Any, field: Any) -> None:
    """Marks a field that the rules ask for; a draft is kept without it."""


asked.field_flags = {"needed": True}


def at_most(count: int) -> Length:
    """A text that fits its column."""
    return Length(max=count, message=_("At most %(max)s characters."))


def identity(value: Any) -> UUID | None:
    """The identity that a choice stands for; nothing chosen is None."""
    return UUID(str(value)) if value else None


NOT_IN_LIST = {
    "invalid_value_message": _("Choose one from the list."),
    "invalid_choice_message": _("Choose one from the list."),
}


def a_choice(label: Any, validators: Sequence[Any] = ()) -> SelectField:
    """A list to choose an identity from; the form is given its choices."""
    return SelectField(label, validators, coerce=identity, **NOT_IN_LIST)


class Row(Form):
    """A form within a form: its token is the outer one's."""

    class Meta(Form.Meta):
        csrf = False


class StartForm(Form):
    """Which category the work competes in."""

    category_id = RadioField(_("Category"), coerce=identity, validators=[required(_("Choose a category."))])


class WorkForm(Versioned):
    """The work itself."""

    title = StringField(
        _("Title of the work"),
        [asked, at_most(500)],
        description=_(
            "As it was published; for a series, the title of the whole series. For example: The cell that holds on to the fields."
        ),
    )
    genre_id = a_choice(_("Genre"), [asked])
    theme_id = a_choice(_("Theme"), [asked])
    summary = TextAreaField(
        _("Summary"),
        [at_most(4000)],
        description=_("What the work brought to light, in three to five sentences. Judges read it first."),
    )
    topic_id = a_choice(_("Topic"), [asked])
    language = SelectField(_("Language of the work"), [asked], **NOT_IN_LIST)
    unpublished = BooleanField(_("The work has not been published or broadcast yet."))


class AuthorRow(Row):
    """One author."""

    full_name = StringField(
        _("Full name"), [asked, at_most(200)], description=_("As on the identity card, for example: Lê Thị An.")
    )
    pen_names = StringField(
        _("Pen names"),
        [at_most(300)],
        description=_("For example: Lê An, Thảo Nguyên. Several are separated by commas."),
    )
    email = StringField(
        _("E-mail"),
        [at_most(320)],
        description=_("With it the author can follow the work, and is counted once in all groups."),
    )
    phone = StringField(_("Telephone"), [at_most(40)], description=_("For example: 0905 123 456."))
    outlet_id = a_choice(_("Press outlet"))
    share = ExactField(
        _("Share in the work, in percent"),
        [Optional(), NumberRange(0, 100, _("Write a number from 0 to 100."))],
        description=_("Only where the group divides the prize by shares; together they make 100."),
    )

    def validate_email(self, field: Any) -> None:
        """Something without an at sign is a slip of the pen."""
        name, at, host = (field.data or "").rpartition("@")
        if field.data and not (name and at and "." in host and " " not in field.data):
            raise ValidationError(gettext("This is not an e-mail address. Example: an@baobinhdinh.vn"))


class AuthorsForm(Versioned):
    """All authors in the order of the by-line; `lead` names the row of the lead author."""

    authors = FieldList(FormField(AuthorRow), max_entries=MOST_ROWS)
    lead = StringField(_("Lead author"))

    def values(self) -> list[dict[str, Any]]:
        """The rows as the verb takes them."""
        return [{**row.form.data, "is_lead": row.name == self.lead.data} for row in self.authors]


class PartRow(Row):
    """One part; `was` is its place as it was shown."""

    was = HiddenField()
    title = StringField(
        _("Title of the part"), [at_most(500)], description=_("Only where it differs from the title of the work.")
    )
    outlet_id = a_choice(_("Press outlet"), [asked])
    outlet_name = StringField(_("Another outlet"), [at_most(200)], description=_("Its name, if it is not in the list."))
    programme = StringField(
        _("Column or programme"),
        [at_most(200)],
        description=_("As it was announced, for example: Party building, 19:45 on VTV Bình Định."),
    )
    published_on = DayField(_("Day of publication"), [asked, Optional()])
    page = StringField(_("Issue and page"), [at_most(60)], description=_("For example: issue 6789, page 3."))
    url = StringField(
        _("Link"),
        [at_most(2000)],
        description=_("The whole address from the browser, for example https://baobinhdinh.vn/chi-bo-bam-ray.html."),
    )
    minutes = WholeNumberField(
        _("Length in minutes"),
        [asked, Optional(), NumberRange(0, 100_000, _("Write a number from 0 to 100,000."))],
        description=_("Whole minutes, for example 15."),
    )
    words = WholeNumberField(
        _("Length in words"),
        [asked, Optional(), NumberRange(0, 1_000_000, _("Write a number from 0 to 1,000,000."))],
        description=_("As the editor counts them, without the title, for example 1.250."),
    )


class PartsForm(Versioned):
    """All parts in the order of publication."""

    parts = FieldList(FormField(PartRow), max_entries=MOST_ROWS)

    def values(self) -> list[dict[str, Any]]:
        """The rows as the verb takes them."""
        return [{**row.form.data, "was": _place(row.form.was.data)} for row in self.parts]


def _place(was: Any) -> int | None:
    return whole(str(was))


class FileRow(Row):
    """Caption, and for a file that lost its part the part it belongs to."""

    attachment_id = HiddenField()
    caption = TextAreaField(
        _("Caption"),
        [asked, at_most(2000)],
        description=_(
            "Who, what, where, when. For example: Party members of Vĩnh Sơn carry seedlings to the fields, 12/03/2023."
        ),
    )
    part_position = SelectField(_("Part"), coerce=lambda value: int(value) if value else None, validate_choice=False)


class FilesForm(Versioned):
    """What is written about the files."""

    files = FieldList(FormField(FileRow))

    def values(self) -> dict[UUID, dict[str, Any]]:
        """By attachment, as the verb takes them; a row of nonsense is nobody's."""
        found = {}
        for row in self.files:
            try:
                found[UUID(row.form.attachment_id.data or "")] = {
                    name: row.form.data[name] for name in ("caption", "part_position") if name in row.form.data
                }
            except ValueError:
                continue
        return found


class PrizeRow(Row):
    """One prize that the work has won."""

    contest = StringField(
        _("Contest"), [asked, at_most(300)], description=_("For example: National Press Award, 17th time.")
    )
    organiser = StringField(
        _("Organiser"), [at_most(300)], description=_("For example: Viet Nam Journalists Association.")
    )
    level = StringField(_("Prize"), [at_most(120)], description=_("For example: B prize."))
    year = WholeNumberField(_("Year"), [Optional(), NumberRange(1900, 2200, _("Write a year, for example 2023."))])


class StatementsField(SelectMultipleField):
    """A box for each statement that the edition asks for; the form is given them."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DeclarationForm(Versioned):
    """Earlier prizes and the declaration."""

    prizes = FieldList(FormField(PrizeRow), max_entries=MOST_ROWS)
    statements = StatementsField(_("The authors declare"), validate_choice=False)
    declared = BooleanField(_("I have read the declaration and agree to it."), [asked])

    def prize_values(self) -> list[dict[str, Any]]:
        """The rows as the verb takes them."""
        return [row.form.data for row in self.prizes]


class SubmitForm(Versioned):
    """Nothing but the version that was looked through."""


class WithdrawForm(Form):
    """Why, for those who want to say so."""

    reason = TextAreaField(_("Reason"), [at_most(2000)])


def choices_of(things: Sequence[Any]) -> list[SelectChoice]:
    """Choices of an identity, the first one empty."""
    return [SelectChoice("", _("Choose…")), *(SelectChoice(thing.id, thing.name) for thing in things)]


def grouped(themes: Sequence[Any]) -> list[SelectChoice]:
    """Themes under their two headings, with an empty choice before them."""
    return [
        SelectChoice("", _("Choose…")),
        *(SelectChoice(theme.id, theme.name, optgroup=said(theme.group)) for theme in themes),
    ]


@dataclass(frozen=True)
class Difference:
    """One field where the stored text is not the typed one."""

    name: str
    label: str
    stored: str
    typed: str


def differences(typed: Form, stored: Form) -> list[Difference]:
    """Both texts of every field in which two copies of a form differ."""
    left = {name: (label, text) for name, label, text in _texts(typed)}
    right = {name: (label, text) for name, label, text in _texts(stored)}
    names = [*left, *(name for name in right if name not in left)]
    found = []
    for name in names:
        label = (left.get(name) or right[name])[0]
        one, other = right.get(name, ("", ""))[1], left.get(name, ("", ""))[1]
        if one != other:
            found.append(Difference(name, label, one, other))
    return found


def _texts(form: Any, before: str = "") -> Iterator[tuple[str, str, str]]:
    for field in form:
        if field.type == "FieldList":
            for number, row in enumerate(field, 1):
                yield from _texts(row.form, f"{before}{number} · ")
        elif field.type not in ("HiddenField", "CSRFTokenField"):
            yield field.name, f"{before}{field.label.text}", _text(field)


def _text(field: Any) -> str:
    if field.type == "BooleanField":
        return gettext("yes") if field.data else gettext("no")
    if field.type == "StatementsField":
        return "; ".join(str(one.label.text) for one in field if one.checked)
    if field.type == "SelectField":
        return next((str(one.label) for one in field.iter_choices() if one.selected and one.value), "")
    return str(field._value() or "")
