"""The agenda beside the item: what is done, what is on, what comes next."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.meetings.agenda import numbered
from cases.models import AgendaItem, Meeting
from organisation.models import User

Kind = AgendaItem.Kind


@dataclass(frozen=True)
class Row:
    """One row of the agenda as its component takes it."""

    code: str
    href: str
    number: str
    paragraph: str
    title: str
    diary: str
    kind: str
    outcome: str
    now: bool
    time: str
    note: str


@dataclass
class Agenda:
    """A meeting's items in order as one secretary sees them; ``here`` is the one on the page."""

    meeting: Meeting
    user: User
    here: AgendaItem | None = None

    @cached_property
    def items(self) -> list[AgendaItem]:
        """Every item, breaks too, but those of a case the secretary may not read."""
        seen = access.visible_to(self.user, AgendaItem, "keep_meetings").filter(meeting=self.meeting)
        return list(seen.select_related("case").order_by("position", "id"))

    @cached_property
    def counted(self) -> list[AgendaItem]:
        """The items that get an outcome."""
        return [item for item in self.items if item.kind != Kind.BREAK]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """What each is called until it is a §, by its id."""
        return numbered(self.items)

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.counted)

    @property
    def done(self) -> int:
        """How many are closed."""
        return sum(item.is_closed for item in self.counted)

    @property
    def rows(self) -> list[Row]:
        """What the rail shows."""
        return [self._row(item) for item in self.items]

    @property
    def next_open(self) -> AgendaItem | None:
        """The next item without an outcome: after this one, else the first that was passed over."""
        left = [item for item in self.counted if not item.is_closed and item != self.here]
        after = [item for item in left if self.here and item.position > self.here.position]  # type: ignore[operator]
        return next(iter(after or left), None)

    @property
    def next_name(self) -> str:
        """ "ärende 7"; empty when none is left."""
        found = self.next_open
        return self.name(found) if found else ""

    @property
    def after_here(self) -> AgendaItem | None:
        """The next item in order, closed or not."""
        rows = self.counted
        place = rows.index(self.here) + 1 if self.here in rows else 0
        return rows[place] if place < len(rows) else None

    def name(self, item: AgendaItem) -> str:
        """ "ärende 6", or "§ 142" once it is given."""
        if item.paragraph:
            return f"§ {item.paragraph}"
        return _("ärende %(number)s") % {"number": self.numbers.get(item.pk, "")}

    def _row(self, item: AgendaItem) -> Row:
        return Row(
            code=item.public_id,
            href="" if item.kind == Kind.BREAK else item_address(self.meeting, item),
            number=str(self.numbers.get(item.pk, "")),
            paragraph=str(item.paragraph or ""),
            title=item.title,
            diary=(item.case.number or "") if item.case else "",
            kind=item.kind,
            outcome=item.outcome,
            now=item == self.here,
            time=times(item),
            note=_note(item),
        )


def item_address(meeting: Meeting, item: AgendaItem) -> str:
    """The item's page during the meeting."""
    return reverse("agenda_item", args=[meeting.public_id, item.public_id])


def times(item: AgendaItem) -> str:
    """ "12.00–13.00", "12.00", or nothing when no time is set."""
    if item.starts_at is None:
        return ""
    begins = f"{item.starts_at:%H.%M}"
    if not item.minutes:
        return begins
    end = item.starts_at.hour * 60 + item.starts_at.minute + item.minutes
    return f"{begins}–{end // 60 % 24:02}.{end % 60:02}"


def _note(item: AgendaItem) -> str:
    if item.reopened_at and not item.is_closed:
        return _("Öppnad igen")
    if item.extra:
        return _("Extra ärende")
    return ""
