"""Why a secrecy mark was not set or lifted, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class ProvisionMissing(Refused):
    """A mark names its provision (OSL 5:5)."""

    message = _("Skriv vilken bestämmelse markeringen gäller.")


class NotMarked(Refused):
    """There is no mark to lift."""

    message = _("Ärendet är inte sekretessmarkerat längre.")
