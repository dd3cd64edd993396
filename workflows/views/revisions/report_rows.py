"""An owner's milestones as rows of one page: what is prefilled, what was typed, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from directives.models import (
    FollowUp,
    MilestoneReport,
    MilestoneWording,
    PlanVersion,
    Revision,
    RevisionQuestion,
)
from directives.plans.revisions.reporting import OPEN
from organisation.models import User

from . import fields

State = MilestoneReport.State
ICONS = {
    "not_started": ("circle", "neutral"),
    "under_way": ("play", "blue"),
    "reached": ("check", "skog"),
    "not_reached": ("x", "lingon"),
}


@dataclass
class Box:
    """A field of a row as it is drawn: its name, what stands in it, the edition that was read."""

    name: str
    value: str
    version: int
    url: str
    error: str = ""
    label: str = ""


@dataclass
class Row:
    """A milestone and its report."""

    report: MilestoneReport
    wording: MilestoneWording | None
    writable: bool
    questions: list[RevisionQuestion]
    years: list[int]
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What tells its fields from the others'."""
        return self.report.public_id

    @property
    def name(self) -> str:
        """The milestone's code and title."""
        return f"{self.wording.code} {self.wording.title}" if self.wording else ""

    @property
    def boxes(self) -> dict[str, Box]:
        """Its fields by name."""
        return {name: self._box(name) for name in fields.FIELDS}

    @property
    def asked(self) -> list[Box]:
        """The revision's own questions."""
        return [self._box(f"q{one.pk}", one.text) for one in self.questions]

    @property
    def year_options(self) -> list[str]:
        """The plan's years, and the milestone's own or the typed one where that is another."""
        own = self.boxes["next_year"].value
        years = [str(year) for year in self.years]
        return years if not own or own in years else sorted([own, *years])

    @property
    def is_reworded(self) -> bool:
        """Another wording is proposed, or something is wrong there."""
        boxes = self.boxes
        return any(boxes[name].value or boxes[name].error for name in ("new_title", "new_description"))

    def _box(self, name: str, label: str = "") -> Box:
        now = fields.stored(self.report, name)
        return Box(
            name=f"{name}-{self.code}",
            value=self.typed.get(name, now),
            version=fields.edition(now),
            url=reverse("report_autosave", args=[self.code, name]),
            error=self.errors.get(name, ""),
            label=label,
        )

    def take_in(self, data: QueryDict, reader: User) -> fields.Change:
        """Compare what was sent with what is stored; what is wrong is remembered with what was typed."""
        names = [*fields.FIELDS, *(f"q{one.pk}" for one in self.questions)]
        typed = {name: data.get(f"{name}-{self.code}") for name in names}
        sent = {name: words for name, words in typed.items() if words is not None}
        seen = {name: data.get(f"{name}-{self.code}-version") or "" for name in sent}
        change = fields.compare(self.report, sent, seen, reader)
        self.errors = change.errors
        self.typed = {name: sent[name] for name in change.errors}
        return change


def rows_of(
    collection: Revision | FollowUp, reports: Iterable[MilestoneReport], version: PlanVersion | None
) -> list[Row]:
    """The rows in the plan's order, those that came back first."""
    wordings = _wordings(version)
    revises = isinstance(collection, Revision)
    asked = _asked(collection) if isinstance(collection, Revision) else []
    years = list(version.years) if version and revises else []
    writable = is_open(collection)
    rows = [
        Row(report, wordings.get(report.part_id), writable and report.state in OPEN, asked, years)
        for report in reports
    ]
    return sorted(rows, key=lambda row: (row.report.state != State.RETURNED, _position(row)))


def is_open(collection: Revision | FollowUp) -> bool:
    """Whether reports are taken in."""
    if isinstance(collection, FollowUp):
        return collection.frozen_at is None
    return collection.state in (Revision.State.REPORTING, Revision.State.COMPILING)


def status_options() -> list[dict[str, Any]]:
    """Each status as word, symbol and tone."""
    return [
        {"code": code, "label": capfirst(str(label)), "icon": ICONS[code][0], "tone": ICONS[code][1]}
        for code, label in MilestoneWording.Status.choices
    ]


def _asked(revision: Revision) -> list[RevisionQuestion]:
    return list(revision.questions.filter(about=RevisionQuestion.About.MILESTONE))


def _wordings(version: PlanVersion | None) -> dict[int, MilestoneWording]:
    rows = MilestoneWording.objects.filter(version=version).select_related("part")
    return {row.part_id: row for row in rows}


def _position(row: Row) -> int:
    return row.wording.position if row.wording else 0
