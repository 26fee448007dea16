"""The answer to the question whether a work is shown."""

from wtforms import HiddenField

from award.web.forms import Form


class AgreementForm(Form):
    """Carries the version of the text that was read."""

    text_version = HiddenField()
