"""Registering, confirming, signing in and out, setting a new password."""

from flask import abort, current_app, g, redirect, request, session, url_for
from flask_login import login_user, logout_user

from award.accounts import queries, service
from award.accounts.addresses import mailbox, within_site
from award.accounts.consents import TEXTS
from award.accounts.forms import AddressForm, NewPasswordForm, PasswordForm, RegisterForm, SignInForm
from award.accounts.states import Role
from award.accounts.views import blueprint
from award.kit.messages import Message, say
from award.kit.refusals import Refusal
from award.web import limits
from award.web.doors import anyone, writes
from award.web.errors import from_elsewhere
from award.web.forms import refusals_on
from award.web.language import LANGUAGES, get_locale
from award.web.pages import go, notify, show

TRIES_OF_ADDRESS = "60 per 10 minutes"
TRIES_OF_ACCOUNT = "10 per 15 minutes"
REGISTRATIONS = "20 per hour"
LETTERS = "5 per hour"
LANGUAGE_SECONDS = 365 * 24 * 3600


@blueprint.route("/sign-in", methods=["GET", "POST"])
@writes(anyone)
def sign_in():
    """Signs in and goes on to where the person wanted to be."""
    form, unconfirmed = SignInForm(), None
    if g.person and request.method == "GET":
        return redirect(_target())
    if form.validate_on_submit():
        person = _checked(form)
        if person is not None and person.email_confirmed_at:
            return _enter(person)
        unconfirmed = person and person.email
    return show("accounts/sign_in.html", form=form, next=_next(), unconfirmed=unconfirmed)


def _checked(form: SignInForm):
    """The person whose password was right; counts the wrong ones, by network address and by account."""
    account = mailbox(form.email.data)
    limits.hit(TRIES_OF_ADDRESS, "sign-in", request.remote_addr or "")
    limits.check(TRIES_OF_ACCOUNT, "sign-in", account)
    person = None
    with refusals_on(form):
        person = service.check_password(email=account, password=form.password.data)
    if person is None:
        limits.hit(TRIES_OF_ACCOUNT, "sign-in", account)
    elif not person.email_confirmed_at:
        form.refuse(Refusal(say("This address is not confirmed yet: follow the link in the letter.")))
    return person


@blueprint.route("/sign-out", methods=["POST"])
@writes(anyone)
def sign_out():
    """Ends this browser's session. What a judge keeps on the device goes with it, even where no script of ours runs."""
    judges = g.person and any(grant.role in (Role.JUDGE, Role.CHAIR) for grant in g.person.grants)
    logout_user()
    session.clear()
    notify(say("Signed out."))
    response = redirect("/", 303)
    if judges:
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


@blueprint.route("/register", methods=["GET", "POST"])
@writes(anyone)
def register():
    """Opens an account that waits for its address to be confirmed."""
    form = RegisterForm()
    if g.person and request.method == "GET":
        return redirect(_target())
    if form.validate_on_submit():
        limits.hit(REGISTRATIONS, "register", request.remote_addr or "")
        limits.hit(LETTERS, "letter", form.email.data)
        with refusals_on(form):
            service.register(
                email=form.email.data,
                full_name=form.full_name.data,
                password=form.password.data,
                consents=form.consents,
                language=str(get_locale()),
                next_address=_next(),
            )
        if not form.refused:
            return _letter_is_coming(form.email.data, confirming=True)
    for purpose in TEXTS:
        form[f"{purpose}_version"].data = TEXTS[purpose].version
    return show("accounts/register.html", form=form, next=_next(), texts=TEXTS)


@blueprint.route("/confirm-again", methods=["POST"])
@writes(anyone)
def confirm_again():
    """Writes the letter of confirmation again; the answer is the same for every address."""
    form = AddressForm()
    if not form.validate_on_submit():
        return go("accounts.sign_in", next=_next())
    limits.hit(LETTERS, "letter", form.email.data)
    person = queries.person_by_email(form.email.data)
    if person:
        service.send_confirmation(person, next_address=_next())
    return _letter_is_coming(form.email.data, confirming=True)


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
@writes(anyone, on=queries.confirmation)
def confirm(link):
    """Confirms the address and signs in. Only a post with the password does it: programs that look into letters
    follow links, and whoever registered with somebody else's address must not be confirmed by its owner."""
    if link.person is None:
        return show("accounts/link_gone.html", next=_next(), confirming=True)[0], 410
    form = PasswordForm()
    if form.validate_on_submit():
        limits.check(TRIES_OF_ACCOUNT, "sign-in", link.person.email)
        email = link.person.email
        with refusals_on(form):
            service.confirm(link.person, form.password.data)
        if not form.refused:
            return _enter(link.person, say("The address is confirmed."))
        limits.hit(TRIES_OF_ACCOUNT, "sign-in", email)
    return show("accounts/confirm.html", form=form, link=link, next=_next())


@blueprint.route("/forgotten", methods=["GET", "POST"])
@writes(anyone)
def forgotten():
    """Writes the letter with the link to a new password; the answer is the same for every address."""
    form = AddressForm()
    if form.validate_on_submit():
        limits.hit(LETTERS, "letter", form.email.data)
        service.send_reset(form.email.data, next_address=_next())
        return _letter_is_coming(form.email.data, confirming=False)
    return show("accounts/forgotten.html", form=form, next=_next())


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@writes(anyone, on=queries.resetting)
def reset(link):
    """Sets a new password; all sessions end and this one begins."""
    if link.person is None:
        return show("accounts/link_gone.html", next=_next(), confirming=False)[0], 410
    form = NewPasswordForm()
    if form.validate_on_submit():
        with refusals_on(form):
            service.set_password(link.person, form.password.data)
        if not form.refused:
            return _enter(link.person, say("The new password is set; all other sessions were ended."))
    return show("accounts/reset.html", form=form, link=link, next=_next())


@blueprint.route("/language", methods=["POST"])
@writes(anyone)
def language():
    """Chooses the language of the pages, and of letters to whoever is signed in. A post from another site is refused."""
    if from_elsewhere():
        abort(400)
    chosen = request.form.get("language")
    response = redirect(within_site(request.form.get("next")) or "/", 303)
    if chosen in LANGUAGES:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie("language", chosen, max_age=LANGUAGE_SECONDS, samesite="Lax", secure=secure)
        if g.person:
            service.choose_language(g.person, chosen)
    return response


def _enter(person, message: Message | None = None):
    """Begins a session. The form's token stays, so that a form open in another tab can still be sent."""
    token = session.get("csrf_token")
    session.clear()
    if token:
        session["csrf_token"] = token
    login_user(person)
    if message:
        notify(message)
    return redirect(_target(), 303)


def _letter_is_coming(email: str, *, confirming: bool):
    kept_here = current_app.config["AWARD"].smtp_url is None
    return show("accounts/letter_is_coming.html", email=email, confirming=confirming, kept_here=kept_here, next=_next())


def _next() -> str | None:
    """Where the person wanted to be before this."""
    return within_site(request.args.get("next"))


def _target() -> str:
    return _next() or url_for("desk.home")
