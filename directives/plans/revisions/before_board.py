"""Where the proposal of a revised plan stands on its way to the board, read from its item's rows alone."""

from dataclasses import dataclass

from cases.models import AgendaItem, Meeting
from directives.models import Revision

ACTING = ("as_proposed", "changed")


@dataclass(frozen=True)
class Laid:
    """The item that carries the proposal now, the meeting whose agenda it is on, and the § it got."""

    item: AgendaItem
    meeting: Meeting | None
    is_own: bool = True  # and not one that goes round again, before the § that sent it back is approved

    @property
    def is_draft(self) -> bool:
        """Nobody has announced it: the board does not know of it."""
        return self.is_own and self.item.state == AgendaItem.State.DRAFTED

    @property
    def is_reviewed(self) -> bool:
        """Somebody reads it before it is announced."""
        return self.item.state == AgendaItem.State.REVIEW

    @property
    def came_back(self) -> bool:
        """The meeting sent it back, by a § that waits to be approved."""
        return not self.is_own and self.item.state == AgendaItem.State.DRAFTED

    @property
    def is_announced(self) -> bool:
        """The board's secretary has it."""
        return self.item.state not in (AgendaItem.State.DRAFTED, AgendaItem.State.REVIEW)

    @property
    def is_decided(self) -> bool:
        """The meeting has decided on it; the § waits to be approved."""
        return self.item.is_closed and self.item.outcome in ACTING

    @property
    def may_be_taken_back(self) -> bool:
        """It has not been announced to anybody."""
        return self.is_own and self.item.announced_at is None and not self.is_announced


def laid(revision: Revision) -> Laid | None:
    """None until the plan is proposed, and once it has been adopted."""
    if revision.state != Revision.State.PROPOSED or revision.item is None:
        return None
    item = newest(revision.item)
    return Laid(item, item.meeting, is_own=item.pk == revision.item_id)


def newest(item: AgendaItem) -> AgendaItem:
    """The item that carries the matter now: the one that continues it in the end."""
    related = AgendaItem.objects.select_related("meeting", "body__unit")
    item = related.get(pk=item.pk)
    while (later := related.filter(continues=item).first()) is not None:
        item = later
    return item
