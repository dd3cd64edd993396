"""The process map of the access tests: one process with an owner, a vacant one, questions to both, a nomination."""

from datetime import timedelta

from directives import processes
from directives.models import Need, Nomination, Process, ProcessOwner
from directives.processes import needs, nominations
from directives.processes.nominees import Named
from organisation import clock
from organisation.models import Unit
from tests import factories

# Words only the asker and the process read; and a word from B's people to the process owner.
QUESTION = {"words of a question": "kanariebehov"}
NOTE = {"note of a nomination": "kanarienominering"}


def lay(region: factories.World, first: Unit, second: Unit) -> None:
    """The region's director keeps the map; ``first`` asks the led process, ``second`` the vacant one."""
    led, vacant = (
        Process.objects.create(name=name, kind="service", unit=unit, keeper=region.region, vacancy=vacancy)
        for name, unit, vacancy in (
            ("Invånarinteraktion", region.process_unit, ""),
            ("Screening", None, "appointing"),
        )
    )
    processes.appoint(led, by=region.director, user=region.owner, starts_on=clock.today())
    asker, other = region.representative(first), region.representative(second)
    needs.ask(led, by=asker, kind="question", text=f"Får vi {QUESTION['words of a question']}?")
    needs.ask(vacant, by=other, kind="need", text="Vi behöver en kallelse till.")
    network = factories.unit("Nätverket", kind="group", parent=region.region, authority=region.office)
    request = nominations.ask(
        led,
        by=region.owner,
        network=network,
        units=[first, second],
        seats=1,
        due_on=clock.today() + timedelta(days=7),
    )
    given = request.nominations.get(unit=second)
    nominations.give(given, by=other, people=[Named(user=other)], note=f"Vi {NOTE['note of a nomination']}.")


def process() -> Process:
    """The one that is led."""
    return Process.objects.get(name="Invånarinteraktion")


def owner() -> ProcessOwner:
    """Who leads it."""
    return ProcessOwner.objects.get()


def need(name: str) -> Need:
    """The question to the process of this name."""
    return Need.objects.get(process__name=name)


def nomination(unit: Unit) -> Nomination:
    """What this unit is asked."""
    return Nomination.objects.get(unit=unit)
