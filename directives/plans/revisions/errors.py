"""Why a step of a plan's revision is refused, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused


class NotThisStep(Refused):
    """The revision is somewhere else."""

    message = _("Det går inte nu: revideringen är i steget ”%(state)s”.")


class RevisionUnderWay(Refused):
    """One revision of a plan at a time."""

    message = _("%(name)s är inte avslutad ännu. En revidering av planen görs i taget.")


class DaysPassed(Refused):
    """The first days of the calendar are over: whoever plans says that it is to be so."""

    message = _(
        "Revideringen skulle ha börjat %(first)s. Tidigast %(earliest)s hinns alla steg med. Välj en senare dag, "
        "eller kryssa för att planera ändå."
    )


class DecisionTooSoon(Refused):
    """Nothing gets to a meeting whose manuscript stop is over."""

    message = _("Manusstoppet för beslut %(day)s har passerat. Tidigast %(earliest)s hinns alla steg med.")


class AlreadyPlanned(Refused):
    """One yearly revision a year."""

    message = _("Årets revidering %(year)s av planen finns redan.")


class BodyMissing(Refused):
    """A revision ends before the body that adopts the plan."""

    message = _("Ange vilken nämnd som fastställer planen.")


class ReportClosed(Refused):
    """The time to report has ended, or the report is given."""

    message = _("Rapporten är lämnad eller stängd och kan inte ändras.")


class StatusMissing(Refused):
    """A report says how it goes."""

    message = _("Välj en status för %(name)s innan du lämnar rapporten.")


class WhyMissing(Refused):
    """A status needs a reason."""

    message = _("Skriv varför %(name)s har den statusen.")


class NothingChanged(Refused):
    """A round on the changed parts needs one."""

    message = _("Ingenting i planen är ändrat, så det finns inget att skicka på remiss.")


class ReportsWaiting(Refused):
    """Reports nobody has taken a position on."""

    message = _("%(count)s rapporter är inte hanterade ännu. Ta in dem i planen eller låt den stå kvar.")


class ReturnedWaiting(Refused):
    """What went back for completion is waited for, or the plan is left as it stands: either is said."""

    message = _(
        "Åter för komplettering: %(names)s. Vänta in rapporten eller välj att låta planen stå kvar där."
    )


class ProposalsWaiting(Refused):
    """Proposals nobody has answered."""

    message = _("%(count)s förslag är inte besvarade ännu.")


class ProposalAnnounced(Refused):
    """The board knows of the proposal: from then on the board sends it back, or the secretary the item."""

    message = _("Ärendet är redan anmält till nämnden. Be nämndsekreteraren skicka tillbaka det först.")


class RoundNotWeighed(Refused):
    """The round's comments are weighed before the plan is proposed."""

    message = _("Remissrundan är inte avslutad. Väg synpunkterna först.")


class RoundIsOut(Refused):
    """A round that has been sent is cancelled on its own page."""

    message = _("Remissrundan är utskickad. Avbryt den på dess egen sida om den inte ska fullföljas.")


class WordingsLeft(Refused):
    """What came of the round is taken into the plan, or it is said why not, before the plan is proposed."""

    message = _(
        "Lydelsen som kom ur remissen är inte införd: %(names)s. För in den, eller skriv varför den inte förs in."
    )


class NothingToTake(Refused):
    """Nothing of what was weighed can be put into the plan by machine."""

    message = _(
        "Lydelsen kan inte föras in av sig själv. Ändra planen för hand, eller skriv varför den inte förs in."
    )


class RoleMissing(Refused):
    """Whoever keeps a plan by another seat cannot run its round or prepare its item."""

    message = _(
        "Det här görs av den som är processägare för planens enhet, eller för ärendet till nämnden också av en"
        " handläggare där. Be någon av dem ta steget."
    )
