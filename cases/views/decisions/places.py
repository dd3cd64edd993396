"""Finding the item or point an address is about, and what the person may do with it; else 404."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cases import access, opened
from cases.meetings.drafting import OFFICERS, SECRETARYS
from cases.models import AgendaItem, Point
from cases.text import normalise
from organisation.http import SignedInRequest

State = AgendaItem.State
OF_ITEM = (
    "case__unit",
    "case__diary",
    "body__unit",
    "meeting__body__unit",
    "round",
    "occasion",
    "created_by",
    "continues__meeting",
    "continues__body__unit",
)
OF_POINT = ("item__case", "item__body__unit", "item__meeting__body__unit", "fulfils", "to_unit", "to_user")


@dataclass(frozen=True)
class Place:
    """An item with the rights of whoever opened it."""

    item: AgendaItem
    may_prepare: bool
    may_review: bool
    may_keep: bool

    @property
    def may_write(self) -> bool:
        """Whether it is a draft of theirs."""
        return self.may_prepare and self.item.state == State.DRAFTED

    @property
    def may_approve(self) -> bool:
        """Whether it waits for their review."""
        return self.may_review and self.item.state == State.REVIEW

    @property
    def may_list(self) -> bool:
        """Whether it waits for their agenda."""
        return self.may_keep and self.item.state == State.ANNOUNCED


def find_item(request: SignedInRequest, public_id: str) -> Place:
    """An item on its way to a meeting: its officers', from the review on a manager's, then the secretary's."""
    found: AgendaItem = access.find_any(
        request.user,
        AgendaItem,
        "prepare_item",
        "review_item",
        "keep_meetings",
        related=OF_ITEM,
        public_id=public_id,
    )
    place = Place(
        found,
        may_prepare=access.can(request.user, "prepare_item", found),
        may_review=access.can(request.user, "review_item", found),
        may_keep=access.can(request.user, "keep_meetings", found),
    )
    if found.state == State.DRAFTED and not place.may_prepare:
        raise Http404
    opened.note(request, found, found.case)
    return place


def find_draft(request: SignedInRequest, public_id: str) -> AgendaItem:
    """An item the person prepares, in whatever state it is now."""
    found: AgendaItem = access.find_any(
        request.user, AgendaItem, "prepare_item", related=OF_ITEM, public_id=public_id
    )
    return found


def find_point(request: SignedInRequest, public_id: str) -> tuple[Point, tuple[str, ...]]:
    """A point of an item the person prepares or keeps, and the item's states in which they may write it."""
    prepared = access.visible_to(request.user, AgendaItem, "prepare_item")
    kept = access.visible_to(request.user, AgendaItem, "keep_meetings")
    mine = Q(item__in=prepared.values("pk")) | Q(item__in=kept.values("pk"))
    point = Point.objects.select_related(*OF_POINT).filter(mine).filter(public_id=public_id).first()
    if point is None or point.item is None:
        raise Http404
    officer = prepared.filter(pk=point.item.pk).exists()
    keeper = kept.filter(pk=point.item.pk).exists()
    return point, (OFFICERS if officer else ()) + (SECRETARYS if keeper else ())


def way_back(request: SignedInRequest, otherwise: str) -> str:
    """Where the person came from, if that is one of our own pages."""
    wish = normalise(request.POST.get("next") or request.GET.get("next") or "")
    allowed = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if allowed else otherwise


def item_address(item: AgendaItem) -> str:
    """The item's page before its meeting."""
    return reverse("item", args=[item.public_id])


def home_of(point: Point) -> str:
    """The page its point is written on: the running meeting's, the planned one's, or the draft's."""
    item = point.item
    if item is None:
        raise ValueError("only an item's points are written again")
    if item.meeting is None:
        return f"{item_address(item)}#p-{point.public_id}"
    name = "agenda_item" if item.meeting.opened_at else "meeting_item"
    return f"{reverse(name, args=[item.meeting.public_id, item.public_id])}#p-{point.public_id}"
