"""The days that are counted back from a meeting, each moved to the preceding working day. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cases.calendar import preceding_working_day
from cases.errors import Refused


class OffsetsOutOfOrder(Refused, ValueError):
    """The days before a meeting do not come in the order the work is done in."""

    message = _(
        "Dagarna före mötet måste komma i ordning: remissrundans sista dag, manusstopp, beredning, kallelse."
        " Kallelsen går ut senast dagen före mötet."
    )


@dataclass(frozen=True, slots=True)
class Offsets:
    """How many days before a meeting each thing must be ready; the body's own setting."""

    round_last_day: int = 35
    manuscript: int = 21
    preparation: int = 14
    notice: int = 7

    def __post_init__(self) -> None:
        if not self.round_last_day >= self.manuscript >= self.preparation >= self.notice >= 1:
            raise OffsetsOutOfOrder


@dataclass(frozen=True, slots=True)
class StopDays:
    """Last day of a round that must make it, manusstopp, presidieberedning and kallelse, in that order."""

    round_last_day: date
    manuscript: date
    preparation: date
    notice: date


USUAL = Offsets()


def stop_days(on: date, offsets: Offsets = USUAL) -> StopDays:
    """The last day for each step before a meeting on this day: working days, in order, before the meeting."""
    return StopDays(
        round_last_day=_before(on, offsets.round_last_day),
        manuscript=_before(on, offsets.manuscript),
        preparation=_before(on, offsets.preparation),
        notice=_before(on, offsets.notice),
    )


def _before(on: date, days: int) -> date:
    return preceding_working_day(on - timedelta(days=days))
