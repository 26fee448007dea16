"""What templates may use: filters for values, icons and addressed assets."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from flask.templating import Environment
from flask_babel import get_locale
from flask_bootstrap import __file__ as bootstrap_file
from markupsafe import Markup

from award.kit import clock
from award.kit.text import with_year
from award.web import language
from award.web.language import ngettext
from award.web.pages import addresses

SPRITE = Path(bootstrap_file).parent / "static/bootstrap5/icons/bootstrap-icons.svg"


class Templates(Environment):
    """What templates may use is settled before the first one is read. So each has it as one dict: Jinja's own chain of
    two is walked whole, in Python, at every import of a macro."""

    def make_globals(self, d: Mapping[str, Any] | None) -> dict[str, Any]:
        return {**self.globals, **(d or {})}


def install(app: Flask) -> None:
    """Registers filters and globals."""
    app.jinja_env.filters.update(
        said=language.said,
        moment=language.moment,
        day=language.day,
        hour=language.hour,
        number=language.number,
        size=language.size,
        left=left,
        decimal=Decimal,
        with_year=with_year,
    )
    app.jinja_env.globals.update(
        addresses=addresses,
        icon=icon,
        asset=_asset_of(app),
        now=clock.now,
        zone=language.zone,
        languages=language.LANGUAGES,
        get_locale=get_locale,
    )
    app.context_processor(lambda: {"person": language.reader(), "edition": None})
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


@cache
def icon(name: str) -> Markup:
    """One symbol of Bootstrap's icons, inline: a page carries only the icons it shows. It is decoration to a reader."""
    found = re.search(rf'<symbol class="[^"]*" viewBox="([^"]*)" id="{re.escape(name)}">(.*?)</symbol>', _sprite())
    if not found:
        raise LookupError(f"no icon {name!r} among Bootstrap's icons")
    return Markup(
        f'<svg class="icon" width="1em" height="1em" fill="currentColor" viewBox="{found[1]}" aria-hidden="true">{found[2]}</svg>'
    )


@cache
def _sprite() -> str:
    return SPRITE.read_text()


def left(instant: datetime) -> str:
    """How long it is until an instant, in its two largest units: `5 days 3 hours`; never less than a minute."""
    minutes = max(int((instant - clock.now()).total_seconds() // 60), 1)
    days, hours = minutes // 1440, minutes // 60 % 24
    words = (
        [ngettext("%(num)d day", "%(num)d days", days)] if days else [],
        [ngettext("%(num)d hour", "%(num)d hours", hours)] if hours and days < 14 else [],
        [ngettext("%(num)d minute", "%(num)d minutes", minutes % 60)] if not days and minutes % 60 else [],
    )
    return " ".join(word for group in words for word in group)


def _asset_of(app: Flask):
    folders = {"static": Path(app.static_folder), "bootstrap.static": SPRITE.parent.parent}

    @cache
    def address(path: str, endpoint: str, root: str) -> str:
        digest = hashlib.sha256((folders[endpoint] / path).read_bytes()).hexdigest()[:12]
        return url_for(endpoint, filename=path, v=digest)

    def asset(path: str, endpoint: str = "static") -> str:
        """The address of a file of ours; it changes with the content, so browsers may keep it."""
        return address(path, endpoint, request.script_root)

    return asset
