"""What templates may use: filters for values, icons and addressed assets."""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, g, url_for
from flask_babel import get_locale
from flask_bootstrap import __file__ as bootstrap_file
from markupsafe import Markup

from award.kit import clock
from award.web import language

SPRITE = Path(bootstrap_file).parent / "static/bootstrap5/icons/bootstrap-icons.svg"


def install(app: Flask) -> None:
    """Registers filters and globals."""
    app.jinja_env.filters.update(
        said=language.said,
        moment=language.moment,
        day=language.day,
        hour=language.hour,
        number=language.number,
        size=language.size,
    )
    app.jinja_env.globals.update(icon=icon, asset=_asset_of(app), now=clock.now, languages=language.LANGUAGES)
    app.jinja_env.globals.update(places=lambda person, edition: [], get_locale=get_locale)
    app.context_processor(lambda: {"person": g.get("person"), "edition": None})
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


def _asset_of(app: Flask):
    @cache
    def digest(path: str) -> str:
        return hashlib.sha256((Path(app.static_folder) / path).read_bytes()).hexdigest()[:12]

    def asset(path: str) -> str:
        """The address of a file of ours; it changes with the content, so browsers may keep it."""
        return url_for("static", filename=path, v=digest(path))

    return asset
