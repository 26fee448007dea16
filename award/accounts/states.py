"""Kinds of roles and of organisations."""

from award.kit.messages import mark
from award.kit.states import TitledEnum


class Role(TitledEnum):
    """What a person is in an edition; `administrator` holds for the whole installation."""

    CONTACT = "contact", mark("Outlet's contact")
    SECRETARY = "secretary", mark("Secretary")
    JUDGE = "judge", mark("Judge")
    CHAIR = "chair", mark("Chair of the council")
    MEMBER = "member", mark("Member of the council")
    OBSERVER = "observer", mark("Observer")
    ADMINISTRATOR = "administrator", mark("Administrator")


BARRED_FROM_ENTERING = frozenset({Role.SECRETARY, Role.JUDGE, Role.CHAIR, Role.MEMBER})


class OrganisationKind(TitledEnum):
    """An outlet publishes, a body issues documents, a branch gathers the association's members."""

    OUTLET = "outlet", mark("Press outlet")
    BODY = "body", mark("Body")
    BRANCH = "branch", mark("Branch of the association")


class Carrier(TitledEnum):
    """What an outlet is by its licence: some awards count only the press itself."""

    PRESS = "press", mark("Press outlet")
    PORTAL = "portal", mark("Information portal")
    BULLETIN = "bulletin", mark("Bulletin")


class MediaType(TitledEnum):
    """Loại hình báo chí."""

    PRINT = "print", mark("Print")
    ONLINE = "online", mark("Online")
    WRITTEN = "written", mark("Print and online")
    MAGAZINE = "magazine", mark("Magazine")
    RADIO = "radio", mark("Radio")
    TELEVISION = "television", mark("Television")
    BROADCAST = "broadcast", mark("Radio and television")
    PHOTO = "photo", mark("Press photo")
    MULTIMEDIA = "multimedia", mark("Multimedia")
    CREATIVE = "creative", mark("Creative")
