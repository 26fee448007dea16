"""Forms of the office's pages of an edition."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import DateTimeLocalField, HiddenField, StringField, TextAreaField

from award.kit import clock
from award.kit.text import clean
from award.web.forms import Form, Versioned, required
from award.web.language import lazy_gettext as _


class LocalTimeField(DateTimeLocalField):
    """An instant, written as the clocks of the award's zone show it."""

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return clock.local(self.data).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            try:
                super().process_formdata([text])
            except ValueError as error:
                raise ValueError(_("Write a date and a time, for example 2023-10-05T17:00.")) from error
            wall, self.data = self.data, None
            if wall.year not in clock.YEARS:
                raise ValueError(_("Write a date and a time, for example 2023-10-05T17:00."))
            self.data = clock.from_local(wall)


class LoadForm(Form):
    """An edition's file: sent as a file, or written into the box. `shown` is the file as the person had it."""

    file = FileField(_("File of the edition (.toml)"))
    text = TextAreaField(_("Or its text"), render_kw={"rows": 24, "spellcheck": "false", "class": "font-monospace"})
    shown = HiddenField()

    def received(self) -> tuple[str, str | None]:
        """The text that was sent and the name of its file; the text stays in the box, whatever becomes of it."""
        upload = self.file.data
        if upload:
            self.text.data = clean(upload.read().decode("utf-8", errors="replace"))
            return self.text.data, upload.filename
        return self.text.data or "", None


class ExtendForm(Versioned):
    """A deadline moved later, with the reason that everybody can read."""

    shown_at = LocalTimeField(_("Shown to all"), validators=[required()])
    hard_at = LocalTimeField(_("Nothing is taken after"), validators=[required()])
    reason = StringField(_("Reason"), validators=[required()], render_kw={"maxlength": 500})


def extend_form_of(deadline: Any) -> ExtendForm:
    """The form with what holds now."""
    return ExtendForm(
        data={"shown_at": deadline.shown_at, "hard_at": deadline.hard_at, "version": len(deadline.extensions)}
    )


class ActForm(Form):
    """A button of the state table."""

    verb = StringField(_("Act"), validators=[required()])
