"""Forms of the people on a work: what they confirm, whom it is handed to, the numbers they give."""

from typing import Any

from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from award.editions.states import PersonalNumber
from award.entries.forms import Row, a_choice, asked, at_most
from award.kit.text import clean, whole
from award.web.forms import Form, required
from award.web.language import gettext
from award.web.language import lazy_gettext as _

AGREES = "agrees"
OBJECTS = "objects"


def an_answer(yes: Any, no: Any) -> RadioField:
    """Yes or no, nothing chosen before."""
    return RadioField(
        _("The answer"),
        [required(_("Choose an answer."))],
        choices=[SelectChoice(AGREES, yes), SelectChoice(OBJECTS, no)],
    )


class Answering(Form):
    """A yes or a no with a sentence."""

    sentence = TextAreaField(
        _("What is not right"),
        [at_most(1000)],
        description=_("One sentence is enough; whoever enters the work reads it."),
    )

    @property
    def agrees(self) -> bool:
        """Whether the answer is yes."""
        return self.answer.data == AGREES


class CoauthorForm(Answering):
    """A co-author's word; `seen` is the digest of what stood on the page."""

    answer = an_answer(
        _("I am an author of this work; order, share and terms are as agreed."), _("I do not agree with something.")
    )
    seen = HiddenField()


class SelectionForm(Answering):
    """Whether the branch or outlet puts the work forward."""

    answer = an_answer(_("The work is put forward."), _("The work is not put forward."))
    sentence = TextAreaField(
        _("Reason"), [at_most(1000)], description=_("One sentence is enough; whoever enters the work reads it.")
    )


class PartAnswer(Row):
    """The outlet's word on one part; left open it stays as it is."""

    position = HiddenField()
    answer = RadioField(
        _("The answer"),
        choices=[
            SelectChoice(AGREES, _("It was carried by us on this day, as it stands here.")),
            SelectChoice(OBJECTS, _("Something is not right.")),
        ],
        validate_choice=False,
    )
    sentence = StringField(_("What is not right"), [at_most(1000)])

    def validate_sentence(self, field: Any) -> None:
        """Said at the part that it is about."""
        if self.answer.data == OBJECTS and not clean(field.data or ""):
            raise ValidationError(gettext("Write in one sentence what is not right."))


class OutletForm(Form):
    """The outlet's word on its parts."""

    parts = FieldList(FormField(PartAnswer))

    def answers(self) -> dict[int, tuple[bool, str]]:
        """What was answered, by the place of the part."""
        rows = [row.form for row in self.parts if row.form.answer.data in (AGREES, OBJECTS)]
        return {
            place: (row.answer.data == AGREES, row.sentence.data or "")
            for row in rows
            if (place := whole(row.position.data or "")) is not None
        }


class NumberForm(Form):
    """A personal number; the name of the bank only for an account."""

    number = StringField(_("Number"), [required(_("Write the number.")), at_most(60)])
    bank = StringField(_("Bank"), [asked, at_most(200)])
    agreed = BooleanField(
        _("I agree that the organiser keeps this number for paying out a prize, and for nothing else.")
    )

    def __init__(self, *args: Any, kind: PersonalNumber, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if kind is PersonalNumber.BIRTH_DATE:
            self.number.label.text = _("Day of birth")
            self.agreed.label.text = _("I agree that the organiser uses this day for the prizes of the oldest and the youngest author, and for nothing else.")  # fmt: skip


class RevealForm(Form):
    """What a number is needed for."""

    reason = StringField(
        _("What it is needed for"),
        [required(_("Write what the number is needed for.")), at_most(300)],
        description=_("It stays on the record, with the name of who looked and the time."),
    )


class OfferForm(Form):
    """To whom the work is offered."""

    person_id = a_choice(_("Another author of the work"), [required(_("Choose an author."))])


class TransferForm(OfferForm):
    """To whom the office gives the work, and why."""

    reason = TextAreaField(
        _("Reason"),
        [required(_("Write why the work changes hands; both are told.")), at_most(2000)],
        description=_("Both are told of it by letter."),
    )


class EntrustForm(Form):
    """The outlet whose contact may hand the draft in."""

    outlet_id = a_choice(_("Press outlet"))


class HandInForm(Form):
    """Nothing of its own: the chosen works stand in the rows of the list."""
