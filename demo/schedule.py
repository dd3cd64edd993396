"""Days and times of the demo's past: counted from the day of loading, moved to working days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cases.calendar import preceding_working_day
from organisation import clock

Verb = Callable[[], Any]
PAUSE = timedelta(minutes=10)
APART = timedelta(minutes=1)


@dataclass(frozen=True)
class Days:
    """Turns the data's day counts into dates and moments."""

    loaded_on: date

    def day(self, count: int) -> date:
        """The date ``count`` days from the day of loading, whatever weekday it is."""
        return self.loaded_on + timedelta(days=count)

    def moment(self, step: Mapping[str, Any]) -> datetime:
        """When a step was taken: its day, or the working day before it, at its time in Stockholm."""
        day = preceding_working_day(self.day(step["day"]))
        return datetime.combine(day, time.fromisoformat(step["at"]), tzinfo=clock.STOCKHOLM)


@dataclass
class Schedule:
    """Steps that are taken in the order of time, each with the clock set to its own moment.

    Order matters: diary numbers follow it, as they would have done.
    """

    steps: list[tuple[datetime, Verb]] = field(default_factory=list)

    def chain(self, not_before: datetime) -> "Chain":
        """A row of steps of which each is taken after the one before it."""
        return Chain(self, not_before)

    def play(self, after_each: Verb) -> None:
        """Take every step; ``after_each`` runs within the step's own moment.

        A weekend may move two stories' steps to one moment: the second is then taken a minute later.
        """
        free = datetime.min.replace(tzinfo=UTC)
        for moment, verb in sorted(self.steps, key=lambda step: step[0]):
            moment = max(moment, free)
            free = moment + APART
            with clock.at(moment):
                verb()
                after_each()


@dataclass
class Chain:
    """Adds steps to a schedule and keeps them in order where a weekend pushed two together."""

    schedule: Schedule
    latest: datetime

    def add(self, moment: datetime, verb: Verb) -> datetime:
        """Take ``verb`` at ``moment``, or ten minutes after the step before it if that is later."""
        self.latest = max(moment, self.latest + PAUSE)
        self.schedule.steps.append((self.latest, verb))
        return self.latest
