"""From a template and values to the subject and the text of a letter.

Templates are plain text in `templates/letters/<package>/<name>.txt`; the first line is the subject. They run in a
sandbox, in the language of the letter, and may use `_()`, `address(endpoint, …)` for absolute addresses, and the
filters `said`, `moment`, `day`, `hour`, `number`. Signature and greeting come from `letters/outbox/frame.txt`.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from award.config import ROOT
from award.outbox.values import unpacked
from award.web import language

Address = Callable[..., str]


def addresses(app: Any) -> Address:
    """A function `(endpoint, **values) -> absolute address` for an application, which needs no request."""
    url = app.config["AWARD"].public_url
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    adapter = app.url_map.bind(host, url_scheme=scheme, script_name=f"/{path}")

    def address(endpoint: str, **values: Any) -> str:
        return adapter.build(endpoint, values, force_external=True)

    return address


def render(template: str, values: dict[str, Any], *, tongue: str, address: Address) -> tuple[str, str]:
    """The subject and the body of a letter, in the language `tongue`.

    Raises `jinja2.TemplateError` for a template that is missing or names a value that was not given.
    """
    with language.force_locale(tongue):
        context = unpacked(values) | {"address": address}
        text = _environment.get_template(f"{template}.txt").render(context)
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def subject_of(template: str, values: dict[str, Any], *, tongue: str) -> str:
    """The subject alone, for lists; addresses do not matter for it."""
    return render(template, values, tongue=tongue, address=lambda *_, **__: "")[0][:300]


def _make_environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(ROOT / "templates" / "letters"),
        autoescape=False,  # letters are plain text
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)
    environment.globals["zone"] = language.zone
    environment.filters.update(
        said=language.said,
        moment=language.moment,
        day=language.day,
        hour=language.hour,
        number=language.number,
    )
    return environment


_environment = _make_environment()
