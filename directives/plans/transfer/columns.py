"""The one table both file formats are read and written by: which sheets, which columns, what may stand there."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from directives.models import EffectWording, IndicatorWording, MilestoneWording, Plan

from . import rows

LONGEST_TEXT = 20_000


class Holds(Enum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    CHOICE = "choice"
    FLAG = "yes or no"
    AUDIENCES = "audiences"


@dataclass(frozen=True)
class Column:
    """A field of a row: its name in YAML, its heading in a workbook, what it holds and how long it may be."""

    name: str
    heading: str
    holds: Holds = Holds.TEXT
    most: int = LONGEST_TEXT
    choices: Any = None
    width: int = 16

    def called(self, *, titles: bool) -> str:
        """What an error calls it: the heading, and in YAML the key to look for beside it."""
        return self.heading if titles else f"{self.heading} ({self.name})"


@dataclass(frozen=True)
class Sheet:
    """A kind of row: its key in YAML, its sheet in a workbook."""

    key: str
    title: str
    row: type[rows.Row]
    columns: tuple[Column, ...]

    def called(self, *, titles: bool) -> str:
        """What an error calls it: the title, and in YAML the key to look for beside it."""
        return self.title if titles else f"{self.title} ({self.key})"

    def column(self, name: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.name == name)


def _text(name: str, heading: str, most: int = LONGEST_TEXT) -> Column:
    return Column(name, heading, most=most, width=16 if most <= 60 else 32 if most <= 300 else 60)


def _choice(name: str, heading: str, choices: Any) -> Column:
    return Column(name, heading, Holds.CHOICE, choices=choices)


def _whole(name: str, heading: str) -> Column:
    return Column(name, heading, Holds.WHOLE, width=12)


KEY = _text("key", "Nyckel", 60)
DOUBT = _text("doubt", "Osäkert i källan")
REASON = _text("reason", "Varför ändrad")

PLAN = Sheet(
    "plan",
    "Plan",
    rows.PlanFacts,
    (
        _text("title", "Titel", 300),
        _text("short_title", "Kort titel", 120),
        _choice("level", "Nivå", Plan.Level),
        _text("binds", "Gäller för"),
        _whole("every_years", "Revideras vart (år)"),
        _whole("month", "Fastställs i månad"),
        _text("introduction", "Inledning"),
        _whole("first_year", "Första år"),
        _whole("last_year", "Sista år"),
    ),
)
AREAS = Sheet(
    "areas",
    "Områden",
    rows.AreaRow,
    (
        KEY,
        _text("code", "Beteckning", 12),
        _text("name", "Namn", 200),
        _text("statement", "Målbild i en mening"),
        _text("continues", "Arbetet fortsätter"),
        DOUBT,
        REASON,
    ),
)
GOALS = Sheet(
    "goals",
    "Mål",
    rows.GoalRow,
    (
        KEY,
        _text("area", "Område", 60),
        _text("code", "Beteckning", 24),
        _text("text", "Mål"),
        _text("outcome", "Utvärdering"),
        DOUBT,
        REASON,
    ),
)
MILESTONES = Sheet(
    "milestones",
    "Milstolpar",
    rows.MilestoneRow,
    (
        KEY,
        _text("area", "Område", 60),
        _text("code", "Beteckning", 24),
        _choice("kind", "Slag", MilestoneWording.Kind),
        _text("title", "Rubrik", 500),
        _text("description", "Beskrivning"),
        _whole("first_year", "Första år"),
        _whole("last_year", "Sista år"),
        _text("years_words", "År i källan", 60),
        _text("cadence", "Hur ofta", 120),
        _whole("times_a_year", "Gånger per år"),
        _text("owner", "Ägare", 400),
        _text("unit", "Enhet", 250),
        _text("owner_words", "Ansvarig i källan", 200),
        _choice("status", "Status", MilestoneWording.Status),
        _text("status_reason", "Varför den statusen"),
        _choice("trend", "Trend", MilestoneWording.Trend),
        _text("earlier_wording", "Tidigare lydelse"),
        _whole("earlier_year", "Tidigare år"),
        _text("effects_with", "Effekter gemensamma med", 60),
        DOUBT,
        REASON,
    ),
)
EFFECTS = Sheet(
    "effects",
    "Effekter",
    rows.EffectRow,
    (
        KEY,
        _text("milestone", "Milstolpe", 60),
        _text("above", "Under effekt", 60),
        _text("text", "Effekt"),
        Column("audiences", "För", Holds.AUDIENCES, choices=EffectWording.Audience),
        Column("illegible", "Oläslig i källan", Holds.FLAG),
        DOUBT,
        REASON,
    ),
)
INDICATORS = Sheet(
    "indicators",
    "Indikatorer",
    rows.IndicatorRow,
    (
        KEY,
        _text("code", "Beteckning", 24),
        _text("name", "Namn", 300),
        _text("measures", "Mäter", 60),
        _text("above", "Under indikator", 60),
        _choice("gather", "Samlas som", IndicatorWording.Gather),
        _text("measure", "Enhet", 60),
        _choice("better", "Riktning", IndicatorWording.Better),
        Column("target", "Målvärde", Holds.NUMBER),
        _text("target_words", "Målvärde i ord", 200),
        _text("source", "Källa", 300),
        DOUBT,
        REASON,
    ),
)
ARROWS = Sheet(
    "arrows",
    "Samband",
    rows.ArrowRow,
    (_text("enabler", "Ger förutsättningar", 60), _text("enabled", "För milstolpe", 60)),
)
TABLES = (AREAS, GOALS, MILESTONES, EFFECTS, INDICATORS, ARROWS)
SHEETS = (PLAN, *TABLES)
