"""What stands between a round and its dispatch, said before anybody presses the button."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from organisation import clock
from organisation.models import Absence, Membership

from . import calendar, deadlines
from .models import ReferralRound


@dataclass(frozen=True)
class Problem:
    """A reason the round cannot be sent; ``step`` names the page where it is mended."""

    step: str
    message: str


def problems(referral_round: ReferralRound) -> list[Problem]:
    """Everything that must be mended first; an empty list means ready."""
    return [
        *_draft_problems(referral_round),
        *_recipient_problems(referral_round),
        *_last_day_problems(referral_round),
    ]


def rolled_last_day(referral_round: ReferralRound) -> date | None:
    """The last day as it will be after the round's working-day rule."""
    if referral_round.last_day is None:
        return None
    return deadlines.roll(referral_round.last_day, referral_round.roll)


def absent_representatives(referral_round: ReferralRound) -> list[Absence]:
    """Absences of the recipients' representatives between today and the last day."""
    last_day = referral_round.last_day
    if last_day is None:
        return []
    units = referral_round.recipients.values("unit")
    seats = Membership.objects.filter(
        group__unit_role__unit__in=units, group__unit_role__role="representative"
    )
    return list(
        Absence.objects.filter(
            user__in=seats.values("user"), ends_on__gte=clock.today(), starts_on__lte=last_day
        ).select_related("user")
    )


def red_day(referral_round: ReferralRound) -> str:
    """Why the chosen last day is not a working day; empty when it is one."""
    return calendar.why_not_working(referral_round.last_day) if referral_round.last_day else ""


def _draft_problems(referral_round: ReferralRound) -> list[Problem]:
    sections = list(referral_round.version.sections.all())
    found = []
    if not sections:
        found.append(Problem("draft", _("Utkastet saknar avsnitt.")))
    if any(not section.heading.strip() for section in sections):
        found.append(Problem("draft", _("Ett avsnitt saknar rubrik.")))
    if not referral_round.letter.strip():
        found.append(Problem("letter", _("Följebrevet saknas.")))
    return found


def _recipient_problems(referral_round: ReferralRound) -> list[Problem]:
    if not referral_round.recipients.exists():
        return [Problem("recipients", _("Rundan har inga mottagare."))]
    return []


def _last_day_problems(referral_round: ReferralRound) -> list[Problem]:
    last_day = referral_round.last_day
    if last_day is None:
        return [Problem("letter", _("Sista svarsdag saknas."))]
    if rolled_last_day(referral_round) <= clock.today():
        return [Problem("letter", _("Sista svarsdag har redan passerat eller är i dag."))]
    return []
