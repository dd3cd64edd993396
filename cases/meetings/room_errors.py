"""Why a verb refused about who is in the room and who leads, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class ChairDoesNotServe(Refused):
    """Whoever leads an item is one of those who decide in it."""

    message = _(
        "%(name)s tjänstgör inte i ärendet och kan inte leda det. Välj under Leder ärendet vem som gör det."
    )


class CastByAnother(Refused):
    """A tie is broken by the vote of whoever leads the item (KL 5:54)."""

    message = _(
        "Omröstningen avgjordes av utslagsrösten från %(name)s. Ta bort omröstningen innan någon annan leder."
    )
