"""Everything that is written about people, their roles and their organisations."""

from award.accounts.service.identity import (
    check_password,
    confirm,
    create_person,
    invite,
    register,
    send_confirmation,
    send_reset,
    set_password,
)
from award.accounts.service.organisations import (
    Licence,
    add_organisation,
    change_organisation,
    rename_organisation,
)
from award.accounts.service.profile import (
    change_profile,
    choose_language,
    give_consent,
    withdraw_consent,
)
from award.accounts.service.roles import grant_role, revoke_role

__all__ = [
    "Licence",
    "add_organisation",
    "change_organisation",
    "change_profile",
    "check_password",
    "choose_language",
    "confirm",
    "create_person",
    "give_consent",
    "grant_role",
    "invite",
    "register",
    "rename_organisation",
    "revoke_role",
    "send_confirmation",
    "send_reset",
    "set_password",
    "withdraw_consent",
]
