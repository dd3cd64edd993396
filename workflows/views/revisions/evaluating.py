"""The yearly evaluation of goals and indicators, and the questions about them and the plan, on one page."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.errors import Refused
from cases.views.support import too_late_page
from directives.models import Evaluation, PlanPart, Revision, RevisionQuestion
from directives.plans.errors import ChangedMeanwhile
from directives.plans.measuring import Measured, measure
from directives.plans.reading import PlanAsRead, read
from directives.plans.revisions import answering
from directives.plans.revisions.places import RELATED
from directives.views.plans.difference_rows import name_of
from organisation import clock
from organisation.http import SignedInRequest, form_page

from . import fields

About = RevisionQuestion.About
WRITTEN = (
    Revision.State.PREPARING,
    Revision.State.REPORTING,
    Revision.State.COMPILING,
    Revision.State.REVISING,
)


@dataclass
class Row:
    """A goal or an indicator with what is said of it."""

    part: PlanPart
    name: str
    text: str
    edition: int
    asked: list[tuple[RevisionQuestion, str]]
    measured: list[Measured] = field(
        default_factory=list
    )  # the indicator itself, or those that measure the goal
    before: str = ""
    theirs: str = ""
    seen: int = 0

    @property
    def spoken(self) -> str:
        """All of it, to be read."""
        return "\n".join([self.text, *(words for _question, words in self.asked)]).strip()

    @property
    def mark(self) -> int:
        """The number that stands for what the row holds."""
        return fields.edition("\0".join([self.text, *(words for _question, words in self.asked)]))

    @property
    def answers(self) -> dict[str, str]:
        """By the question's id."""
        return {str(question.pk): words for question, words in self.asked}


@form_page
def revision_evaluation(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every row is saved by itself; one that somebody else saved meanwhile is shown beside what was typed."""
    found: Revision = access.find_any(
        request.user, Revision, "keep_plan", related=RELATED, public_id=public_id
    )
    here = reverse("revision_evaluation", args=[found.public_id])
    rows, asked = _rows(found), _of_plan(found)
    overtaken = False
    if request.method == "POST":
        try:
            overtaken = _save(request, found, rows, asked)
        except Refused as refusal:
            return too_late_page(request, here, str(refusal))
        if not overtaken:
            messages.success(request, _("Sparat."))
            return redirect(here)
    context: dict[str, Any] = {
        "revision": found,
        "plan": found.plan,
        "goals": [row for row in rows if row.part.kind == PlanPart.Kind.GOAL],
        "indicators": [row for row in rows if row.part.kind == PlanPart.Kind.INDICATOR],
        "asked": asked,
        "writable": found.state in WRITTEN,
        "overtaken": overtaken,
    }
    return render(request, "revisions/evaluation.html", context, status=409 if overtaken else 200)


def _of_plan(revision: Revision) -> list[RevisionQuestion]:
    """The questions of the plan as a whole, each with the number of what its answer was."""
    found = list(revision.questions.filter(about=About.PLAN))
    for question in found:
        question.seen = fields.edition(question.answer)  # type: ignore[attr-defined]
    return found


def _rows(revision: Revision) -> list[Row]:
    if revision.draft is None:
        return []
    whole = read(revision.draft)
    known = {row.part_id: row for row in Evaluation.objects.filter(revision=revision)}
    questions = list(revision.questions.all())
    rows = [
        _row(wording, known.get(wording.part_id), questions) for wording in [*whole.goals, *whole.indicators]
    ]
    return _with_figures(whole, rows)


def _row(wording: Any, known: Evaluation | None, questions: list[RevisionQuestion]) -> Row:
    part = wording.part
    about = About.GOAL if part.kind == PlanPart.Kind.GOAL else About.INDICATOR
    answers = known.answers if known else {}
    asked = [(one, str(answers.get(str(one.pk), ""))) for one in questions if one.about == about]
    text, edition = (known.text, known.edition) if known else ("", 0)
    row = Row(part, name_of(part.kind, wording), text, edition, asked, before=getattr(wording, "outcome", ""))
    row.seen = row.mark
    return row


def _with_figures(whole: PlanAsRead, rows: list[Row]) -> list[Row]:
    """Beside each row what is needed to answer about it: unit, target and latest value."""
    by_part = {row.part.pk: row for row in rows}
    for now in measure(whole, clock.today()).values():
        for part_id in (now.row.part_id, now.row.measures_id):
            if part_id in by_part:
                by_part[part_id].measured.append(now)
    return rows


def _save(
    request: SignedInRequest, revision: Revision, rows: list[Row], asked: list[RevisionQuestion]
) -> bool:
    """Save what was changed; answers whether somebody else changed one of the same things."""
    overtaken = False
    for row in rows:
        before, now, seen = row.spoken, row.mark, request.POST.get(f"seen-{row.part.public_id}", "")
        _type(request, row)
        if row.mark in (int_or_none(seen), now):
            continue
        try:
            if int_or_none(seen) != now:
                raise ChangedMeanwhile
            answering.evaluate(
                revision, row.part, by=request.user, text=row.text, answers=row.answers, edition=row.edition
            )
        except ChangedMeanwhile:
            row.theirs, row.seen, overtaken = before or _("tomt"), now, True
    answered = [_answer(request, question) for question in asked]
    return overtaken or any(answered)


def _answer(request: SignedInRequest, question: RevisionQuestion) -> bool:
    """Save one answer about the plan; answers whether somebody else changed it meanwhile."""
    words = fields.clean(request.POST.get(f"q{question.pk}", question.answer))
    seen, now = int_or_none(request.POST.get(f"seen-q{question.pk}", "")), fields.edition(question.answer)
    if fields.edition(words) in (seen, now):
        return False
    if seen != now:
        question.theirs, question.answer, question.seen = question.answer or _("tomt"), words, now  # type: ignore[attr-defined]
        return True
    answering.answer_question(question, by=request.user, text=words)
    return False


def _type(request: SignedInRequest, row: Row) -> None:
    """Let the row hold what was typed."""
    code = row.part.public_id
    row.text = fields.clean(request.POST.get(f"text-{code}", row.text))
    row.asked = [
        (question, fields.clean(request.POST.get(f"q{question.pk}-{code}", words)))
        for question, words in row.asked
    ]


def int_or_none(words: str) -> int | None:
    """A hidden number as it was sent."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 11 else None
