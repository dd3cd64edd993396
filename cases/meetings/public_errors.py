"""Why published minutes were not withdrawn, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class NotPublished(Refused):
    """There is nothing public to withdraw."""

    message = _("Protokollet är inte publicerat.")
