"""Work items as rows of the start page: where each leads and how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.deadlines import days_left
from cases.models import WorkItem
from cases.templatetags.text_tags import days_left_text, long_day
from organisation import clock
from organisation.models import User

KIND = WorkItem.Kind
ROUTES = {
    KIND.DISPATCH: ("round", "send", "blue"),
    KIND.COMPILE: ("round", "table", "blue"),
    KIND.LATE_ANSWER: ("round", "clock-alert", "sol"),
    KIND.ANSWER: ("answer", "message-square", "blue"),
    KIND.SECTION: ("answer", "user-check", "ljung"),
    KIND.APPROVE: ("answer_approval", "badge-check", "skog"),
    KIND.RELEASE: ("answer_release", "send", "skog"),
    KIND.EXTENSION: ("round_manage", "calendar-clock", "sol"),
    KIND.WEIGH: ("round_comments", "scale", "blue"),
    KIND.COMMENT: ("comment", "message-square-quote", "ljung"),
    KIND.REPLACED: ("round_comments", "history", "sol"),
    KIND.ADOPT: ("round_outcome", "file-check", "blue"),
    KIND.DECIDE: ("round_outcome", "gavel", "skog"),
    KIND.REVIEW: ("item", "badge-check", "skog"),
    KIND.REWORK: ("item", "undo-2", "sol"),
    KIND.AGENDA: ("item", "list-plus", "blue"),
    KIND.MINUTES: ("meeting_minutes", "file-text", "blue"),
    KIND.SIGN: ("minutes_sign", "pen-line", "skog"),
    KIND.POST_NOTICE: ("minutes_notice", "megaphone", "sol"),
    KIND.REVIEW_PUBLIC: ("publish_minutes", "eye-off", "sol"),
    KIND.DELIVER: ("meeting_after", "mail-check", "blue"),
    KIND.UNDERTAKING: ("undertaking", "clipboard-check", "blue"),
    KIND.REPORTED: ("undertaking", "clipboard-list", "ljung"),
    KIND.TAKE: ("assignment", "clipboard-pen", "blue"),
    KIND.CARRY_OUT: ("assignment", "clipboard-check", "blue"),
    KIND.ADJUSTED: ("assignment", "file-diff", "sol"),
    KIND.MORE_TIME: ("assignment", "calendar-clock", "sol"),
    KIND.NEEDS_DECISION: ("assignment", "message-circle-question-mark", "sol"),
    KIND.FINAL_REPORT: ("assignment", "clipboard-list", "ljung"),
    KIND.DECLINED: ("assignment", "undo-2", "sol"),
    KIND.PART: ("assignment", "list-checks", "ljung"),
    KIND.NEED: ("need", "message-circle-question-mark", "ljung"),
    KIND.NOMINATE: ("nomination", "user-plus", "blue"),
    KIND.NOMINATED: ("nomination_request", "user-check", "skog"),
    KIND.REVIEW_STEERING: ("steering_document", "file-clock", "sol"),
    KIND.NAME_OWNERS: ("revision", "user-search", "blue"),
    KIND.REPORT_PLAN: ("my_reports", "clipboard-pen", "blue"),
    KIND.REVISE_PLAN: ("revision", "map", "blue"),
    KIND.PUBLISH_PLAN: ("revision", "megaphone", "skog"),
    KIND.FEEDBACK: ("round_feedback", "message-circle-question-mark", "sol"),
}
# the same kind of task about something else is done on another page
OTHER_ROUTES = {(KIND.REPORT_PLAN, "followup"): "my_follow_up_reports"}


@dataclass(frozen=True)
class Row:
    """One thing to do, ready to be drawn."""

    href: str
    title: str
    about: str
    icon: str
    tone: str
    when: str
    left: str
    late: bool


def rows(items: list[WorkItem], reader: User, stands_in: Mapping[tuple[int, str], str]) -> list[Row]:
    """The items in the order given; ``stands_in`` names whom the reader goes in for, by unit and role."""
    return [_row(item, reader, stands_in) for item in items]


def _row(item: WorkItem, reader: User, stands_in: Mapping[tuple[int, str], str]) -> Row:
    return Row(
        href=address_of(item),
        title=_asks(item),
        about=_about(item, reader, stands_in),
        **looks(item),
    )


def looks(item: WorkItem) -> dict[str, Any]:
    """How a row shows its kind and its last day: icon, tone, when, left, late."""
    _page, icon, tone = ROUTES[KIND(item.kind)]
    due = item.due_on
    return {
        "icon": icon,
        "tone": tone,
        "when": long_day(due) if due else "",
        "left": days_left_text(due) if due else "",
        "late": bool(due and days_left(due, clock.today()) < 0),
    }


def _asks(item: WorkItem) -> str:
    """What is to be done: to take an assignment over is not to be given a new one."""
    if (item.kind, item.target_type) == (KIND.TAKE, "transfer"):
        return _("Ta över uppdraget")
    return str(item.get_kind_display())


def address_of(item: WorkItem) -> str:
    """The page the task is done on."""
    kind = KIND(item.kind)
    name = OTHER_ROUTES.get((kind, item.target_type), ROUTES[kind][0])
    return reverse(name, args=[item.target_public_id])


def _about(item: WorkItem, reader: User, stands_in: Mapping[tuple[int, str], str]) -> str:
    """What it is about, where it waits, and for whom the reader would do it."""
    name = _stood_in_for(item, reader, stands_in)
    if item.unit is not None and (item.role or name):
        place = [item.unit.name]
    else:
        place = [] if name else [_("Till dig personligen")]
    return " · ".join([item.title, *place, *([_("för %(name)s") % {"name": name}] if name else [])])


def _stood_in_for(item: WorkItem, reader: User, stands_in: Mapping[tuple[int, str], str]) -> str:
    if item.given_to_id is not None or item.user_id == reader.pk:
        return ""
    if item.user is not None:
        return item.user.name
    return stands_in.get((item.unit_id or 0, item.role), "")
