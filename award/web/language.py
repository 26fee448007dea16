"""The reader's language: catalogues, choice of locale, and the saying of messages with their values.

Catalogues are `award/translations/<language>/<package>.po`, one file a package, read straight from source at the
start; there is no compiled copy to grow stale.
"""

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale, lazy_gettext, ngettext
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from award.kit import clock
from award.kit.messages import Message, mark

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
CATALOGUES = Path(__file__).resolve().parent.parent / "translations"
SWAPPED = str.maketrans(",.", ".,")
WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)

__all__ = ["LANGUAGES", "force_locale", "get_locale", "gettext", "install", "lazy_gettext", "ngettext", "said"]


class Catalogues(Domain):
    """All packages' catalogues of a language as one, read once a process."""

    def __init__(self):
        super().__init__(translation_directories=[])
        self._read: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        return self.of(_language())

    def of(self, language: str) -> NullTranslations:
        if language not in self._read:
            self._read[language] = read_catalogues(language)
        return self._read[language]


def _language() -> str:
    """The code of the language chosen. A page asks some hundred times, so what Flask-Babel noted at the first time is
    read straight from where it keeps it."""
    try:
        locale = g._get_current_object()._flask_babel.babel_locale
    except (AttributeError, RuntimeError):
        locale = None
    locale = locale or get_locale()
    return locale.language if locale else "vi"


class _Babel(Babel):
    """Flask-Babel would make its own domain anew at every request; ours is made once and keeps what it read."""

    domain_instance = Catalogues()


def gettext(text: str, **values: Any) -> str:
    """A text in the reader's language; straight from the catalogues, since a page says a hundred of them."""
    found = _Babel.domain_instance.get_translations().gettext(text)
    return found % values if values else found


@pass_eval_context
def _gettext_of_template(context: EvalContext, text: str, **values: Any) -> str:
    """What `_` is in a template: always a format, and its values are escaped where the template escapes. Texts are
    the templates' own, so what was made of each is kept."""
    if values:
        return _template_text(_language(), text, context.autoescape) % values
    return _whole_text(_language(), text, context.autoescape)


@cache
def _template_text(language: str, text: str, escaping: bool) -> str:
    found = _Babel.domain_instance.of(language).gettext(text)
    return Markup(found) if escaping else found


@cache
def _whole_text(language: str, text: str, escaping: bool) -> str:
    return _template_text(language, text, escaping) % {}


def read_catalogues(language: str) -> NullTranslations:
    """The merged translations of one language; empty where there are none."""
    merged: NullTranslations = NullTranslations()
    for path in sorted((CATALOGUES / language).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as source:
            write_mo(compiled, read_po(source, locale=language))
        compiled.seek(0)
        translations = Translations(compiled)
        merged = merged.merge(translations) if isinstance(merged, Translations) else translations
    return merged


def install(app: Flask) -> None:
    """Chooses the language of a request: the person's, else the cookie's, else Vietnamese."""
    _Babel(app, default_locale="vi", locale_selector=_choose)
    app.jinja_env.globals.update({"_": _gettext_of_template, "gettext": _gettext_of_template})


def _choose() -> str:
    if not has_request_context():
        return "vi"
    chosen = request.cookies.get("language") or getattr(reader(), "language", None)
    return chosen if chosen in LANGUAGES else "vi"


def reader() -> Any:
    """Who reads the page: the person whom the door let in; where no door was reached, whoever is signed in, or None."""
    if "person" not in g:
        g.person = current_user._get_current_object() if current_user.is_authenticated else None
    return g.person


def said(message: Any) -> str:
    """A message, an enumeration's member or a plain value, in the reader's language."""
    if isinstance(message, Message):
        return gettext(message.text) % {name: said(value) for name, value in message.values.items()}
    if isinstance(message, Enum):
        return gettext(getattr(message, "label", str(message.value)))
    if isinstance(message, datetime):
        return moment(message)
    if isinstance(message, date):
        return day(message)
    if isinstance(message, (Decimal, int)) and not isinstance(message, bool):
        return number(message)
    if isinstance(message, (list, tuple)):
        return ", ".join(said(part) for part in message)
    return str(message)


def moment(instant: datetime | None, weekday: bool = True) -> str:
    """`Thứ Sáu, 20/10/2023, 17:00` in the award's zone."""
    if instant is None:
        return ""
    wall = clock.local(instant)
    text = f"{wall:%d/%m/%Y, %H:%M}"
    return f"{gettext(WEEKDAYS[wall.weekday()])}, {text}" if weekday else text


def zone() -> str:
    """What the award's zone is called, to stand after an hour."""
    name = current_app.config["AWARD"].timezone
    return gettext("Viet Nam time") if name == "Asia/Ho_Chi_Minh" else name


def day(value: date | datetime | None) -> str:
    """`20/10/2023`."""
    if isinstance(value, datetime):
        value = clock.local(value).date()
    return f"{value:%d/%m/%Y}" if value else ""


def hour(instant: datetime | time | None) -> str:
    """`10:42`, in the award's zone for an instant."""
    if isinstance(instant, datetime):
        instant = clock.local(instant).time()
    return f"{instant:%H:%M}" if instant else ""


def number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """A number as the reader writes it: `7,5` and `1.250` in Vietnamese. Decimals lose their trailing zeros."""
    if value is None:
        return ""
    text = (
        f"{value:,.{places}f}" if places is not None else f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    )
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if _language() == "vi":
        text = text.translate(SWAPPED)
    return text


def size(count: int | None) -> str:
    """A number of bytes for people: `1,5 GB` (powers of 1,000, as storage and browsers count)."""
    if count is None:
        return ""
    value, units = Decimal(count), ["B", "kB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value, units = value / 1000, units[1:]
    return f"{number(value.quantize(Decimal('0.1')) if units[0] != 'B' else value)} {units[0]}"
