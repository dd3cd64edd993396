"""What is compiled: each given report beside how the milestone reads now, and each proposal."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from directives.forms.plans.revisions import OwnWordsForm
from directives.models import MilestoneReport, MilestoneWording, PartProposal, Revision, RevisionQuestion
from directives.plans.revisions.names import wordings_of
from directives.plans.text import owner_of
from directives.views.plans.word_pieces import pieces

from .sent import Sent
from .step_table import STEPS, WRITTEN

PER_PAGE = 20
RETURNED_IN = STEPS["return"].states


@dataclass(frozen=True)
class Told:
    """One given report beside the milestone's wording in the planning version."""

    report: MilestoneReport
    row: MilestoneWording
    owner: str
    standing: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    answers: list[tuple[str, str]]
    forms: dict[str, Any]


def of(revision: Revision, sent: Sent) -> dict[str, Any]:
    """The reports that wait, page by page, those that are handled, the summary and what is left to do."""
    given = MilestoneReport.objects.filter(revision=revision, state=MilestoneReport.State.GIVEN)
    rows = given.select_related("part", "owner", "unit", "given_by").order_by("pk")
    wordings = wordings_of(revision)
    asked = list(revision.questions.filter(about=RevisionQuestion.About.MILESTONE))
    waiting = [report for report in rows if not report.outcome and report.part_id in wordings]
    page = Paginator(waiting, PER_PAGE).get_page(sent.page)
    summary = sent.form("summary", STEPS["summary"].form, text=revision.summary, edition=revision.edition)
    if sent.overtaken and sent.code == "summary":
        sent.follow("summary-edition", str(revision.edition))
    return {
        "reports": [_told(report, wordings[report.part_id], asked, sent, revision) for report in page],
        "report_page": page,
        "handled": [
            (report, wordings[report.part_id])
            for report in rows
            if report.outcome and report.part_id in wordings
        ],
        "summary": summary,
        "overtaken": sent.overtaken,
    }


def proposals(revision: Revision, sent: Sent) -> list[dict[str, Any]]:
    """Each proposal with what it is about, those that wait first."""
    wordings = wordings_of(revision)
    rows = revision.proposals.select_related("made_by", "area", "answered_by").prefetch_related("parts")
    shown = [_proposal(row, wordings, sent) for row in rows]
    return sorted(shown, key=lambda one: one["row"].state != PartProposal.State.PROPOSED)


def name_of(part_id: int, wordings: dict[int, MilestoneWording]) -> str:
    """What a milestone is called; one that has been struck meanwhile is said so."""
    row = wordings.get(part_id)
    return f"{row.code} {row.title}" if row else _("en milstolpe som inte längre finns i planen")


def _proposal(row: PartProposal, wordings: dict[int, MilestoneWording], sent: Sent) -> dict[str, Any]:
    waits = row.state == PartProposal.State.PROPOSED
    codes = ("accept", "decline") if waits else ()
    return {
        "row": row,
        "parts": [name_of(part.pk, wordings) for part in row.parts.all()],
        "forms": {code: sent.form(code, STEPS[code].form, row.public_id) for code in codes},
    }


def _told(
    report: MilestoneReport,
    row: MilestoneWording,
    asked: list[RevisionQuestion],
    sent: Sent,
    revision: Revision,
) -> Told:
    codes = ["take", "reword", "keep"] + ["return"] * (revision.state in RETURNED_IN)
    forms = {
        code: sent.form(
            code,
            STEPS[code].form,
            report.public_id,
            **(OwnWordsForm.of(report, row) if code == "reword" else {}),
        )
        for code in codes
        if revision.state in WRITTEN
    }
    answers = [(one.text, report.answers.get(str(one.pk), "")) for one in asked]
    standing, changes = list(_standing(report, row)), list(_changes(report, row))
    return Told(report, row, owner_of(row), standing, changes, answers, forms)


def _standing(report: MilestoneReport, row: MilestoneWording) -> Any:
    """What goes otherwise than it did; a milestone that goes better is not a changed plan."""
    if report.status != row.status:
        yield {"label": _("Status"), "old": row.get_status_display(), "new": report.get_status_display()}
    if report.trend != row.trend:
        yield {"label": _("Trend"), "old": row.get_trend_display(), "new": report.get_trend_display()}


def _changes(report: MilestoneReport, row: MilestoneWording) -> Any:
    """What the report says otherwise of the year and the words of the plan."""
    if report.next_year is not None and report.next_year != row.last_year:
        yield {"label": _("År"), "old": row.years or "–", "new": str(report.next_year)}
    for name, label in (("title", _("Milstolpe")), ("description", _("Beskrivning"))):
        new, old = getattr(report, f"new_{name}"), getattr(row, name)
        if new and new != old:
            yield {"label": label, "pieces": pieces(old, new)}
