"""The assignments of the access tests: being written, offered, under way and being adjusted, asked about, moved."""

from dataclasses import dataclass

from directives.assignments import adjusting, drafting
from directives.models import Assignment
from organisation import clock
from organisation.models import Unit, User
from tests import factories
from workflows import assigning

# Words nobody but the commissioner reads: of a draft, and of an adjustment that is not in force yet.
UNGIVEN = {"words of a drafted assignment": "kanarieuppdrag", "words of an adjustment": "kanarieutvidgning"}
# Words those who give and take it read, and nobody else.
GIVEN = {"words of an assignment under way": "kanarieansvar"}


@dataclass(frozen=True)
class Laid:
    """Who commissions, who takes, and the assignments between them."""

    giver: User
    taker: User
    assignments: dict[str, Assignment]


def lay(region: factories.World, successor: User) -> Laid:
    """A unit of its own commissions somebody of another one; nobody else of this world is in either.

    ``successor`` is asked to take one of them over, and has taken another one over.
    """
    unit = _unit(region, "Uppdragsenheten")
    giver = factories.person("commissioner", ("manager", unit))
    taker = factories.person("taker", ("member", _unit(region, "Utförarenheten")))
    drafted = _drafted(unit, giver, "Utkast till uppdrag", UNGIVEN["words of a drafted assignment"])
    offered = _offered(_drafted(unit, giver, "Erbjudet uppdrag", "Samordna arbetet."), giver, taker)
    given = _drafted(unit, giver, "Pågående uppdrag", f"Ta {GIVEN['words of an assignment under way']}.")
    under_way = assigning.accept(_offered(given, giver, taker), by=taker)
    adjusting.begin(under_way, by=giver)
    _write(under_way, giver, "mandate", f"En {UNGIVEN['words of an adjustment']}.")
    asked = _asked(unit, giver, taker, successor, "Efterfrågat uppdrag")
    moved = _asked(unit, giver, taker, successor, "Övertaget uppdrag")
    assigning.take_over(moved, by=successor)
    laid = {"drafted": drafted, "offered": offered, "under way": under_way}
    return Laid(giver, taker, laid | {"asked about": asked, "moved": moved})


def _asked(unit: Unit, giver: User, taker: User, successor: User, title: str) -> Assignment:
    """An assignment under way that somebody else is asked to take over."""
    made = _offered(_drafted(unit, giver, title, "Samordna arbetet."), giver, taker)
    under_way = assigning.accept(made, by=taker)
    return assigning.transfer(under_way, by=giver, reason="Byte.", unit=None, user=successor)


def _unit(region: factories.World, name: str) -> Unit:
    return factories.unit(name, kind="unit", parent=region.office, authority=region.office)


def _drafted(unit: Unit, giver: User, title: str, description: str) -> Assignment:
    assignment = assigning.begin(by=giver, unit=unit, title=title, giver=giver)
    _write(assignment, giver, "description", description)
    _write(assignment, giver, "responsibilities", "Samla\nLämna förslag")
    return assignment


def _offered(assignment: Assignment, giver: User, taker: User) -> Assignment:
    drafting.change_facts(assignment, by=giver, taker_user=taker, starts_on=clock.today())
    return assigning.offer(assignment, by=giver)


def _write(assignment: Assignment, by: User, field: str, text: str) -> None:
    version = assignment.versions.get(frozen_at__isnull=True)
    drafting.save_text(assignment, field, by=by, text=text, edition=version.editions.get(field, 0))
