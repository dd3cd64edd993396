"""What stands between a round and its dispatch, said before anybody presses the button."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from organisation import absences, clock
from organisation.models import Absence, Membership, Unit, User

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
    return deadlines.roll(referral_round.last_day, cast(deadlines.Roll, referral_round.roll))


def absent_representatives(referral_round: ReferralRound) -> list[Absence]:
    """Absences of the recipients' representatives between today and the last day."""
    last_day = referral_round.last_day
    if last_day is None:
        return []
    return away_in(list(referral_round.recipients.values_list("unit", flat=True)), to=last_day)


def away_in(units: list[int], *, to: date | None = None) -> list[Absence]:
    """Absences from today of those who write for these units; those that begin by the day ``to``."""
    people = _representative_seats(units).values("user")
    return list(absences.ahead(people, to=to))


def representatives(units: Iterable[Unit]) -> dict[int, list[User]]:
    """Who writes for each of these units today, by unit id: everybody seated in it or below it."""
    wanted = {unit.pk for unit in units}
    found: dict[int, list[User]] = {pk: [] for pk in wanted}
    for seat in _representative_seats(list(wanted)).select_related("user", "group__unit_role__unit"):
        for pk in wanted.intersection(seat.group.unit_role.unit.lineage):
            if seat.user not in found[pk]:
                found[pk].append(seat.user)
    return found


def red_day(referral_round: ReferralRound) -> str:
    """Why the chosen last day is not a working day, in the reader's language; empty when it is one."""
    if referral_round.last_day is None:
        return ""
    return calendar.why_not_working(referral_round.last_day, get_language() or settings.LANGUAGE_CODE)


def _representative_seats(unit_ids: list[int]) -> QuerySet[Membership]:
    """Seats held today that may write an answer of one of the units; as ``access`` reaches up."""
    today = clock.today()
    return Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        starts_on__lte=today,
        user__is_active=True,
        group__unit_role__role="representative",
        group__unit_role__unit__lineage__overlap=unit_ids,
    ).order_by("user__name", "pk")


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
    last_day = rolled_last_day(referral_round)
    if last_day is None:
        return [Problem("letter", _("Sista svarsdag saknas."))]
    if last_day <= clock.today():
        return [Problem("letter", _("Sista svarsdag har redan passerat eller är i dag."))]
    return []
