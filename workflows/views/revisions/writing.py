"""Saving and giving an owner's rows; what one row lacks stops no other."""

from dataclasses import dataclass, field
from typing import Any

from cases.errors import Refused
from cases.views.support import run_once
from directives.models import MilestoneReport
from directives.plans.errors import ChangedMeanwhile, YearOutside
from directives.plans.revisions.errors import ReportClosed
from organisation.http import SignedInRequest
from workflows import milestone_reports

from .report_rows import Row


@dataclass
class Given:
    """How many were given now, and what each of the others lacks."""

    count: int = 0
    lacking: list[str] = field(default_factory=list)


def closed(request: SignedInRequest, rows: list[Row]) -> bool:
    """Whether something else than what is stored was typed in a report that is given or closed."""
    typed = [row.take_in(request.POST, request.user) for row in rows if not row.writable]
    return any(change.facts or change.errors for change in typed)


def save(request: SignedInRequest, rows: list[Row]) -> None:
    """Save every row that was changed; what cannot be saved stays in its field, with the reason."""
    for row in rows:
        if not row.writable:
            row.errors, row.typed = {}, {}
            continue
        facts = row.take_in(request.POST, request.user).facts
        if facts:
            _save(request, row, facts)


def _save(request: SignedInRequest, row: Row, facts: dict[str, Any]) -> None:
    by, report = request.user, row.report
    try:
        saved = milestone_reports.save(report, by=by, edition=report.edition, **facts)
    except YearOutside as refusal:
        row.errors["next_year"] = str(refusal)
        row.typed["next_year"] = request.POST[f"next_year-{row.code}"]
        rest = {name: value for name, value in facts.items() if name != "next_year"}
        if rest:
            _save(request, row, rest)
    except (ChangedMeanwhile, ReportClosed) as refusal:
        for name in facts:
            row.errors.setdefault(name, str(refusal))
            row.typed.setdefault(name, request.POST.get(f"{name}-{row.code}", ""))
    else:
        row.report = saved


def give(request: SignedInRequest, rows: list[Row]) -> Given:
    """Hand in each that is ready, once for this form. Raises KeyUsedForOtherContent."""
    found = Given()

    def hand_in() -> None:
        for row in rows:
            if row.writable:
                _give(request, row.report, found)

    run_once(request, hand_in, name="give_reports")
    return found


def _give(request: SignedInRequest, report: MilestoneReport, found: Given) -> None:
    try:
        milestone_reports.give(report, by=request.user)
    except Refused as refusal:
        found.lacking.append(str(refusal))
    else:
        found.count += 1
