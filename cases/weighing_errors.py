"""Why a comment cannot be marked or weighed, and why the weighing cannot be closed."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class RoundNotWeighed(Refused):
    """Comments are marked and weighed between the end of the answering time and the closing."""

    message = _("Synpunkter kan markeras och vägas när svarstiden är avslutad och innan rundan avslutas.")


class WordsAlreadyMarked(Refused):
    """The same words cannot be two comments."""

    message = _("De orden är redan markerade som en synpunkt. Markera andra ord, eller öppna den synpunkten.")


class WordsNotFound(Refused):
    """The excerpt is not in the text."""

    message = _("De orden finns inte i rutan. Markera dem i texten, eller klistra in dem precis som de står.")


class MarkedMeanwhile(Refused):
    """A colleague marked or dropped something in the box while it was open here."""

    message = _("En kollega har ändrat markeringarna i rutan. Läs den igen innan du markerar den som läst.")


class CommentDropped(Refused):
    """A dropped comment is kept but no longer weighed."""

    message = _("Synpunkten är borttagen.")


class CommentOutdated(Refused):
    """The comment's answer was replaced or taken back."""

    message = _(
        "Svaret som synpunkten stod i är ersatt eller återtaget. För över synpunkten eller ta bort den."
    )


class CommentNotOutdated(Refused):
    """The comment stands in the answer that counts."""

    message = _("Synpunkten står i det svar som gäller.")


class NotInNewAnswer(Refused):
    """The excerpt is gone from the answer that replaced its own."""

    message = _("Orden finns inte i det nya svaret. Ta bort synpunkten och markera det som står där nu.")


class WordingWithoutHeeding(Refused):
    """Only a comment that is heeded leads to another wording."""

    message = _("En ny formulering hör till en synpunkt som beaktas, helt eller delvis.")


class WeighedMeanwhile(Refused):
    """A colleague weighed the same comment while it was open here."""

    message = _("%(name)s har vägt synpunkten medan du hade den öppen. Båda visas, inget är borta.")


class OtherNotWeighed(Refused):
    """Comments are gathered under one that is weighed."""

    message = _("Väg den andra synpunkten först.")


class ColleagueCannotWeigh(Refused):
    """The colleague has no right to weigh this round's comments."""

    message = _("Välj en kollega som får väga synpunkter i den här rundan.")


class NotReadyToClose(Refused):
    """Something is unread, unweighed, outdated or in conflict."""

    message = _("Rundan kan inte avslutas ännu: %(problems)s")
