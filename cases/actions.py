"""What can be done, by which roles, and how far each right reaches in the tree of units.

``reach`` says which units a seat covers:

``exact``  the seat's own unit only
``down``   the unit and everything below it (a region-level role covers the administrations)
``up``     the unit and what is above it in the same authority (a clinic's seat works in its
           administration's answer, never in the region's)
``within`` the unit and the parts of it in the same authority: what waits there, never in another authority

Reading or writing an unreleased answer never reaches ``down``: a region-level role, the sender
and a superuser are all strangers to it (TF 2:9, 2:13).
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

STAFF = frozenset(
    {"process_owner", "representative", "manager", "head", "officer", "secretary", "registrar", "director"}
)


Reach = Literal["exact", "down", "up", "within"]


@dataclass(frozen=True)
class Action:
    """A right: its codename, the roles that carry it and how far it reaches."""

    codename: str
    roles: frozenset[str]
    reach: Reach


def _action(codename: str, reach: Reach, *roles: str) -> Action:
    return Action(codename, frozenset(roles) or STAFF, reach)


ACTIONS = {
    action.codename: action
    for action in (
        _action("see_case", "down"),
        _action("see_round", "down"),
        _action("read_secret", "exact", "registrar"),
        _action("create_round", "exact", "process_owner"),
        _action("manage_round", "exact", "process_owner"),
        _action("weigh", "exact", "process_owner", "officer"),
        _action("decide", "down", "director"),
        _action("read_answers", "exact", "process_owner", "officer", "registrar", "head"),
        _action("read_shared", "up", "representative", "manager", "head"),
        _action("read_draft", "up", "representative", "manager", "head"),
        _action("write_answer", "up", "representative"),
        _action("prepare_answer", "up", "representative", "manager", "head"),
        _action("approve_answer", "exact", "manager", "head"),
        _action("release_answer", "exact", "representative", "manager", "head"),
        _action("register", "exact", "registrar"),
        _action("read_openings", "exact", "registrar"),
        _action("mark_secret", "exact", "registrar", "officer", "process_owner"),
        _action("keep_meetings", "exact", "secretary"),
        _action("see_meeting", "exact", "secretary", "registrar", "director", "member"),
        _action("prepare_item", "exact", "process_owner", "officer"),
        _action("review_item", "down", "manager", "head", "director"),
        _action("approve_minutes", "exact", "member"),
        _action("read_extract", "up"),
        _action("decide_alone", "down", "director", "head", "manager"),
        _action("report_undertaking", "exact", "director", "head", "manager", "process_owner", "officer"),
        _action("commission", "exact", "director", "head", "manager", "process_owner"),
        _action("see_assignment", "down"),
        _action("take_assignment", "exact", "director", "head", "manager", "process_owner", "officer"),
        _action("keep_processes", "exact", "director", "officer"),
        _action("lead_process", "exact", "process_owner"),
        _action("see_need", "exact", "process_owner"),
        _action(
            "handle_need",
            "exact",
            "process_owner",
            "officer",
            "secretary",
            "director",
            "head",
            "manager",
            "representative",
        ),
        _action("keep_steering", "exact", "process_owner", "officer", "secretary"),
        _action("hold_work", "exact"),
        _action("see_balance", "within", "manager", "head", "director"),
        _action("keep_plan", "exact", "process_owner", "officer", "director"),
        _action("read_plan_draft", "exact", "process_owner", "officer", "director", "head", "manager"),
        _action("write_area", "exact", "process_owner", "officer", "director", "head", "manager"),
        _action("report_milestone", "exact", "process_owner", "officer", "director", "head", "manager"),
        _action("nominate", "exact", "representative", "head", "manager"),
    )
}


def make_permissions(**_kwargs: Any) -> None:
    """Make a Permission row per action on Unit and on Case, so that grants can name it."""
    for app_label, model in (("organisation", "unit"), ("cases", "case")):
        content_type, _made = ContentType.objects.get_or_create(app_label=app_label, model=model)
        for codename in ACTIONS:
            Permission.objects.get_or_create(
                codename=codename,
                content_type=content_type,
                defaults={"name": codename.replace("_", " ").capitalize()},
            )
