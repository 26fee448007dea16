"""The forms of topics."""

from wtforms import StringField, TextAreaField

from award.entries.forms import a_choice, at_most
from award.web.forms import Form, required
from award.web.language import lazy_gettext as _


class TopicForm(Form):
    """A topic to be registered."""

    title = StringField(_("Title of the topic"), [required(_("Write the title of the topic.")), at_most(500)])
    theme_id = a_choice(_("Theme"))
    note = TextAreaField(
        _("Note"), [at_most(4000)], description=_("What the work will be about, where it is made, when it comes out.")
    )


class AnswerForm(Form):
    """The secretariat's answer to a topic."""

    answer = TextAreaField(_("Answer"), [at_most(2000)])
