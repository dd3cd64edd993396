"""Why a body's meetings cannot be registered, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class NoDiary(Refused):
    """What a body is sent and decides is registered somewhere (OSL 5:1)."""

    message = _(
        "%(body)s har inget diarium, och inte heller någon ovanför. Lägg upp ett under Ledamöter och "
        "inställningar. Där registreras sedan kallelser och protokoll."
    )


class NoCaseForScan(Refused):
    """The meeting has no case to register the signed paper in."""

    message = _(
        "Mötet har inget ärende att registrera det undertecknade protokollet i, eftersom diariet förs i ett "
        "annat system. Registrera det där."
    )


class DiaryThere(Refused):
    """One diary is enough."""

    message = _("Organet har redan ett diarium.")


class DiaryCodeTaken(Refused):
    """Two diaries with one code would give the same numbers."""

    message = _("Det finns redan ett diarium med beteckningen %(code)s.")
