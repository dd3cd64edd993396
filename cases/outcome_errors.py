"""Why a closed round cannot be changed, endorsed, decided or replied to like this."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class RoundNotClosed(Refused):
    """This follows the closing."""

    message = _("Det här görs när vägningen är avslutad och innan beslutet är fattat.")


class VersionChanged(Refused):
    """The version that was read is no longer the one proposed."""

    message = _("Förslaget har ändrats sedan du läste det. Läs den nya versionen först.")


class NothingChanged(Refused):
    """The text is the same as before."""

    message = _("Texten är densamma som förut.")


class DecidedInWhole(Refused):
    """The text goes on in what the round is a part of, and is decided there."""

    message = _("Texten går vidare i %(whole)s och beslutas där. Ändra och föreslå den där.")


class CannotDecide(Refused):
    """The official has no right to decide this."""

    message = _("Välj någon som får fatta beslutet.")


class GroupCannotDecide(Refused):
    """Only a group endorses; only a person decides here."""

    message = _("Välj en grupp. En förvaltning eller nämnd lämnar inget ställningstagande här.")


class AlreadyReplied(Refused):
    """The feedback was answered once."""

    message = _("Ni har redan svarat på återkopplingen.")
