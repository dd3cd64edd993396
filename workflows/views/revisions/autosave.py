"""One field of a report saved while it is written."""

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.errors import Refused
from cases.meetings.errors import TextOvertaken
from cases.templatetags.text_tags import clock_time
from cases.views import saving
from directives.models import MilestoneReport
from directives.plans.errors import ChangedByOneself, ChangedMeanwhile
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import User
from workflows import milestone_reports

from . import fields

RELATED = ("part__plan__unit", "revision__draft", "follow_up__version", "owner", "unit", "saved_by")
TRIES = 4


@require_POST
def report_autosave(request: SignedInRequest, public_id: str, field: str) -> JsonResponse:
    """Store one field; a colleague's newer words are answered, never replaced."""
    report = _find(request, public_id)
    if not _is_known(report, field):
        raise Http404
    edition = saving.edition_of(request)
    if edition is None:
        return saving.page_too_old()
    words = fields.clean(request.POST.get("value", ""))
    if problem := fields.wrong(field, words):
        return saving.refused(problem)
    return _save(request, report, field, words, edition)


def _save(
    request: SignedInRequest, report: MilestoneReport, field: str, words: str, edition: int
) -> JsonResponse:
    """Tried again when another field of the report was saved in between."""
    for _attempt in range(TRIES):
        now = fields.stored(report, field)
        if now != words and edition != fields.edition(now):
            return _overtaken(report, now, request.user)
        try:
            if now != words:
                facts = fields.facts_of(report, field, words)
                milestone_reports.save(report, by=request.user, edition=report.edition, **facts)
        except ChangedMeanwhile:
            report = _find(request, report.public_id)
            continue
        except Refused as refusal:
            return saving.refused(str(refusal))
        at = clock_time(clock.now())
        return saving.stored(fields.edition(words), at=at, said=at)
    return saving.refused(str(ChangedMeanwhile()))


def _overtaken(report: MilestoneReport, now: str, reader: User) -> JsonResponse:
    """Both texts are shown, and who has saved the other: it may be oneself in another window."""
    edition = fields.edition(now)
    if report.saved_by == reader:
        said = _("du själv i ett annat fönster")
        return saving.overtaken(ChangedByOneself(), theirs=now, version=edition, by=said)
    refusal = TextOvertaken(theirs=now, edition=edition)
    by = report.saved_by.name if report.saved_by else _("En kollega")
    return saving.overtaken(refusal, theirs=now, version=edition, by=by)


def _find(request: SignedInRequest, public_id: str) -> MilestoneReport:
    found: MilestoneReport = access.find_any(
        request.user, MilestoneReport, "report_milestone", related=RELATED, public_id=public_id
    )
    return found


def _is_known(report: MilestoneReport, field: str) -> bool:
    if field in fields.FIELDS:
        return True
    number = field[1:]
    known = report.revision.questions if report.revision else None
    return bool(
        known is not None
        and field.startswith("q")
        and number.isascii()
        and number.isdigit()
        and len(number) < 10
        and known.filter(pk=int(number), about="milestone").exists()
    )
