"""A whole plan as plain rows, as a file has them: what refers to another row names its code or its key."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(kw_only=True)
class Row:
    """One row of a file. ``key`` is the part's own identity; ``at`` is where in the file it stands.

    ``to`` holds the rows it refers to, once they are found.
    """

    key: str = ""
    doubt: str = ""
    reason: str = ""
    at: int = field(default=0, compare=False, repr=False)
    to: dict[str, "Row"] = field(default_factory=dict, compare=False, repr=False)


@dataclass(kw_only=True)
class AreaRow(Row):
    """An area (insatsområde)."""

    code: str = ""
    name: str = ""
    statement: str = ""
    continues: str = ""


@dataclass(kw_only=True)
class GoalRow(Row):
    """A goal of an area, or of the whole plan."""

    area: str = ""
    code: str = ""
    text: str = ""
    outcome: str = ""


@dataclass(kw_only=True)
class MilestoneRow(Row):
    """A milestone or an activity; its years stay unknown when the file has none."""

    area: str = ""
    code: str = ""
    kind: str = "milestone"
    title: str = ""
    description: str = ""
    first_year: int | None = None
    last_year: int | None = None
    years_words: str = ""
    cadence: str = ""
    times_a_year: int | None = None
    owner: str = ""
    unit: str = ""
    owner_words: str = ""
    status: str = "not_started"
    status_reason: str = ""
    trend: str = ""
    earlier_wording: str = ""
    earlier_year: int | None = None
    effects_with: str = ""


@dataclass(kw_only=True)
class EffectRow(Row):
    """An effect of a milestone, perhaps below another effect; an illegible one may lack its text."""

    milestone: str = ""
    above: str = ""
    text: str = ""
    audiences: list[str] = field(default_factory=list)
    illegible: bool = False


@dataclass(kw_only=True)
class IndicatorRow(Row):
    """What is measured; without a target it stays without."""

    measures: str = ""
    above: str = ""
    gather: str = ""
    code: str = ""
    name: str = ""
    measure: str = ""
    better: str = "higher"
    target: Decimal | None = None
    target_words: str = ""
    source: str = ""


@dataclass(kw_only=True)
class ArrowRow(Row):
    """One milestone gives conditions for another; it has no key, doubt or reason of its own."""

    enabler: str = ""
    enabled: str = ""


@dataclass(kw_only=True)
class PlanFacts(Row):
    """What is said of the plan as a whole."""

    title: str = ""
    short_title: str = ""
    level: str = "implementation"
    binds: str = ""
    every_years: int = 1
    month: int = 11
    introduction: str = ""
    first_year: int | None = None
    last_year: int | None = None


@dataclass
class PlanRows:
    """Everything a file says of a plan."""

    facts: PlanFacts = field(default_factory=PlanFacts)
    areas: list[AreaRow] = field(default_factory=list)
    goals: list[GoalRow] = field(default_factory=list)
    milestones: list[MilestoneRow] = field(default_factory=list)
    effects: list[EffectRow] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    arrows: list[ArrowRow] = field(default_factory=list)
