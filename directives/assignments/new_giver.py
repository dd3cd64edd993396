"""Who gives what stands below an assignment: whoever has it, so a change of taker changes the giver below."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import access
from cases.models import CaseParty, WorkItem
from cases.registration import add_party
from cases.work_items import finish_items, open_about
from directives.models import Assignment, Transfer
from organisation.models import Unit, User

from .fixing import renew
from .places import State, ask_giver, ask_taker, given, locked, tell

OF_GIVER = (
    WorkItem.Kind.MORE_TIME,
    WorkItem.Kind.NEEDS_DECISION,
    WorkItem.Kind.FINAL_REPORT,
    WorkItem.Kind.DECLINED,
)
# those it was offered to know it by its giver; of a draft and of a no there is nobody to tell
WITH_A_TAKER = (State.OFFERED, State.UNDER_WAY, State.REPORTED)


def follow(assignment: Assignment, transfer: Transfer, *, by: User) -> None:
    """Let whoever has the assignment now give what whoever had it gave below it; each taker there is told.

    What has ended stays as it was. So does what the new holder carries out themselves, and everything where
    they may commission in no unit: then those who gave it go on answering for it.
    """
    holder = assignment.taker_user
    if holder is None:
        return
    for row in _given_below(assignment, transfer).order_by("pk"):
        child = locked(row)
        place = _seat_of(holder, assignment.taker_unit, child)
        if child.is_open and place is not None and child.taker_user_id != holder.pk:
            _give(child, holder, assignment.taker_title, place, by)


def _given_below(assignment: Assignment, transfer: Transfer) -> QuerySet[Assignment]:
    """What was given by whoever had it: by the person, or by their unit, where that is not the commissioner's."""
    own = Q(giver_user=transfer.from_user) if transfer.from_user else Q(pk__in=[])
    moved = transfer.from_unit_id not in {None, assignment.taker_unit_id, assignment.unit_id}
    return assignment.children.filter(own | Q(unit=transfer.from_unit) if moved else own)


def _seat_of(holder: User, place: Unit | None, child: Assignment) -> Unit | None:
    """Where the new giver sits: where they took the assignment on, else where it was given from already.

    What a secrecy mark covers moves to no other unit.
    """
    own = [] if place is None or child.case.secrecy_provision else [place]
    return next((unit for unit in [*own, child.unit] if access.role_for(holder, "commission", unit)), None)


def _give(child: Assignment, holder: User, title: str, place: Unit, by: User) -> None:
    child.giver_user, child.giver_title, child.unit = holder, title, place
    version = given(child) if child.state in WITH_A_TAKER else None
    why = _why(holder)
    if version is not None:
        renew(child, version, by, why)
    child.save()
    if place.pk != child.case.unit_id:
        add_party(child.case, place, CaseParty.Capacity.RECIPIENT)
    _move_work(child, by)
    kind = "assignment.giver_changed" if version is not None else "assignment.changed"
    tell(kind, child, by, "commission", reason=why)


def _move_work(child: Assignment, by: User) -> None:
    """What waits for the giver waits for the new one; what waits for the taker is done for the new one."""
    waits = open_about(child).filter(kind__in=OF_GIVER)
    kinds = dict.fromkeys(waits.order_by("pk").values_list("kind", flat=True))
    finish_items(child, *OF_GIVER, by=by)
    for kind in kinds:
        ask_giver(child, kind)
    asks = {"asked_by": child.giver_user, "asked_from": child.unit}
    open_about(child).exclude(kind__in=OF_GIVER).update(**asks)
    if child.state == State.UNDER_WAY:
        ask_taker(child, WorkItem.Kind.ADJUSTED)


def _why(holder: User) -> str:
    """Why the document names another giver, in the language of the diary."""
    with override(settings.LANGUAGE_CODE):
        return _("%(name)s tog över uppdraget som det här är en del av.") % {"name": holder.name}
