"""Why something about the process map was refused, in words the reader can act on."""

from django.utils.translation import gettext_lazy as _

from cases.errors import AlreadyDone, Refused


class OwnerFromOutside(Refused):
    """Only people with a seat in the organisation lead its processes."""

    message = _("%(name)s har ingen plats i organisationen. Välj någon som arbetar här.")


class UnitFromOutside(Refused):
    """An owner comes from a unit of the organisation."""

    message = _("%(name)s är en extern part. Välj en förvaltning eller enhet i organisationen.")


class OwnerAlready(Refused):
    """The same person leads the same thing in that time."""

    message = _("%(name)s är redan processägare här från %(since)s.")


class EndsBeforeStart(Refused):
    """The last day comes before the first."""

    message = _("Sista dagen kan inte vara före första dagen, %(since)s.")


class OwnershipEnded(AlreadyDone):
    """It was ended before, by another click or another person."""

    message = _("%(name)s är redan avslutad som processägare här.")


class VacancyMissing(Refused):
    """Nobody is left, so the map must say why."""

    message = _("Ingen är kvar som processägare. Välj under utredning eller under tillsättning.")


class HasOwner(Refused):
    """What somebody leads is not vacant."""

    message = _("%(name)s har en processägare. En vakans anges bara där ingen leder.")


class NameMissing(Refused):
    """A process and a part have names."""

    message = _("Skriv ett namn.")


class ProcessNameTaken(Refused):
    """One process by each name."""

    message = _("Det finns redan en process som heter ”%(name)s”.")


class PartNameTaken(Refused):
    """Two parts of a process never share a name."""

    message = _("Det finns redan en del som heter ”%(name)s”.")


class PartInUse(Refused):
    """What has had owners or questions stays in the history."""

    message = _(
        "Delen ”%(name)s” har haft processägare eller frågor och finns kvar. Du kan byta namn på den."
    )


class QuestionEmpty(Refused):
    """Nothing was asked."""

    message = _("Skriv vad du undrar över eller behöver.")


class NobodyAnswers(Refused):
    """Neither an owner nor a keeper could receive it."""

    message = _("%(name)s har ingen som kan ta emot frågor ännu. Vänd dig till Koncernkontoret.")


class NeedSettled(AlreadyDone):
    """Somebody was faster, or this is a second click."""

    message = _("Det här är redan hanterat av %(name)s.")


class MergeIntoItself(Refused):
    """A question and what it is merged into are two, of the same process."""

    message = _("Välj en annan fråga i samma process.")


class RouteMissing(Refused):
    """Nobody was named to take it on."""

    message = _("Skriv vem som ska ta den vidare.")


class TurnMissing(Refused):
    """Nothing was chosen that came of it."""

    message = _("Välj en remissrunda.")


class NobodyAsked(Refused):
    """A request goes to at least one administration."""

    message = _("Välj minst en förvaltning.")


class DueInPast(Refused):
    """The day to answer by has passed."""

    message = _("Välj i dag eller en senare dag.")


class NotNetwork(Refused):
    """Representatives are named to a group, of the process's own authority."""

    message = _("Välj ett nätverk eller en grupp i listan.")


class NobodyNamed(Refused):
    """A nomination names at least one person."""

    message = _("Nominera minst en person.")


class TooManyNamed(Refused):
    """No more than there are seats."""

    message = _("Ni kan nominera högst %(seats)s.")


class NotOfUnit(Refused):
    """An administration names its own people."""

    message = _("%(name)s arbetar inte i %(unit)s. Skriv namn och e-postadress i stället.")


class NamedTwice(Refused):
    """Each person once."""

    message = _("%(name)s är nominerad två gånger.")


class NothingToReplace(Refused):
    """Only somebody who speaks for the unit today can be replaced."""

    message = _("%(name)s är inte förvaltningsföreträdare i %(unit)s i dag.")


class NominationSettled(AlreadyDone):
    """It was accepted or taken back before."""

    message = _("Nomineringen är redan hanterad.")


class NominationNotGiven(Refused):
    """The administration has not answered yet."""

    message = _("Förvaltningen har inte nominerat någon ännu.")


class OtherPerson(Refused):
    """The log-in is somebody else's."""

    message = _("%(name)s har en annan e-postadress än den som är nominerad.")
