"""The map as it is read: bands of processes, a row per responsibility, and what has been."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from directives.models import Process, ProcessOwner, ProcessPart
from organisation import clock

from .owners import name_of, owners_on

Kind = Process.Kind
Rows = dict[tuple[int, int | None], list[ProcessOwner]]


@dataclass
class Responsibility:
    """A process, or a part of it, with who leads it today, who will, and else why nobody does."""

    process: Process
    part: ProcessPart | None = None
    owners: list[ProcessOwner] = field(default_factory=list)
    coming: list[ProcessOwner] = field(default_factory=list)

    @property
    def name(self) -> str:
        """ "Laboratoriediagnostik – BFM"."""
        return f"{self.process.name} – {self.part.name}" if self.part else self.process.name

    @property
    def is_vacant(self) -> bool:
        """Nobody leads it today."""
        return not self.owners

    @property
    def vacancy(self) -> str:
        """Why nobody leads it; empty when somebody does."""
        if self.owners:
            return ""
        holder = self.part or self.process
        return str(holder.get_vacancy_display()) if holder.vacancy else _("uppgift saknas")

    @property
    def words(self) -> str:
        """Everything a search looks in."""
        people = [f"{name_of(one)} {one.title} {one.unit or ''}" for one in (*self.owners, *self.coming)]
        return " ".join([self.name, self.vacancy, *people]).casefold()


@dataclass(frozen=True)
class Card:
    """One process of a band with its responsibilities."""

    process: Process
    rows: list[Responsibility]


@dataclass(frozen=True)
class Band:
    """The processes of one kind, in the map's order."""

    kind: str
    title: str
    cards: list[Card]


def bands(processes: Iterable[Process] | None = None) -> list[Band]:
    """The whole map in four queries; a kind without processes has no band."""
    rows = list(processes if processes is not None else everything())
    cards: dict[str, list[Card]] = defaultdict(list)
    now, later = _owners(rows)
    for process in rows:
        cards[process.kind].append(Card(process, _responsibilities(process, now, later)))
    titles = {
        Kind.CARE: _("Verksamhetsprocesser"),
        Kind.SERVICE: _("Serviceprocesser"),
        Kind.SUPPORT: _("Stödprocesser"),
    }
    return [Band(kind, title, cards[kind]) for kind, title in titles.items() if cards[kind]]


def everything() -> QuerySet[Process]:
    """Every process with what the map draws."""
    return Process.objects.select_related("unit", "keeper").prefetch_related("parts")


def table(found: list[Band], *, vacant_only: bool = False, words: str = "") -> list[Responsibility]:
    """A row per responsibility; of those, the vacant ones, and those where every word is found."""
    rows = [row for band in found for card in band.cards for row in card.rows]
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if (row.is_vacant or not vacant_only) and all(word in row.words for word in wanted)
    ]


def of_process(process: Process) -> list[Responsibility]:
    """The responsibilities of one process."""
    return bands([process])[0].cards[0].rows


def history(process: Process) -> QuerySet[ProcessOwner]:
    """Everybody who led the process or a part of it before, latest first."""
    return (
        ProcessOwner.objects.filter(process=process, ends_on__lt=clock.today())
        .select_related("user", "unit", "part")
        .order_by("-ends_on", "-pk")
    )


def _owners(processes: list[Process]) -> tuple[Rows, Rows]:
    """Who leads each place today, and who will from a later day."""
    today = clock.today()
    now: Rows = defaultdict(list)
    later: Rows = defaultdict(list)
    ids = [process.pk for process in processes]
    leading = Q(pk__in=owners_on(today).values("pk")) | Q(starts_on__gt=today)
    found = ProcessOwner.objects.filter(leading, process__in=ids).select_related("user", "unit")
    for owner in found.order_by("starts_on", "pk"):
        into = now if owner.starts_on <= today else later
        into[owner.process_id, owner.part_id].append(owner)
    return now, later


def _responsibilities(process: Process, now: Rows, later: Rows) -> list[Responsibility]:
    """The parts; and the process itself where it has owners of its own, or no parts."""
    parts = list(process.parts.all())
    whole = (process.pk, None)
    places: list[ProcessPart | None] = [*parts]
    if not parts or whole in now or whole in later:
        places.insert(0, None)
    return [
        Responsibility(process, part, now.get(key, []), later.get(key, []))
        for part in places
        for key in [(process.pk, part.pk if part else None)]
    ]
