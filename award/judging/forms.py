"""What is typed in judging: the score sheet, built from the round's criteria, and the office's few fields."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, ValidationError

from award.judging import scoring
from award.kit.messages import say
from award.kit.text import clean, with_year
from award.web.forms import ExactField, Form, Versioned, WholeNumberField, required
from award.web.language import lazy_gettext as _
from award.web.language import number, said

LONGEST_TEXT = 4000
MOST_FILES = 100


class MarkField(RadioField):
    """The marks of a criterion as buttons; none chosen is no fault, since drafts are kept too."""

    def pre_validate(self, form: Form) -> None:
        if self.data:
            super().pre_validate(form)


class PinsField(Field):
    """Remarks pinned to seconds, a text for each sound or film: the fields `pins-<file>` as one mapping. None where the
    form had none of them, which changes nothing."""

    BEFORE = "pins-"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        sent = [name for name in formdata or () if name.startswith(self.BEFORE)][:MOST_FILES]
        self.process_errors: list[str] = []
        self.data = {name.removeprefix(self.BEFORE): clean(formdata[name]) for name in sent} if sent else None

    def pre_validate(self, form: Form) -> None:
        if any(len(text) > LONGEST_TEXT for text in (self.data or {}).values()):
            raise ValidationError(said(say("At most %(most)s characters for each file.", most=LONGEST_TEXT)))


class Answered(Versioned):
    """A form whose refusal a script reads too: `status` is that of the answer."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.status = 422

    def refuse(self, refusal: Any) -> None:
        self.status = refusal.status
        super().refuse(refusal)


class SheetForm(Answered):
    """A score sheet; `sheet_form` adds a field for each criterion."""

    criteria: Sequence[Any] = ()
    note = TextAreaField(_("Private note"), validators=[Length(max=LONGEST_TEXT)])
    remark = TextAreaField(_("Remark for the council"), validators=[Length(max=LONGEST_TEXT)])
    feedback = TextAreaField(_("Remark for the author"), validators=[Length(max=LONGEST_TEXT)])
    pins = PinsField(_("Remarks at a second"))

    def mark_field(self, code: str) -> Any:
        """The field of a criterion."""
        return self[scoring.field_of(code)]

    @property
    def marks(self) -> dict[str, Decimal]:
        """The marks given, by the code of the criterion, without those that were refused."""
        fields = {criterion.code: self.mark_field(criterion.code) for criterion in self.criteria}
        return {
            code: Decimal(one.data) for code, one in fields.items() if one.data not in (None, "") and not one.errors
        }

    @property
    def total(self) -> Decimal:
        """The sum of the marks given so far."""
        return scoring.total_so_far(self.marks, scoring.measures(self.criteria))


def sheet_form(criteria: Sequence[Any], step: Decimal, sheet: Any) -> SheetForm:
    """The form of a sheet as it is stored (`sheet` may be None), or as it was typed."""
    fields = {scoring.field_of(c.code): _mark_field(c, step) for c in criteria}
    kind = type("Sheet", (SheetForm,), {**fields, "criteria": criteria})
    marks: Mapping[str, str] = sheet.marks if sheet else {}
    stored = {scoring.field_of(code): mark for code, mark in marks.items()}
    for criterion in criteria:
        name = scoring.field_of(criterion.code)
        if name in stored and scoring.choices(criterion.maximum, step) is None:
            stored[name] = Decimal(stored[name])
    texts = {name: getattr(sheet, name) for name in ("note", "remark", "feedback")} if sheet else {}
    return kind(data={**stored, **texts, "version": sheet.version if sheet else 0})


def _mark_field(criterion: Any, step: Decimal) -> Any:
    steps = scoring.choices(criterion.maximum, step)
    if steps is not None:
        return MarkField(criterion.name, choices=[SelectChoice(scoring.plain(mark), number(mark)) for mark in steps])

    def in_scale(form: Form, field: Any) -> None:
        fault = None if field.data is None else scoring.fault_of(field.data, criterion.maximum, step)
        if fault:
            raise ValidationError(said(fault))

    return ExactField(criterion.name, validators=[in_scale])


class BallotForm(Answered):
    """A ballot; `ballot_form` adds a field for each work that can be voted on."""

    lines: Sequence[Any] = ()

    def vote_field(self, line: Any) -> Any:
        """The field of a work."""
        return self[f"vote_{line.id.hex}"]

    @property
    def votes(self) -> dict[Any, bool | None]:
        """The votes by task; None where none is given yet."""
        given = {line.id: self.vote_field(line).data for line in self.lines}
        return {task: None if vote in (None, "") else vote in (True, "yes") for task, vote in given.items()}


def ballot_form(lines: Iterable[Any], version: int, *, choosing: bool) -> BallotForm:
    """The form of a ballot as it is stored, or as it was typed: a tick for each work, or yes and no."""
    open_lines = [line for line in lines if line.open]
    fields, stored = {}, {}
    for line in open_lines:
        name = f"vote_{line.id.hex}"
        label = f"{line.code} {line.title}"
        fields[name] = BooleanField(label) if choosing else MarkField(label, choices=_yes_no())
        if line.vote is not None:
            stored[name] = line.vote if choosing else ("yes" if line.vote else "no")
    kind = type("Ballot", (BallotForm,), {**fields, "lines": open_lines})
    return kind(data={**stored, "version": version})


def _yes_no() -> list[SelectChoice]:
    return [SelectChoice("yes", said(_("Yes"))), SelectChoice("no", said(_("No")))]


class TypingForm(SheetForm):
    """A sheet on paper as somebody of the office types it, with its scan."""

    scan = FileField(_("Scan of the sheet (PDF, JPEG, PNG; at most 8 MB)"))


def typing_form(criteria: Sequence[Any], step: Decimal) -> TypingForm:
    """The form; it shows nothing of what anybody else typed."""
    fields = {scoring.field_of(c.code): _mark_field(c, step) for c in criteria}
    return type("Typing", (TypingForm,), {**fields, "criteria": criteria})()


class ReasonForm(Form):
    """Why a judge stays away from a work; the verb asks for it in its own words."""

    reason = TextAreaField(_("Reason"), validators=[Length(max=LONGEST_TEXT)])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.reason.flags.needed = True


class AskForm(Form):
    """Asking for an act of two persons."""

    reason = TextAreaField(_("Reason"), validators=[required(), Length(max=LONGEST_TEXT)])


class RemindForm(Form):
    """Reminding judges now."""

    note = TextAreaField(_("A sentence of your own"), validators=[Length(max=500)])


def _with_outlet(person: Any) -> str:
    """A judge's name with the outlet, by which a conflict is seen that nobody has declared."""
    return f"{person.full_name} · {person.outlet.name}" if person.outlet else person.full_name


class ReassignForm(AskForm):
    """Giving a work to another judge."""

    judge = SelectField(_("Judge"), validators=[required()])

    def __init__(self, people: Iterable[Any], **kwargs: Any):
        super().__init__(**kwargs)
        nobody = SelectChoice("", said(_("Choose a judge")))
        self.judge.choices = [nobody, *(SelectChoice(str(one.id), _with_outlet(one)) for one in people)]


class InterestForm(Form):
    """What a judge declares."""

    full_name = StringField(_("Full name of the person"), validators=[Length(max=200)])
    outlet = SelectField(_("Or an outlet"))
    reason = StringField(_("What the relation is"), validators=[required(), Length(max=300)])

    def __init__(self, outlets: Iterable[Any], **kwargs: Any):
        super().__init__(**kwargs)
        none = SelectChoice("", said(_("No outlet")))
        self.outlet.choices = [none, *(SelectChoice(str(identity), name) for identity, name in outlets)]


class ConflictsForm(Form):
    """What keeps a judge from a work in an edition."""

    own_outlet = BooleanField(_("Works of the judge’s own outlet"))
    own_branch = BooleanField(_("Works of authors of the judge’s own branch"))
    earlier_coauthors = BooleanField(_("Works of people who were co-authors of the judge, in earlier years too"))
    judges_from_outlet = WholeNumberField(_("Judges of one outlet in a sub-committee, at most"))


class ClosingForm(Form):
    """Closing a round."""

    reason = TextAreaField(_("Reason, if works are below the quorum"), validators=[Length(max=LONGEST_TEXT)])


class TieForm(Form):
    """The chair's order of works of equal score; `tie_form` adds a place for each."""

    works: Sequence[Any] = ()
    reason = TextAreaField(_("Reason"), validators=[required(), Length(max=LONGEST_TEXT)])

    def place_field(self, work: Any) -> Any:
        """The field of a work."""
        return self[f"place_{work.code}"]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Every place is given once."""
        good = super().validate(*args, **kwargs)
        seen: set[str] = set()
        for work in self.works:
            field = self.place_field(work)
            if field.data and field.data in seen:
                field.errors = [*field.errors, str(_("This place is given to another work already."))]
                good = False
            seen.add(field.data)
        return good

    @property
    def order(self) -> list[Any]:
        """The works' identities, the first place first."""
        return [work.entry_id for work in sorted(self.works, key=lambda work: int(self.place_field(work).data))]


def tie_form(works: Sequence[Any]) -> TieForm:
    """The form for the works of one tie."""
    places = [
        SelectChoice("", said(_("Choose a place"))),
        *(SelectChoice(str(n), str(n)) for n in range(1, len(works) + 1)),
    ]
    fields = {f"place_{work.code}": SelectField(work.code, choices=places, validators=[required()]) for work in works}
    return type("Tie", (TieForm,), {**fields, "works": works})()


class SealForm(Form):
    """A hash from a letter or a paper."""

    seal = StringField(_("Hash from the letter or the paper"), validators=[required(), Length(max=200)])


class ProposeForm(Form):
    """What the office wants of a proposal."""

    even = BooleanField(_("Works that nobody has opened may move to other judges, to make the loads even again"))
    proportional = BooleanField(_("Loads in proportion to the judges’ own limits"))


class CapForm(Form):
    """How many works a judge takes at most."""

    most_works = WholeNumberField(_("Most works"))


class UnseatForm(Form):
    """A judge leaves a sub-committee."""

    reason = StringField(_("Reason"), validators=[required(), Length(max=300)])


class CalibrationForm(Form):
    """A work of another edition, for calibration."""

    edition = SelectField(_("Edition"), validators=[required()])
    work = StringField(_("Code of the work"), validators=[required(), Length(max=40)])
    subcommittee = SelectField(_("Sub-committee"), validators=[required()])

    def __init__(self, editions: Iterable[Any], subcommittees: Iterable[Any], **kwargs: Any):
        super().__init__(**kwargs)
        self.edition.choices = [SelectChoice(str(one.id), with_year(one.short_title, one.year)) for one in editions]
        self.subcommittee.choices = [SelectChoice(str(one.id), one.name) for one in subcommittees]


class SeatForm(Form):
    """A judge gets a place in a sub-committee; `outlets` says where each of the people works."""

    person = SelectField(_("Judge"), validators=[required()])
    subcommittee = SelectField(_("Sub-committee"), validators=[required()])
    most_works = WholeNumberField(_("Most works"))
    only_here = BooleanField(_("In this round only"))

    def __init__(self, people: Iterable[Any], subcommittees: Iterable[Any], **kwargs: Any):
        super().__init__(**kwargs)
        nobody = SelectChoice("", said(_("Choose a judge")))
        self.outlets = {one.id: one.outlet.name for one in people if one.outlet}
        self.person.choices = [nobody, *(SelectChoice(str(one.id), _with_outlet(one)) for one in people)]
        self.subcommittee.choices = [SelectChoice(str(one.id), one.name) for one in subcommittees]
