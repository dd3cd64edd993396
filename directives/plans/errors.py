"""Why a verb about a plan refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class NotPlanning(Refused):
    """Only a planning version changes."""

    message = _("Planen kan bara ändras i en planeringsversion. Den här är %(state)s.")


class ChangedMeanwhile(Refused):
    """Somebody else saved since the page was read."""

    message = _("Någon annan ändrade det här medan du skrev. Dina ord står kvar; jämför och spara igen.")


class ChangedByOneself(Refused):
    """One saved another text oneself since the page was read: two windows are open."""

    message = _("Du har själv sparat en annan text här i ett annat fönster.")


class AlreadyPlanning(Refused):
    """A plan has one planning version at a time."""

    message = _("Det finns redan en planeringsversion av planen. Arbeta vidare i den.")


class NothingToCut(Refused):
    """A planning version is cut from an adopted one."""

    message = _("Planen har ingen fastställd version att utgå från.")


class YearOutside(Refused):
    """A year the plan does not cover."""

    message = _("%(year)s ligger utanför planens år %(first)s–%(last)s.")


class YearsTurned(Refused):
    """A range that ends before it begins."""

    message = _("Slutåret %(last)s ligger före startåret %(first)s.")


class PeriodTurned(Refused):
    """A period that ends before it begins, or that is no period."""

    message = _("Ange planens första och sista år, till exempel 2026 och 2029.")


class WordsMissing(Refused):
    """A part without its words."""

    message = _("Skriv en rubrik eller en text.")


class CodeTaken(Refused):
    """Two milestones, or two indicators, by one code."""

    message = _("Beteckningen %(code)s används redan i planen.")


class NotInVersion(Refused):
    """A part of another version or plan."""

    message = _("%(name)s finns inte i den här versionen av planen.")


class OwnEnabler(Refused):
    """A milestone is no condition for itself."""

    message = _("En milstolpe kan inte ge förutsättningar för sig själv.")


class OwnEffects(Refused):
    """A milestone shares effects with another one."""

    message = _("En milstolpe delar inte effekter med sig själv. Välj en annan, eller ingen.")


class ArrowLoop(Refused):
    """Arrows that lead round."""

    message = _("Det blir en slinga: %(path)s. Ta bort en av pilarna först.")


class StatusWithoutReason(Refused):
    """A status that says why."""

    message = _("Skriv varför milstolpen är uppnådd eller inte uppnådd.")


class ReasonMissing(Refused):
    """A change of the plan says why."""

    message = _("Skriv varför.")


class AreaHasMilestones(Refused):
    """An area is struck when it is empty."""

    message = _("Området har %(count)s milstolpar. Flytta eller stryk dem först.")


class OwnersMissing(Refused):
    """Nobody is asked, and nothing is sent on or proposed, until every milestone has an owner."""

    message = _("Utan ägare: %(names)s. Ge var och en en ägare först.")


class GoesInto(Refused):
    """What another plan takes in goes on there; it is not revised for itself meanwhile."""

    message = _("%(name)s ska ingå i %(into)s. Ångra den sammanslagningen först.")


class PlanRevised(Refused):
    """A plan under revision is not taken into another one."""

    message = _(
        "%(name)s revideras just nu. Slå ihop planerna när revideringen är publicerad eller avbruten."
    )


class TakenInUse(Refused):
    """What was taken in goes out again only when nothing of the plan's own stands in it."""

    message = _("”%(name)s” hör nu till något som kom från den andra planen. Flytta eller stryk det först.")


class DecidedByBody(Refused):
    """What a running revision works with is adopted by the body's own §."""

    message = _("Versionen hör till %(name)s. Den fastställs av nämndens paragraf, inte med ord.")


class NotAdopted(Refused):
    """Only what is adopted is published."""

    message = _("Planen är inte fastställd ännu.")


class PlanEnded(Refused):
    """A plan that has ended is kept as it was."""

    message = _("Planen är avslutad och kan inte ändras.")


class HolderMissing(Refused):
    """A seat is somebody's; only a follower may be a unit, and who leads an area says which."""

    message = _("Skriv vem som ska ha uppgiften, och för en delområdesansvarig vilket område.")


class SeatIsAPersons(HolderMissing):
    """A unit follows a plan; it neither co-ordinates it nor leads an area of it."""

    message = _("%(name)s är en enhet. En enhet kan bara följa planen. Skriv en person i enheten.")


class OwnRelation(Refused):
    """A plan is not beside itself."""

    message = _("Välj en annan plan.")


class ParagraphKnown(Refused):
    """One text per paragraph of an agreement; it is locked."""

    message = _("%(number)s i avtalet är redan inlagd, och texten är låst.")


class OwnerMissing(Refused):
    """A milestone is somebody's."""

    message = _("Välj en person eller en enhet.")
