"""Following a plan up, part-year and yearly: begun with a report per milestone, frozen as something to cite."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import override

from cases import documents
from cases.diary import diary_for
from cases.errors import AlreadyDone
from cases.models import Case, Document, DocumentVersion
from cases.register_language import LANGUAGE
from cases.registration import register_case, register_document
from cases.text import canonical_hash, normalise
from directives.models import FollowUp, MilestoneWording, Plan, PlanVersion
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import adopting, follow_up_content, follow_up_text
from .errors import ChangedMeanwhile, YearOutside
from .follow_up_errors import FollowUpFrozen, FollowUpThere, LastDayPast, NotInForce, PeriodNotBegun
from .places import running, tell
from .revisions import owners, reporting

Period = FollowUp.Period
ENDS: dict[str, tuple[int, int]] = {Period.PART_1: (3, 31), Period.PART_2: (8, 31), Period.YEAR: (12, 31)}


def begin(plan: Plan, *, period: str, year: int, report_by: date, by: User) -> FollowUp:
    """Follow up the plan in force: every owner is asked, with what was said last already written.

    Raises NotInForce, FollowUpThere, DiaryMissing, PlanEnded, YearOutside, PeriodNotBegun, LastDayPast.
    """
    with work():
        fresh = running(plan)
        version = adopting.in_force(fresh, clock.today())
        if version is None:
            raise NotInForce
        _refuse_impossible(version, period, year, report_by)
        if fresh.follow_ups.filter(year=year, period=period).exists():
            raise FollowUpThere(period=Period(period).label, year=year)
        made = FollowUp(
            plan=fresh,
            version=version,
            year=year,
            period=period,
            until=date(year, *ENDS[period]),
            report_by=report_by,
            begun_at=clock.now(),
            begun_by=by,
        )
        made.case = _register(made, by)
        made.save()
        rows = MilestoneWording.objects.filter(version=version).select_related("owner", "unit")
        owners.ask_for_reports(made, list(rows))
        tell("follow_up.begun", fresh, by, subject=made, case=made.case, year=year)
        return made


def has_ended(follow_up: FollowUp) -> bool:
    """Whether the period it is about is over."""
    return follow_up.until < clock.today()


def _refuse_impossible(version: PlanVersion, period: str, year: int, report_by: date) -> None:
    """A year the plan does not cover, a period that has not begun, a last day that has been."""
    if year not in version.years:
        raise YearOutside(year=year, first=version.first_year, last=version.last_year)
    begins = date(year, 1, 1)
    if clock.today() < begins:
        raise PeriodNotBegun(period=capfirst(Period(period).label), year=year, day=begins.isoformat())
    if report_by < clock.today():
        raise LastDayPast(day=report_by.isoformat())


def save_summary(follow_up: FollowUp, *, by: User, edition: int, text: str) -> FollowUp:
    """Save the summary as it was typed. Raises ChangedMeanwhile, FollowUpFrozen."""
    del by  # the right was asked for where the page was found; typing is no event
    with work():
        fresh = _open(follow_up)
        said = normalise(text).strip()
        if fresh.edition != edition and fresh.summary != said:
            raise ChangedMeanwhile
        fresh.summary = said
        fresh.edition += 1
        fresh.save(update_fields=["summary", "edition"])
        return fresh


def freeze(follow_up: FollowUp, *, by: User) -> FollowUp:
    """Freeze what is reported, registered as a document of the case; it never changes again. Raises AlreadyDone."""
    with work():
        fresh = _locked(follow_up)
        if fresh.frozen_at is not None:
            raise AlreadyDone
        fresh.content = follow_up_content.rows_of(fresh)
        fresh.content_hash = canonical_hash({"summary": fresh.summary, "rows": fresh.content})
        fresh.document = _document(fresh, by)
        fresh.frozen_at, fresh.frozen_by = clock.now(), by
        fresh.save(update_fields=["content", "content_hash", "document", "frozen_at", "frozen_by"])
        reporting.finish_tasks(fresh, by=by)
        silent = sum(not row["reported"] for row in fresh.content if row["kind"] == "milestone")
        tell("follow_up.frozen", fresh.plan, by, subject=fresh, case=fresh.case, silent=silent)
        return fresh


def wording_of(follow_up: FollowUp) -> DocumentVersion | None:
    """The frozen text of a frozen follow-up."""
    if follow_up.document is None:
        return None
    return follow_up.document.versions.filter(frozen_at__isnull=False).first()


def _open(follow_up: FollowUp) -> FollowUp:
    fresh = _locked(follow_up)
    if fresh.frozen_at is not None:
        raise FollowUpFrozen
    return fresh


def _locked(follow_up: FollowUp) -> FollowUp:
    FollowUp.objects.select_for_update(no_key=True).only("pk").get(pk=follow_up.pk)
    return FollowUp.objects.select_related("plan__unit", "version", "case").get(pk=follow_up.pk)


def _register(follow_up: FollowUp, by: User) -> Case:
    unit = follow_up.plan.unit
    return register_case(diary=diary_for(unit), title=follow_up_text.title_of(follow_up), unit=unit, by=by)


def _document(follow_up: FollowUp, by: User) -> Document:
    with override(LANGUAGE):
        document = register_document(
            follow_up.case,
            kind=Document.Kind.REPORT,
            title=follow_up_text.title_of(follow_up),
            direction=Document.Direction.INTERNAL,
            by=by,
        )
    version = DocumentVersion.objects.create(document=document, number=1, language=LANGUAGE)
    documents.replace_sections(version, follow_up_text.sections(follow_up, follow_up.content))
    documents.freeze(version, by=by)
    return document
