"""Why a verb of meetings refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class MeetingInPast(Refused):
    """A meeting is planned for a day to come, or for today."""

    message = _("Välj en dag som inte har varit.")


class MeetingTaken(Refused):
    """The body meets then already."""

    message = _("Det finns redan ett möte den dagen och tiden.")


class MeetingNotPlanned(Refused):
    """The meeting has begun, ended or been cancelled."""

    message = _("Mötet är inte längre bara planerat.")


class MeetingNotOpen(Refused):
    """Items are decided while the meeting goes on."""

    message = _("Mötet pågår inte.")


class MemberTwice(Refused):
    """The same person or log-in holds a place already."""

    message = _("%(name)s har redan en plats.")


class OfficeTaken(Refused):
    """One person at a time holds an office."""

    message = _("Rollen som %(office)s är redan tagen.")


class SeriesHasBegun(Refused):
    """Numbers are only ever counted on, and never past a number nobody has."""

    message = _("Paragrafnumren för %(year)s har redan kommit till § %(last)s och räknas vidare därifrån.")


class ItemTaken(Refused):
    """The item is on an agenda, closed, or not ready for this."""

    message = _("%(where)s Därför går det inte att göra det här.")


class SuccessorTaken(Refused):
    """Somebody has worked on the item that continues this one: it is not taken back over their heads."""

    message = _("Ärendet går redan vidare till nästa möte och har ändrats sedan dess. Fortsätt där.")


class ItemClosed(Refused):
    """A closed item is opened again before anything is written in it."""

    message = _("Paragrafen är avslutad. Öppna den igen för att ändra något.")


class NoPoints(Refused):
    """An item to decide needs something to decide."""

    message = _("Skriv minst en beslutspunkt.")


class TooManyPoints(Refused):
    """There are limits to what a person can decide on at once."""

    message = _("Ett ärende kan ha högst %(most)s beslutspunkter.")


class PointIncomplete(Refused):
    """A point that acts says on what."""

    message = _("Punkt %(number)s är inte färdig: %(problem)s")


class PointsChanged(Refused):
    """A changed point cannot be decided as it was proposed."""

    message = _("En beslutspunkt är ändrad. Välj ”med ändring” eller ta tillbaka ändringen.")


class NothingChangedInPoints(Refused):
    """ "With a change" needs a change."""

    message = _("Ingen beslutspunkt är ändrad. Välj ”enligt förslag” eller ändra en punkt.")


class OrderedByAnother(Refused):
    """Only the authority that ordered something declares it fulfilled."""

    message = _("%(giver)s har gett uppdraget. Bara den som har gett ett uppdrag kan förklara det fullgjort.")


class OrderedByBody(OrderedByAnother):
    """What a body has ordered by a § is not ended by an official of its own."""

    message = _(
        "%(body)s har gett uppdraget i en paragraf och förklarar det själv fullgjort. "
        "Lämna en slutrapport, eller anmäl ärendet till %(body)s."
    )


class NoQuorum(Refused):
    """More than half of the members must be present (KL 5:45, 6:27)."""

    message = _(
        "Ärendet kan inte avgöras: %(serving)s av %(seats)s tjänstgör och %(needed)s behövs. "
        "Bordlägg ärendet eller vänta in en ersättare."
    )


class OutcomeMissing(Refused):
    """An item is closed with an outcome."""

    message = _("Välj vad utfallet blev.")


class OutcomeUnfit(Refused):
    """The outcome is not for this kind of item or body."""

    message = _("Det utfallet passar inte för den här sortens ärende.")


class ReturnReasonMissing(Refused):
    """Whoever prepares a returned item anew is told what is asked for."""

    message = _("Skriv vad som ska beredas på nytt innan ärendet återremitteras.")


class ConditionMissing(Refused):
    """A reservation of principle says what it is."""

    message = _("Skriv vad förbehållet är.")


class VersionOvertaken(Refused):
    """A document has changed since it was sent with the notice."""

    message = _(
        "%(title)s har ändrats sedan kallelsen. Läs ändringen och bekräfta vilken version som fastställs."
    )


class ItemsLeft(Refused):
    """Every item gets its outcome before the meeting ends."""

    message = _("Det finns ärenden kvar: %(titles)s. Avsluta dem, bordlägg dem eller låt dem utgå.")


class NotMember(Refused):
    """Only the body's own members take part in its meeting."""

    message = _("%(name)s har ingen plats i %(body)s den dagen.")


class OtherBody(Refused):
    """An item is taken up by the body it was announced to."""

    message = _("Ärendet är anmält till %(body)s och kan inte tas upp här.")


class ChairStandsAside(Refused):
    """Whoever stands aside does not lead the item either (KL 6:30)."""

    message = _(
        "%(name)s är jävig och kan inte leda ärendet. Välj under Deltagare och jäv vem som leder det."
    )


class NotPresent(Refused):
    """Only who is there takes part."""

    message = _("%(name)s är inte närvarande.")


class AlreadyPresent(Refused):
    """Nobody arrives twice."""

    message = _("%(name)s är redan närvarande.")


class LeavesBeforeArriving(Refused):
    """Times run forwards."""

    message = _("Tiden är tidigare än ankomsten.")


class TimeAhead(Refused):
    """What has not happened is not recorded."""

    message = _("Tiden har inte varit ännu.")


class HasConflict(Refused):
    """Whoever stands aside neither votes nor reserves (KL 6:28)."""

    message = _("%(name)s är jävig i ärendet.")


class TookPart(Refused):
    """Whoever has voted or reserved cannot stand aside afterwards."""

    message = _("%(name)s har redan röstat eller reserverat sig i ärendet. Ta bort det först.")


class NotServing(Refused):
    """Only serving members decide (KL 4:27, 5:53)."""

    message = _("%(name)s tjänstgör inte i ärendet.")


class VotesMissing(Refused):
    """Everybody who serves votes or abstains."""

    message = _("Alla som tjänstgör ska rösta eller avstå. Det saknas %(names)s.")


class CastingVoteMissing(Refused):
    """A tie is the chair's to break (KL 5:54)."""

    message = _("Det blev lika. Ange vad ordföranden röstade för.")


class NoChair(Refused):
    """A meeting has somebody in the chair."""

    message = _("Välj vem som leder mötet.")


class NothingToSend(Refused):
    """Nothing new has come since last time."""

    message = _("Det finns inget nytt att skicka.")


class AgendaEmpty(Refused):
    """A notice says what the meeting is about (KL 5:13)."""

    message = _("Lägg minst ett ärende på dagordningen först.")


class DecidedAsGroup(Refused):
    """Officials cannot decide as a group; a named one does, or the group endorses."""

    message = _(
        "En ledningsgrupp kan inte fatta beslut. Välj en namngiven beslutsfattare, "
        "eller registrera gruppens ställningstagande."
    )


class DelegationMissing(Refused):
    """A delegated decision rests on an item of the delegation order (KL 6:37)."""

    message = _("Välj vilken punkt i delegationsordningen beslutet vilar på.")


class NothingFound(Refused):
    """A reference must point at something."""

    message = _("Det finns ingen %(reference)s. Sök igen eller registrera det äldre beslutet.")


class EarlierKnown(Refused):
    """An older decision is registered once."""

    message = _("%(reference)s är redan registrerat.")


class TextOvertaken(Refused):
    """Somebody else saved this text meanwhile; both are shown."""

    message = _("Någon annan hann spara en annan text här.")

    @property
    def theirs(self) -> str:
        """What is stored now."""
        return str(self.facts.get("theirs", ""))

    @property
    def edition(self) -> int:
        """The edition that is stored now."""
        return int(self.facts.get("edition", 0))
