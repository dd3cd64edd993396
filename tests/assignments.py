"""Commissioners, takers and assignments between them, made through the real verbs."""

from dataclasses import dataclass
from typing import Any

from directives.assignments import drafting
from directives.models import Assignment
from organisation.models import Unit, User
from tests import factories
from workflows import assigning


@dataclass
class Commission:
    """A region whose office commissions what its administrations and process owners do."""

    region: factories.World
    giver: User
    head: User

    @property
    def office(self) -> Unit:
        """Where the commissioner sits."""
        return self.region.office

    @property
    def place(self) -> Unit:
        """An administration that is asked, with a diary of its own."""
        return self.region.administrations[0]

    @property
    def leader(self) -> User:
        """The process owner, in the commissioner's own authority."""
        return self.region.owner


def commission(*names: str) -> Commission:
    """The office's director, the head of the first administration, and the process owner."""
    region = factories.world(*names)
    giver = factories.person("givaren", ("director", region.office))
    giver.title = "Hälso- och sjukvårdsutvecklingsdirektör"
    giver.save(update_fields=["title"])
    head = factories.person("forvaltningschefen", ("head", region.administrations[0]))
    return Commission(region, giver, head)


def drafted(made: Commission, *, title: str = "Samordna arbetet", **facts: Any) -> Assignment:
    """An assignment with a description and two responsibilities, offered to nobody yet."""
    below = facts.pop("parent", None)
    assignment = assigning.begin(
        by=facts.pop("by", made.giver),
        unit=facts.pop("unit", made.office),
        title=title,
        parent=below,
        giver=facts.pop("giver", made.giver),
        **facts,
    )
    write(assignment, "description", "Leda och samordna arbetet.", by=made.giver)
    write(assignment, "responsibilities", "Samla behoven\nLämna förslag", by=made.giver)
    return assignment


def write(assignment: Assignment, field: str, text: str, *, by: User) -> None:
    """Save one text of the draft over what is there."""
    version = assignment.versions.get(frozen_at__isnull=True)
    drafting.save_text(assignment, field, by=by, text=text, edition=version.editions.get(field, 0))


def offered(
    made: Commission, *, to: User | None = None, place: Unit | None = None, **facts: Any
) -> Assignment:
    """An assignment that waits for its taker: the administration's head unless somebody else is named."""
    later = ("starts_on", "due_on", "due_words", "yearly", "appoints")
    own = {name: facts.pop(name) for name in later if name in facts}
    assignment = drafted(made, **facts)
    drafting.change_facts(
        assignment,
        by=made.giver,
        taker_user=to,
        taker_unit=place or (None if to else made.place),
        taker_title=to.title if to else "",
        **own,
    )
    return assigning.offer(assignment, by=made.giver)


def under_way(made: Commission, *, by: User | None = None, **facts: Any) -> Assignment:
    """An assignment that its taker has accepted."""
    return assigning.accept(offered(made, **facts), by=by or facts.get("to") or made.head)


def reported(made: Commission, *, by: User | None = None, **facts: Any) -> Assignment:
    """An assignment whose final report waits for the commissioner."""
    assignment = under_way(made, by=by, **facts)
    taker = by or facts.get("to") or made.head
    assigning.report_finally(assignment, by=taker, text="Arbetet är klart.")
    assignment.refresh_from_db()
    return assignment
