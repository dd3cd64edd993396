"""The one page that leads through a revision: where it is, its days, and what to do now."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import access, takers
from cases.errors import AlreadyDone, NotAllowed, Refused
from cases.text import normalise
from cases.views.support import run_once, too_late_page
from directives.models import MilestoneReport, MilestoneWording, Revision, RevisionQuestion
from directives.plans.errors import ChangedMeanwhile, NotInVersion, NotPlanning
from directives.plans.revisions import weighed
from directives.plans.revisions.errors import NotThisStep, ReportClosed
from directives.plans.revisions.places import RELATED
from directives.views.plans.finding import shown_version
from directives.views.plans.tabs import frame
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from . import days, differing, shown
from .report_rows import is_open
from .sent import Sent
from .step_table import STEPS, Step

GONE = (AlreadyDone, ReportClosed, NotThisStep, NotInVersion, NotPlanning)


@form_page
def revision(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Read by everybody who works with the plan; led by whoever keeps it."""
    found: Revision = access.find_any(
        request.user, Revision, "read_plan_draft", related=(*RELATED, "difference"), public_id=public_id
    )
    keeps = access.can(request.user, "keep_plan", found)
    sent = Sent(request)
    if request.method == "POST":
        if not keeps or sent.code not in STEPS:
            raise Http404
        if done := _take(request, found, sent, STEPS[sent.code]):
            return done
        found.refresh_from_db()
    sees_case = found.case is not None and access.can(request.user, "see_case", found.case)
    context: dict[str, Any] = {
        **frame(request, found.plan, shown_version(request, found.plan), "plan_revisions"),
        "revision": found,
        "shown_case": found.case if sees_case else None,
        "keeps": keeps,
        "stages": days.stages(found),
        "days": days.calendar(found),
        "takers": takers.offered() if keeps and found.is_open else [],
        "mine": _mine(request, found),
        "sees_case": sees_case,
        "sees_round": found.round is not None and access.can(request.user, "see_round", found.round),
        "works": access.can(request.user, "read_plan_draft", found.plan),
        "collects": is_open(found),
        "here": reverse("revision", args=[found.public_id]),
        **shown.of(found, request.user, sent, keeps=keeps),
    }
    return render(request, "revisions/revision.html", context)


def _mine(request: SignedInRequest, found: Revision) -> dict[str, int]:
    """How many milestones the reader reports, how many of them are given, and how many came back."""
    rows = access.visible_to(request.user, MilestoneReport, "report_milestone").filter(revision=found)
    Report = MilestoneReport.State
    counts: dict[str, int] = rows.aggregate(
        total=Count("pk"),
        given=Count("pk", filter=Q(state=Report.GIVEN)),
        returned=Count("pk", filter=Q(state=Report.RETURNED)),
    )
    return counts | {"left": counts["total"] - counts["given"]}


def _take(request: SignedInRequest, found: Revision, sent: Sent, step: Step) -> HttpResponse | None:
    subject = _subject(request, found, step, sent)
    here = reverse("revision", args=[found.public_id])
    form = sent.bind(step.form)
    if not form.is_valid():
        return None if found.state in step.states else too_late_page(request, here)
    try:
        made = run_once(request, partial(_run, step, subject, form, request), name=f"revision_{sent.code}")
    except NotAllowed as error:
        raise Http404 from error
    except GONE as refusal:
        return too_late_page(request, here, str(refusal))
    except KeyUsedForOtherContent:
        return too_late_page(request, here)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        sent.overtaken = isinstance(refusal, ChangedMeanwhile)
        return None
    messages.success(request, str(step.success))
    if step.page:
        return redirect(step.page, made)
    return redirect(f"{here}#{step.anchor}" if step.anchor else here)


def _run(step: Step, subject: Any, form: Any, request: SignedInRequest) -> Any:
    facts = form.facts() if hasattr(form, "facts") else dict(form.cleaned_data)
    return step.verb(subject, by=request.user, **facts)


def _subject(request: SignedInRequest, found: Revision, step: Step, sent: Sent) -> Any:
    """What the step is about; 404 for what is not of this revision."""
    code = normalise(sent.about)
    if step.about == "":
        return found
    if step.about == "report":
        return access.find(request.user, MilestoneReport, "keep_plan", revision=found, public_id=code)
    if step.about == "milestone":
        rows: Any = MilestoneWording.objects.select_related("part", "version__plan")
        return _or_404(rows.filter(version=found.draft, part__public_id=code).first())
    if step.about == "section":
        return _or_404(weighed.find(found, code))
    if step.about == "struck":
        return _or_404(differing.find_struck(found, code))
    if step.about == "proposal":
        return _or_404(found.proposals.filter(public_id=code).first())
    number = int(code) if code.isascii() and code.isdigit() and len(code) < 10 else 0
    question = found.questions.filter(pk=number).first()
    # a second click on what took it away is answered as the first
    return question or RevisionQuestion(pk=0, revision=found)


def _or_404(row: Any) -> Any:
    if row is None:
        raise Http404
    return row
