"""Who has not reported: named while the plan is compiled and ever after, and what was decided about each."""

from dataclasses import dataclass, field
from typing import Any

from directives.models import MilestoneReport, MilestoneWording, Revision
from directives.plans.revisions import reporting
from directives.plans.revisions.names import wordings_of

from .sent import Sent
from .step_table import STEPS

Report = MilestoneReport.State


@dataclass
class Missing:
    """A milestone nothing is handed in about; ``forms`` are what may be done about it now."""

    report: MilestoneReport
    row: MilestoneWording
    owner: str
    forms: dict[str, Any]

    @property
    def name(self) -> str:
        """The milestone's code and title."""
        return f"{self.row.code} {self.row.title}"

    @property
    def is_returned(self) -> bool:
        """It went back for completion."""
        return self.report.state == Report.RETURNED

    @property
    def is_decided(self) -> bool:
        """Whoever compiles has said that the plan stands."""
        return bool(self.report.outcome)


@dataclass
class Owner:
    """Somebody who has something left."""

    name: str
    rows: list[Missing] = field(default_factory=list)


def of(revision: Revision, sent: Sent) -> list[Missing]:
    """Each of them, in the order it was asked for; a milestone that has been struck is nobody's to report."""
    wordings = wordings_of(revision)
    return [
        _missing(revision, report, wordings[report.part_id], sent)
        for report in reporting.silent(revision)
        if report.part_id in wordings
    ]


def by_owner(rows: list[Missing]) -> list[Owner]:
    """The same by whose they are; what they have written is theirs until it is given."""
    owners: dict[str, Owner] = {}
    for one in rows:
        owners.setdefault(one.owner, Owner(one.owner)).rows.append(one)
    return sorted(owners.values(), key=lambda one: one.name)


def _missing(revision: Revision, report: MilestoneReport, row: MilestoneWording, sent: Sent) -> Missing:
    codes = ["reassign"] + ["stand"] * (not report.outcome)
    forms = {
        code: sent.form(code, STEPS[code].form, report.public_id)
        for code in codes
        if revision.state in STEPS[code].states
    }
    holder = report.owner or report.unit
    return Missing(report, row, holder.name if holder else "", forms)
