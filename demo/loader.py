"""Loads the demo world: everything, in one transaction, through the product's own verbs, or nothing."""

from datetime import timedelta

from django.utils import translation

from demo import world
from demo.assignments import AssignmentsStory
from demo.meetings import MeetingsStory
from demo.plans import PlansStory
from demo.processes import lay_processes
from demo.region import lay_absences, lay_people, lay_units
from demo.rounds import RoundStory
from demo.schedule import Days, Schedule, Verb
from demo.steering import SteeringStory
from ledger.models import OutboxEntry
from ledger.work import work
from organisation import clock
from organisation.models import User

OLD_NEWS = timedelta(days=60)


def load() -> bool:
    """Load the demo world; answers False, and changes nothing, when somebody lives here already."""
    with work() as whole, translation.override("sv"):
        if User.objects.exists():
            return False
        days = Days(clock.today())
        units = lay_units(world.read("organisation"))
        people = world.read("people")
        users = lay_people(people["people"], units)
        lay_absences(people, users, units, days)
        lay_processes(world.read("process"), units, users)
        schedule = Schedule()
        for row in [*world.read("rounds")["rounds"], *world.read("weighing")["rounds"]]:
            RoundStory(row, units, users, days).plan(schedule)
        MeetingsStory(world.read("meetings"), units, users, days).plan(schedule)
        AssignmentsStory(world.read("assignments"), units, users, days).plan(schedule)
        SteeringStory(world.read("steering"), units, users, days).plan(schedule)
        PlansStory(world.read("plan"), units, users, days).plan(schedule)
        schedule.play(after_each=lambda: take_last_steps(whole.last_steps))
        forget_old_news()
        return True


def take_last_steps(steps: list[Verb]) -> None:
    """Give the numbers now, while the clock shows the moment of the verb that claimed them."""
    while steps:
        steps.pop(0)()


def forget_old_news() -> None:
    """Nobody is told today about what happened weeks ago."""
    old = OutboxEntry.objects.filter(created_at__lt=clock.now() - OLD_NEWS, relayed_at=None)
    old.update(relayed_at=clock.now())
