"""A plan of three areas with milestones, effects, arrows and an indicator, made through the real verbs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from directives.models import MilestoneReport, MilestoneWording, Plan, PlanPart, PlanVersion
from directives.plans import adopting, arrows, building
from organisation.models import Unit, User
from tests import factories, meetings

AREAS = (("PA", "Personcentrerat arbetssätt"), ("NV", "Nära vård"), ("DI", "Digitalisering"))
YEARS = (2026, 2029)


@dataclass
class Planned:
    """A region that plans, with the body that adopts and a head who owns milestones."""

    region: factories.World
    board: meetings.Board
    keeper: User
    head: User
    version: PlanVersion

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.version.plan

    @property
    def place(self) -> Unit:
        """The administration whose head owns milestones."""
        return self.region.administrations[0]

    def milestone(self, code: str, version: PlanVersion | None = None) -> MilestoneWording:
        """A milestone by its code, as it reads in a version."""
        found = MilestoneWording.objects.select_related("part", "version__plan")
        return found.get(version=version or self.version, code=code)

    def milestone_of(self, report: MilestoneReport) -> str:
        """The code of the milestone a report is about."""
        return MilestoneWording.objects.filter(part=report.part_id).latest("version__number").code


def begun(*names: str) -> Planned:
    """A plan with an empty planning version."""
    region = factories.world(*names)
    board = meetings.board("SSN", parent=region.region)
    keeper = factories.person("planagare", ("process_owner", region.office))
    head = factories.person("forvaltningschefen", ("head", region.administrations[0]))
    version = building.begin_plan(
        unit=region.office,
        body=board.body,
        title="Genomförandeplan för omställningen",
        first_year=YEARS[0],
        last_year=YEARS[1],
        by=keeper,
    )
    return Planned(region, board, keeper, head, version)


def drafted(*names: str) -> Planned:
    """The same with three areas, two milestones in each, effects, an arrow and an indicator."""
    made = begun(*names)
    for code, name in AREAS:
        area = add(made, "area", code=code, name=name, statement=f"{name} för alla.")
        add(made, "goal", area=area.part, text=f"Målbild för {name.lower()}.")
        for place, year in enumerate((2026, 2027), start=1):
            row = add(
                made,
                "milestone",
                area=area.part,
                code=f"{code}-{place}",
                title=f"Milstolpe {place} i {name.lower()}",
                description="Så här ska det bli.",
                last_year=year,
                owner=made.head,
                unit=made.place,
            )
            add(made, "effect", milestone=row.part, text="Tryggare patienter", audiences=["inv"])
    add(made, "goal", text="Bättre befolkningshälsa")
    add(made, "indicator", name="Andel trygga", measure="%", target=90, measures=made.milestone("PA-1").part)
    arrows.enable(made.version, made.milestone("PA-1").part, made.milestone("NV-2").part, by=made.keeper)
    return made


def adopted(*names: str, since: date = date(2025, 12, 1)) -> Planned:
    """The same, adopted before this system."""
    made = drafted(*names)
    made.version = adopting.register_adopted(
        made.version, by=made.keeper, words="SSN 2025-11-27 § 82", valid_from=since
    )
    return made


def add(made: Planned, kind: str, **facts: Any) -> Any:
    """A part more in the planning version."""
    return building.add(made.version, PlanPart.Kind(kind), by=made.keeper, **facts)
