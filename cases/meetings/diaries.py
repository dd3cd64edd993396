"""Where a body's meetings are registered: in its authority's diary, or in the nearest one above (OSL 5:1)."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from cases.meetings.diary_errors import DiaryCodeTaken, DiaryThere, NoDiary
from cases.models import Body, Diary
from cases.text import normalise
from ledger.events import record
from ledger.work import work
from organisation.models import Unit, User


@dataclass(frozen=True)
class Place:
    """A diary and whose it is: the body's own authority's, or a ``borrowed`` one above it.

    An ``external`` diary is kept in another system: nothing of the meetings is registered here.
    """

    diary: Diary
    borrowed: bool

    @property
    def external(self) -> bool:
        """Whether the numbers are given in another system."""
        return self.diary.external


def place_of(unit: Unit) -> Place | None:
    """Where the meetings of ``unit`` are registered; None when nobody above it keeps a diary either."""
    own = unit.authority_id_or_own
    above = {pk: nearness for nearness, pk in enumerate(unit.lineage)}
    diaries = Diary.objects.filter(authority__in=[own, *unit.lineage]).select_related("authority")
    found = sorted(
        diaries, key=lambda one: (one.authority_id != own, one.external, -_near(one, above), one.pk)
    )
    usable = [one for one in found if one.authority_id == own or not one.external]
    return Place(usable[0], usable[0].authority_id != own) if usable else None


def needed(body: Body) -> Place:
    """The same; raises NoDiary."""
    found = place_of(body.unit)
    if found is None:
        raise NoDiary(body=body.unit.name)
    return found


def begin(unit: Unit, *, by: User, code: str) -> Diary:
    """Begin a diary for the authority of a unit that has none. Raises DiaryThere, DiaryCodeTaken."""
    name = " ".join(normalise(code).upper().split())
    with work():
        authority = Unit.objects.select_for_update(no_key=True).get(pk=unit.authority_id_or_own)
        if Diary.objects.filter(authority=authority).exists():
            raise DiaryThere
        try:
            with transaction.atomic():
                diary = Diary.objects.create(authority=authority, code=name)
        except IntegrityError as error:
            raise DiaryCodeTaken(code=name) from error
        record("diary.begun", by=by, unit=authority, subject=diary)
        return diary


def _near(diary: Diary, above: dict[int, int]) -> int:
    return above.get(diary.authority_id, -1)
