"""What people type about themselves, their roles and their organisations."""

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from award.accounts.addresses import mailbox
from award.web.forms import DayField, Form, required
from award.web.language import lazy_gettext as _

EMAIL = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}


def real_address(form: Form, field: StringField) -> None:
    """A validator: looks like an e-mail address; brings it to the form in which it is stored."""
    try:
        validate_email(field.data or "", check_deliverability=False)
    except EmailNotValidError as error:
        raise ValidationError(_("Write an e-mail address, for example ten@example.vn.")) from error
    field.data = mailbox(field.data)


class SignInForm(Form):
    """Address and password."""

    email = StringField(_("E-mail address"), [required(), Length(max=320)], render_kw=EMAIL)
    password = PasswordField(_("Password"), [required()], render_kw={"autocomplete": "current-password"})


class AddressForm(Form):
    """Only the address: for asking for a letter."""

    email = StringField(_("E-mail address"), [required(), Length(max=320), real_address], render_kw=EMAIL)


class RegisterForm(Form):
    """A new account."""

    full_name = StringField(_("Full name"), [required(), Length(max=200)], render_kw={"autocomplete": "name"})
    email = StringField(_("E-mail address"), [required(), Length(max=320), real_address], render_kw=EMAIL)
    password = PasswordField(
        _("Password"),
        [required()],
        description=_("At least 10 characters; several words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
    account = BooleanField(
        _("I have read this and agree"), [required(_("Without this agreement there is no account."))]
    )
    account_version = HiddenField()
    news = BooleanField(_("I agree to this as well"))
    news_version = HiddenField()

    @property
    def consents(self) -> dict[str, str]:
        """The purposes agreed to, with the version of the text that was shown."""
        given = {"account": self.account_version.data} | ({"news": self.news_version.data} if self.news.data else {})
        return {purpose: version or "" for purpose, version in given.items()}


class PasswordForm(Form):
    """The password of the account whose link was followed."""

    password = PasswordField(_("Password"), [required()], render_kw={"autocomplete": "current-password"})


class NewPasswordForm(Form):
    """A new password."""

    password = PasswordField(
        _("New password"),
        [required()],
        description=_("At least 10 characters; several words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class ProfileForm(Form):
    """What is filled once and offered in every entry. `outlets` and `branches` are pairs of identity and name."""

    full_name = StringField(_("Full name"), [required(), Length(max=200)], render_kw={"autocomplete": "name"})
    pen_names = TextAreaField(
        _("Pen names"), [Length(max=1000)], description=_("One on each line."), render_kw={"rows": 2}
    )
    phone = StringField(_("Telephone"), [Length(max=40)], render_kw={"autocomplete": "tel", "inputmode": "tel"})
    position = StringField(_("Position"), [Length(max=200)])
    outlet_id = SelectField(_("Press outlet"))
    branch_id = SelectField(_("Branch of the association"))
    is_member = BooleanField(_("Member of the Journalists' Association"))
    member_card_no = StringField(_("Member card number"), [Length(max=40)])
    press_card_no = StringField(_("Press card number"), [Length(max=40)])

    def __init__(self, *args, outlets=(), branches=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.outlet_id.choices = [("", _("None, or not in the list")), *outlets]
        self.branch_id.choices = [("", _("None, or not in the list")), *branches]

    def validate_pen_names(self, field: TextAreaField) -> None:
        """At most ten, each of a length that fits a list of authors."""
        names = self.pen_name_list
        if len(names) > 10 or any(len(name) > 100 for name in names):
            raise ValidationError(_("At most ten pen names, each of at most 100 characters."))

    @property
    def pen_name_list(self) -> list[str]:
        """The pen names, one for each line that is not empty, none twice."""
        return list(dict.fromkeys(line.strip() for line in (self.pen_names.data or "").splitlines() if line.strip()))


class InviteForm(Form):
    """An account for somebody else."""

    full_name = StringField(_("Full name"), [required(), Length(max=200)])
    email = StringField(_("E-mail address"), [required(), Length(max=320), real_address], render_kw=EMAIL)


class RoleForm(Form):
    """A role to give. Choices are pairs of value and label."""

    role = SelectField(_("Role"), [required()])
    edition = SelectField(_("Edition"), validators=[Optional()])
    outlet = SelectField(_("Outlet"), validators=[Optional()], description=_("Only for an outlet's contact."))

    def __init__(self, *args, roles=(), editions=(), outlets=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.role.choices = list(roles)
        self.edition.choices = [("", "–"), *editions]
        self.outlet.choices = [("", "–"), *outlets]


class _Checkboxes(SelectMultipleField):
    """Several of a few: each its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OrganisationForm(Form):
    """What an organisation is. Choices are pairs of value and label."""

    licensed = BooleanField(_("Holds a licence"))
    carrier = SelectField(_("What it is by its licence"))
    licence_no = StringField(_("Licence number"), [Length(max=120)])
    licensed_from = DayField(_("Licensed from"), [Optional()])
    licensed_until = DayField(_("Licensed until"), [Optional()])
    media_types = _Checkboxes(_("Media types"))
    successor = SelectField(_("Merged into"))

    def __init__(self, *args, media_types=(), carriers=(), successors=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.carrier.choices = list(carriers)
        self.media_types.choices = list(media_types)
        self.successor.choices = [("", _("It stands by itself")), *successors]


class NameForm(Form):
    """A name and the first day it holds."""

    name = StringField(_("Name"), [required(), Length(max=200)])
    short_name = StringField(_("Short name"), [Length(max=60)])
    valid_from = DayField(_("Holds from"), [required()])


class NewOrganisationForm(NameForm):
    """A new organisation with its first name."""

    kind = SelectField(_("Kind"), [required()])

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kind.choices = list(kinds)
