"""What a revision says of what changes, as text: to the board, and in the register when it is published."""

from django.utils.translation import gettext as _

from cases.drafts import DraftSection
from directives.models import MilestoneWording, PlanPart, Revision
from directives.plans import difference

from . import counting, referring, reporting
from .names import wordings_of


def summary_of(revision: Revision) -> list[DraftSection]:
    """What the revision itself says of what changes, and how many milestones bear each mark."""
    found = referring.changes(revision)
    counts = ", ".join(counting.counted(mark, count) for mark, count in found.counts.items() if count)
    summary = [revision.summary, counts and _("Milstolpar: %(counts)s.") % {"counts": counts}]
    told = "\n\n".join(part for part in summary if part)
    return [DraftSection(_("Sammanfattning"), told)] if told else []


def short_text(revision: Revision) -> str:
    """The summary, and under it every changed milestone with its marks and reason, as one text."""
    rows = [_row(change, marked=True) for change in referring.changes(revision).of(PlanPart.Kind.MILESTONE)]
    parts = [part.text for part in summary_of(revision)]
    return "\n\n".join([*parts, "\n".join(rows)] if rows else parts)


def others_of(revision: Revision) -> list[DraftSection]:
    """The changed goals and indicators: what the administrations are not asked about."""
    found = referring.changes(revision)
    rows = [_other(change) for change in found.of(PlanPart.Kind.GOAL, PlanPart.Kind.INDICATOR)]
    return [DraftSection(_("Mål och indikatorer"), "\n".join(rows))] if rows else []


def whole(revision: Revision) -> list[DraftSection]:
    """The summary, the changed milestones mark by mark with their reasons, and those nobody reported."""
    found = referring.changes(revision)
    sections = summary_of(revision) or [DraftSection(_("Sammanfattning"), "")]
    for mark in difference.MARKS:
        rows = [change for change in found.of(PlanPart.Kind.MILESTONE) if mark in change.marks]
        if rows:
            sections.append(
                DraftSection(str(difference.LABELS[mark]), "\n".join(_row(change) for change in rows))
            )
    return [*sections, *_unreported(revision)]


def _unreported(revision: Revision) -> list[DraftSection]:
    """Which milestones nobody reported, and why the plan was left as it stands there."""
    wordings = wordings_of(revision)
    rows = [
        f"- {_name(wordings[report.part_id])}"
        + (f": {' '.join(report.outcome_reason.split())}" if report.outcome_reason else "")
        for report in reporting.silent(revision)
        if report.part_id in wordings
    ]
    if not rows:
        return []
    told = _("Ingen rapport kom in om de här milstolparna. Där planen ändå ändras står det ovan.")
    return [DraftSection(_("Inte rapporterade"), f"{told}\n\n" + "\n".join(rows))]


def _other(change: difference.PartChange) -> str:
    row = change.wording
    name = row.text if change.kind == PlanPart.Kind.GOAL else f"{row.code} {row.name}"
    marks = ", ".join(str(difference.LABELS[mark]) for mark in change.marks)
    reason = f": {' '.join(change.reason.split())}" if change.reason else ""
    return f"- **{marks}.** {' '.join(name.split())}{reason}"


def _row(change: difference.PartChange, *, marked: bool = False) -> str:
    """A milestone in a list; ``marked`` where no heading says what became of it."""
    years = [one for one in change.fields if one.name == "last_year"]
    marks = [str(difference.LABELS[mark]).lower() for mark in change.marks] if marked else []
    moved = [f"{years[0].old or '–'} → {years[0].new or '–'}"] if years else []
    told = f" ({', '.join([*marks, *moved])})" if marks or moved else ""
    reason = f": {' '.join(change.reason.split())}" if change.reason else ""
    return f"- {_name(change.wording)}{told}{reason}"


def _name(row: MilestoneWording) -> str:
    return " ".join(f"{row.code} {row.title}".split())
