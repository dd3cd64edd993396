"""Why a paper was refused, or the days of a year, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class NoCaseForPaper(Refused):
    """A paper is registered somewhere: the item has no case, and the body no diary."""

    message = _("Ärendet har inget diarienummer och organet inget diarium att registrera handlingen i.")


class PaperThere(Refused):
    """The same content lies on the item already."""

    message = _("”%(title)s” ligger redan på ärendet.")


class PaperSent(Refused):
    """What was sent never changes; something better goes out in a supplement."""

    message = _("Handlingen är redan skickad och ligger kvar. Lägg till en ny i stället.")


class TooManyPapers(Refused):
    """There are limits to what a person can read."""

    message = _("Ett ärende kan ha högst %(most)s handlingar.")


class DayRefused(Refused):
    """One of the year's days cannot be planned; none was."""

    message = _("%(day)s: %(why)s Inget möte är planerat ännu.")


class NoDaysChosen(Refused):
    """A year is planned with days."""

    message = _("Kryssa för minst en dag.")


class OrderOvertaken(Refused):
    """Somebody else has changed the agenda since the page was read."""

    message = _("Dagordningen har ändrats sedan sidan visades. Ladda om sidan och flytta igen.")


class SubstituteHoldsNoOffice(Refused):
    """The chair and the vice chairs are ordinary members."""

    message = _("En ersättare kan inte ha uppdraget.")


class NoSuchDay(Refused):
    """A day was asked for and none was understood."""

    message = _("Skriv dagen så här: 2026-12-04.")


class CodeTaken(Refused):
    """Two items of a delegation order never share a code."""

    message = _("Punkt %(code)s finns redan i delegationsordningen.")


class PaperAdopted(Refused):
    """A point adopts the file: it lets go of it first."""

    message = _(
        "Punkt %(number)s fastställer ”%(title)s”. Välj en annan handling i punkten, eller ta bort punkten, "
        "innan du tar bort handlingen."
    )
