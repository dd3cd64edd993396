"""Keeping the map: names, order, and the parts of a process."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from cases.text import normalise
from directives.models import Assignment, Process, ProcessPart
from ledger.work import work
from organisation.models import Unit, User

from .errors import NameMissing, PartInUse, PartNameTaken, ProcessNameTaken
from .owners import lock, tell


def begin(*, by: User, keeper: Unit, name: str, kind: str, vacancy: str, unit: Unit | None = None) -> Process:
    """Put a new process last among those of its kind; nobody leads it yet. Raises NameMissing, ProcessNameTaken."""
    words = _name(name)
    with work():
        last = Process.objects.select_for_update(no_key=True).filter(kind=kind).order_by("-position").first()
        if Process.objects.filter(name__iexact=words).exists():
            raise ProcessNameTaken(name=words)
        made = Process.objects.create(
            name=words,
            kind=Process.Kind(kind),
            unit=unit,
            keeper=keeper,
            vacancy=Process.Vacancy(vacancy),
            position=last.position + 1 if last else 1,
        )
        tell("process.begun", made, by)
        return made


def rename(process: Process, *, by: User, name: str) -> Process:
    """Give the process another name. Raises NameMissing."""
    words = _name(name)
    with work():
        fresh = lock(process)
        if fresh.name != words:
            fresh.name = words
            fresh.save(update_fields=["name"])
            tell("process.renamed", fresh, by)
        return fresh


def move(process: Process, *, by: User, up: bool) -> None:
    """Let the process change places with its neighbour of the same kind; at the end nothing happens."""
    with work():
        band = list(
            Process.objects.select_for_update().filter(kind=process.kind).order_by("position", "name")
        )
        here = next(place for place, one in enumerate(band) if one.pk == process.pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(band):
            return
        band[here], band[there] = band[there], band[here]
        for position, one in enumerate(band, start=1):
            one.position = position
        Process.objects.bulk_update(band, ["position"])
        tell("process.moved", lock(process), by)


def add_part(process: Process, *, by: User, name: str) -> ProcessPart:
    """Give the process a part with owners of its own. Raises NameMissing, PartNameTaken."""
    words = _name(name)
    with work():
        fresh = lock(process)
        last = fresh.parts.aggregate(last=Max("position"))["last"] or 0
        made = ProcessPart(process=fresh, name=words, position=last + 1)
        _save_named(made)
        tell("process.part_added", fresh, by, part=made.pk)
        return made


def rename_part(part: ProcessPart, *, by: User, name: str) -> ProcessPart:
    """Give the part another name. Raises NameMissing, PartNameTaken."""
    words = _name(name)
    with work():
        fresh = lock(part.process)
        found = fresh.parts.get(pk=part.pk)
        if found.name != words:
            found.name = words
            _save_named(found)
            tell("process.part_renamed", fresh, by, part=found.pk)
        return found


def remove_part(part: ProcessPart, *, by: User) -> None:
    """Take away a part nobody ever led, asked about or was commissioned for. Raises PartInUse."""
    with work():
        fresh = lock(part.process)
        if part.owners.exists() or part.needs.exists() or Assignment.objects.filter(part=part).exists():
            raise PartInUse(name=part.name)
        if fresh.parts.filter(pk=part.pk).delete()[0]:
            tell("process.part_removed", fresh, by)


def _name(name: str) -> str:
    words = " ".join(normalise(name).split())
    if not words:
        raise NameMissing
    return words[:200]


def _save_named(part: ProcessPart) -> None:
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as error:
        raise PartNameTaken(name=part.name) from error
