"""Why a verb that comes after the meeting refused: minutes, approval, notices, extracts, what was ordered."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class MeetingNotEnded(Refused):
    """Minutes are approved after the meeting."""

    message = _("Avsluta mötet först.")


class ItemApproved(Refused):
    """An approved § never changes; a correction is a new item that points at it."""

    message = _("Paragrafen är justerad och kan inte ändras. En rättelse görs som ett nytt ärende.")


class ItemBeingApproved(Refused):
    """The minutes lie before the approvers; they are called back first."""

    message = _("Protokollet är skickat för justering. Dra tillbaka det först.")


class NothingToApprove(Refused):
    """There is no closed § left to approve."""

    message = _("Det finns ingen avslutad paragraf att justera.")


class ApproversMissing(Refused):
    """The chair and at least one more approve (KL 5:69)."""

    message = _("Välj minst en justerare utöver ordföranden.")


class OthersElected(Refused):
    """The meeting chose its approvers; somebody else approves only for a reason that is kept."""

    message = _(
        "Sammanträdet valde %(elected)s att justera, men du skickar till %(named)s. "
        "Ändra valet, eller skriv varför andra justerar."
    )


class NotPosted(Refused):
    """The time for appeals runs from the notice, not from what is published (KL 8:12, 13:5)."""

    message = _(
        "Protokollet är inte anslaget. Tiden för att överklaga räknas från anslaget, inte från "
        "publiceringen. Anslå först, senast %(due)s, eller bekräfta att du publicerar ändå."
    )


class MinutesChanged(Refused):
    """What was read is no longer what is to be approved."""

    message = _("Protokollet har ändrats sedan du läste det. Läs det igen.")


class NotApproved(Refused):
    """Only approved minutes are announced and sent."""

    message = _("Protokollet är inte justerat ännu.")


class ExtractsWait(Refused):
    """What is addressed is sent or taken away first."""

    message = _("Det finns protokollsutdrag som inte är skickade. Skicka dem eller ta bort mottagaren först.")


class NotReported(Refused):
    """The undertaking is not waiting for this."""

    message = _("Uppdraget är redan rapporterat, fullgjort eller återtaget.")
