"""What was typed into a form whose session or token had expired: shown again, so that it can be sent once more.

The form itself was never built, so the words on its fields are looked up among the forms of the package that the
address belongs to. Text stands in sight under its label; choices, dates and the version travel along unseen.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import Form, HiddenField, PasswordField, StringField
from wtforms.fields.core import UnboundField

from award.kit.text import whole

NEVER_KEPT = frozenset({"csrf_token"})
LONG = 40


@dataclass(frozen=True)
class Kept:
    """One posted value; `label` is None for what need not be read again."""

    name: str
    value: str
    label: str | None

    @property
    def rows(self) -> int:
        """How many lines its text area needs."""
        return min(1 + self.value.count("\n") + len(self.value) // 80, 20)


def kept_fields(posted: Iterable[tuple[str, str]], package: str) -> list[Kept]:
    """What was posted to a page of `package`, without tokens and passwords, in the order of the form."""
    posted = list(posted)
    fields = fields_of(package, {name.rsplit("-", 1)[-1] for name, _ in posted})
    return [
        Kept(name, value, _label(name, value, fields))
        for name, value in posted
        if name not in NEVER_KEPT and not _is_secret(name, fields)
    ]


def fields_of(package: str, names: Collection[str] = ()) -> dict[str, UnboundField]:
    """Every field of the package's forms, by its name; where forms share a name, that of the form with most of the
    `names`."""
    forms = [form for form in _descendants(Form) if form.__module__.startswith(f"award.{package}.")]
    own = [{name: field for name, field in vars(form).items() if isinstance(field, UnboundField)} for form in forms]
    found: dict[str, UnboundField] = {}
    for fields in sorted(own, key=lambda fields: len(fields.keys() & set(names))):
        found |= fields
    return found


def _label(name: str, value: str, fields: dict[str, UnboundField]) -> str | None:
    """`authors-1-full_name` is called `Full name (2)`; a long text without a known field keeps its bare name."""
    *outer, last = name.split("-")
    field = fields.get(last)
    if field is None:
        return name if len(value) > LONG else None
    if not issubclass(field.field_class, StringField) or issubclass(field.field_class, HiddenField):
        return None
    label = str(field.args[0] if field.args else field.kwargs.get("label", last))
    numbers = [number + 1 for part in outer if (number := whole(part)) is not None]
    return f"{label} ({', '.join(map(str, numbers))})" if numbers else label


def _is_secret(name: str, fields: dict[str, UnboundField]) -> bool:
    field = fields.get(name.rsplit("-", 1)[-1])
    return "password" in name or (field is not None and issubclass(field.field_class, PasswordField))


def _descendants(form: Any) -> Iterator[Any]:
    for child in form.__subclasses__():
        yield child
        yield from _descendants(child)
