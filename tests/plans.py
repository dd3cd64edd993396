"""A plan of three areas with milestones, effects, arrows and an indicator, made through the real verbs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from directives.models import (
    AreaWording,
    EffectWording,
    Enabling,
    MilestoneReport,
    MilestoneWording,
    Plan,
    PlanPart,
    PlanVersion,
)
from directives.plans import adopting, arrows, building
from organisation.models import Unit, User
from tests import factories, meetings

AREAS = (("PA", "Personcentrerat arbetssätt"), ("NV", "Nära vård"), ("DI", "Digitalisering"))
YEARS = (2026, 2029)


@dataclass
class Planned:
    """A region that plans, with the body that adopts and a head who owns milestones."""

    region: factories.World
    board: Any
    keeper: User
    head: User
    version: PlanVersion
    later: Any = None
    later_changes: Any = ()

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


def bare(title: str) -> Planned:
    """A plan beside whatever else there is: an owner of its own, no body that adopts it."""
    office = factories.unit(title)
    kept = factories.diary(office, title.upper().replace(" ", "")[:12])
    keeper = factories.person(f"{title.lower().replace(' ', '.')}.agare", ("process_owner", office))
    region = factories.World(
        office, office, office, kept, owner=keeper, director=keeper, administrations=[office]
    )
    version = building.begin_plan(
        unit=office, title=title, first_year=YEARS[0], last_year=YEARS[1], by=keeper
    )
    return Planned(region, None, keeper, keeper, version)


def lay_many(made: Planned, *, areas: int, milestones: int) -> None:
    """Rows in bulk: milestones over the areas and years, two effects each, an arrow from each to the next but one."""
    version, plan = made.version, made.plan
    places = PlanPart.objects.bulk_create(PlanPart(plan=plan, kind="area") for _number in range(areas))
    AreaWording.objects.bulk_create(
        AreaWording(version=version, part=part, position=number, code=f"O{number}", name=f"Område {number}")
        for number, part in enumerate(places, start=1)
    )
    parts = PlanPart.objects.bulk_create(
        PlanPart(plan=plan, kind="milestone") for _number in range(milestones)
    )
    MilestoneWording.objects.bulk_create(
        MilestoneWording(
            version=version,
            part=part,
            position=number,
            area=places[number % areas],
            code=f"M-{number:04}",
            title=f"Milstolpe {number} som ska uppnås i omställningen",
            description="Så här ska det bli när den är uppnådd.",
            first_year=YEARS[0] + number * 4 // (milestones + 1),
            last_year=YEARS[0] + number * 4 // (milestones + 1),
            unit=made.place,
        )
        for number, part in enumerate(parts)
    )
    effects = PlanPart.objects.bulk_create(
        PlanPart(plan=plan, kind="effect") for _number in range(2 * milestones)
    )
    EffectWording.objects.bulk_create(
        EffectWording(
            version=version, part=part, position=number, milestone=parts[number // 2], text="Tryggare"
        )
        for number, part in enumerate(effects)
    )
    Enabling.objects.bulk_create(
        Enabling(version=version, enabler=enabler, enabled=enabled)
        for enabler, enabled in zip(parts, parts[2:], strict=False)
    )


def change_every(made: Planned, version: PlanVersion, *, step: int) -> list[int]:
    """Reword every so many milestones of a planning version; their parts."""
    rows = list(MilestoneWording.objects.filter(version=version).order_by("position"))[::step]
    for row in rows:
        row.title = f"{row.title}, nu tydligare"
    MilestoneWording.objects.bulk_update(rows, ["title"])
    return [row.part_id for row in rows]


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
