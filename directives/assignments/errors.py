"""Why a verb about an assignment refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class TakerMissing(Refused):
    """Nobody is asked yet."""

    message = _("Ange vem som får uppdraget innan du erbjuder det.")


class TakerOutside(Refused):
    """Whoever has no place in the organisation cannot be asked here."""

    message = _("%(name)s har ingen plats i organisationen. Välj en enhet eller någon som arbetar här.")


class DescriptionMissing(Refused):
    """The document does not say what to do."""

    message = _("Beskriv uppdraget innan du erbjuder det.")


class ResponsibilitiesMissing(Refused):
    """The document does not list what the taker answers for."""

    message = _("Skriv minst ett ansvar innan du erbjuder uppdraget.")


class DueBeforeStart(Refused):
    """The last day lies before the first."""

    message = _("Slutdagen %(due)s ligger före startdagen %(start)s.")


class AppointsWithoutRight(Refused):
    """Only whoever keeps the process map lets an assignment appoint an owner."""

    message = _("Bara den som sköter processkartan kan utse en processägare för %(process)s.")


class AppointsNobody(Refused):
    """A process is led by a person."""

    message = _("Ange vilken person som ska bli processägare.")


class ParentClosed(Refused):
    """Nothing begins below what has ended."""

    message = _("Uppdraget ovanför är avslutat. Öppna det igen eller välj ett annat.")


class ParentNotGiven(Refused):
    """Nothing is given below what is still a draft: its words are nobody else's yet."""

    message = _("Uppdraget ovanför är ett utkast. Erbjud det först.")


class ParentLoop(Refused):
    """No assignment stands below itself."""

    message = _("Ett uppdrag kan inte ligga under sig självt.")


class TextTooLong(Refused):
    """More than anybody reads."""

    message = _(
        "Texten är %(length)s tecken. Den får vara högst %(most)s. Korta den eller bifoga en handling."
    )


class TextOvertaken(Refused):
    """A colleague, or oneself in another tab, saved a newer text in the same field; both are shown."""

    message = _("%(who)s har sparat en nyare text i samma ruta. Båda visas, inget är borta.")

    def __init__(self, *, theirs: str, edition: int, who: str) -> None:
        super().__init__(who=who)
        self.theirs, self.edition, self.who = theirs, edition, who


class FactsOvertaken(Refused):
    """Somebody saved other facts after they were read; both are shown."""

    message = _("Uppgifterna ändrades medan du skrev. Läs dem och spara igen.")


class NothingToChange(Refused):
    """There is no draft to write in."""

    message = _("Uppdragshandlingen är fastställd. Börja en ändring för att skriva i den.")


class NothingChanged(Refused):
    """The new wording says what the old one said."""

    message = _("Inget är ändrat ännu.")


class HasItAlready(Refused):
    """Nobody takes over from themselves."""

    message = _("%(name)s har uppdraget redan. Välj någon annan.")


class TransferUnderWay(Refused):
    """One change of taker at a time."""

    message = _("%(name)s är redan tillfrågad. Vänta på svaret eller ta tillbaka frågan först.")


class TransferOver(Refused):
    """Somebody answered, took the question back or ended the assignment meanwhile."""

    message = _("Frågan om att ta över uppdraget är redan besvarad eller tillbakatagen. Inget ändrades.")


class AskedForItYourself(Refused):
    """Nobody gives themselves more time."""

    message = _("Du bad om detta själv. Någon annan i %(unit)s får svara.")


class TextChanged(Refused):
    """What was looked through is not what would be fixed any more."""

    message = _("Uppdragshandlingen ändrades medan du läste. Läs den igen och erbjud uppdraget sedan.")


class NotNow(Refused):
    """The assignment is not where this can be done."""

    message = _("Det går inte nu: uppdraget är i läget ”%(state)s”.")


class Paused(Refused):
    """Nothing is reported while it rests."""

    message = _("Uppdraget är pausat. Återuppta det först.")


class ChildrenOpen(Refused):
    """Something below it is still going on."""

    message = _(
        "%(count)s uppdrag under det här är inte avslutade. Avsluta dem först, eller avsluta alla på en gång."
    )


class AlreadyAskedForTime(Refused):
    """One wish at a time."""

    message = _("Det finns redan en begäran om mer tid som väntar på svar.")


class PersonInFunctionAlready(Refused):
    """Nobody holds the same function twice."""

    message = _("%(name)s har redan den funktionen.")


class NothingToTell(Refused):
    """No part has reported anything."""

    message = _(
        "Ingen del har rapporterat ännu. Skriv en sammanfattning eller vänta på den första lägesrapporten."
    )


class NoRecipients(Refused):
    """Nobody would be told."""

    message = _("Ange vem som ska få lägesbilden.")


class TemplateNameTaken(Refused):
    """One template per name and unit."""

    message = _("Det finns redan en mall som heter %(name)s.")
