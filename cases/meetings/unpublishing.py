"""Published minutes withdrawn: by hand, or because a case they show is marked as secret afterwards (OSL)."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.errors import AlreadyDone
from cases.meetings.public_errors import NotPublished
from cases.meetings.publishing import REVIEW, current, end, lock, tell
from cases.models import ApprovalOccasion, Case, Meeting, PublicMinutes, WorkItem
from cases.reasons import said
from cases.work_items import finish_items, item_for_role, open_items
from ledger.work import work
from organisation.models import User


def withdraw(occasion: ApprovalOccasion, *, by: User, reason: str) -> PublicMinutes:
    """Take what is public away, saying why; the edition is kept. Raises NotPublished, ReasonMissing."""
    why = said(reason)
    with work():
        locked = lock(occasion)
        published = current(locked)
        if published is None:
            raise NotPublished
        end(published, by, why)
        finish_items(locked, REVIEW, by=by)
        tell("minutes.withdrawn", published, by)
        return published


def leave_withdrawn(occasion: ApprovalOccasion, *, by: User) -> None:
    """Say that somebody has looked at withdrawn minutes, which stay so. Raises AlreadyDone."""
    with work():
        locked = lock(occasion)
        if current(locked) is not None or not waits_for_review(locked):
            raise AlreadyDone
        finish_items(locked, REVIEW, by=by)
        tell("minutes.left_withdrawn", locked.publications.all()[0], by)


def withdraw_showing(case: Case, *, by: User) -> int:
    """Withdraw every public edition that shows the case, until its secretary has looked again; answers how many."""
    shown = [row for row in _telling_of(case) if not _is_left_out(row, case)]
    for published in shown:
        with override("sv"):  # what is kept keeps one language, whoever presses
            why = _("Ett ärende i protokollet har sekretessmarkerats.")
        end(published, by, why)
        open_items([_review(published)])
        tell("minutes.withdrawn", published, by, marked=case.pk)
    return len(shown)


def waits_for_review(occasion: ApprovalOccasion) -> bool:
    """Whether somebody has still to look at what was withdrawn because of a secrecy mark."""
    waiting = WorkItem.objects.filter(target_type="approvaloccasion", target_id=occasion.pk, done_at=None)
    return waiting.filter(kind=REVIEW).exists()


def _telling_of(case: Case) -> QuerySet[PublicMinutes]:
    """Public editions with a § of the case, or with a § that reports a decision in it; ours until we commit."""
    told = Q(occasion__items__case=case) | Q(occasion__items__reported_decisions__case=case)
    rows = PublicMinutes.objects.filter(
        pk__in=PublicMinutes.objects.filter(told, withdrawn_at=None).values("pk")
    )
    related = rows.select_related("occasion__meeting__body__unit", "occasion__meeting__case")
    return related.select_for_update(no_key=True, of=("self",)).order_by("pk")


def _is_left_out(published: PublicMinutes, case: Case) -> bool:
    """Whether nothing of the case is in the edition."""
    items = published.occasion.items
    own = set(items.filter(case=case).values_list("public_id", flat=True))
    reported = items.filter(reported_decisions__case=case)
    told = {
        (item, decision)
        for item, decision in reported.values_list("public_id", "reported_decisions__public_id")
    }
    whole = {entry.get("item") for entry in published.left_out}
    decisions = {entry.get("decision") for entry in published.left_out}
    return own <= whole and all(item in whole or decision in decisions for item, decision in told)


def _review(published: PublicMinutes) -> WorkItem:
    meeting = published.occasion.meeting
    return item_for_role(
        REVIEW,
        unit=meeting.body.unit,
        role="secretary",
        target=published.occasion,
        title=_title(meeting),
        case=meeting.case,
    )


def _title(meeting: Meeting) -> str:
    facts = {"body": meeting.body.unit.name, "day": f"{meeting.on:%Y-%m-%d}"}
    with override("sv"):
        return _("Protokoll %(day)s, %(body)s") % facts
