"""Where cases and register entries are born; nobody else creates a Case."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from ledger.bulk import insert_rows, next_ids
from ledger.events import record, together
from ledger.numbers import Series, claim, registered_at, reserve
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access
from . import diary as diaries
from .errors import DiaryOfAnotherAuthority, NumberTaken
from .models import Case, CaseParty, Diary, Document


def register_case(
    *, diary: Diary, title: str, unit: Unit, by: User, external_number: str | None = None
) -> Case:
    """Register a case for ``unit`` in ``diary`` (OSL 5:1-2).

    An own diary gives the next number as this work commits; an external one takes the typed
    number, checked against its pattern and unique here too. Raises NumberNotInPattern, NumberTaken,
    DiaryOfAnotherAuthority.
    """
    if diary.authority_id != unit.authority_id_or_own:
        raise DiaryOfAnotherAuthority
    with work():
        case = Case(diary=diary, title=title, unit=unit, opened_at=clock.now(), opened_by=by)
        if diary.external:
            _take_external(case, external_number or "")
        else:
            case.save()
            claim(case_series(diary), case)
        add_party(case, unit, CaseParty.Capacity.OWNER)
        behalf = access.stood_in_for(by, unit)
        record("case.registered", by=by, on_behalf_of=behalf, case=case, unit=unit, subject=case)
        return case


@dataclass(frozen=True)
class Received:
    """A case to be registered where something was sent to, under an id chosen in advance."""

    case_id: int
    unit_id: int
    diary: Diary


def register_received(
    places: Sequence[Received], source: Document, *, sender: Unit, title: str, by: User
) -> None:
    """Register what ``sender`` sent as a case of its own at each place, with ``source`` as its first document.

    A constant number of queries; the rows are inserted with their numbers as this work commits.
    """
    if not places:
        return
    own = Counter(case_series(place.diary) for place in places)
    first_in_case = {document_series(place.case_id): 1 for place in places}

    def write(upcoming: dict[Series, int]) -> None:
        _insert_received_cases(places, upcoming, title, by)
        _insert_received_documents(places, source, sender, title)

    reserve({**own, **first_in_case}, write)


def _insert_received_cases(
    places: Sequence[Received], upcoming: dict[Series, int], title: str, by: User
) -> None:
    at = min(registered_at(series) for series in upcoming if series.year)
    year, sequences = clock.local(at).year, []
    for place in places:
        series = case_series(place.diary)
        sequences.append(upcoming[series])
        upcoming[series] += 1
    insert_rows(
        Case,
        len(places),
        id=[place.case_id for place in places],
        diary=[place.diary.pk for place in places],
        unit=[place.unit_id for place in places],
        year=year,
        sequence=sequences,
        number=[place.diary.number(year, seq) for place, seq in zip(places, sequences, strict=True)],
        registered_at=at,
        title=title,
        opened_at=clock.now(),
        opened_by=by.pk,
    )


def _insert_received_documents(
    places: Sequence[Received], source: Document, sender: Unit, title: str
) -> None:
    now = clock.now()
    insert_rows(
        Document,
        len(places),
        case=[place.case_id for place in places],
        kind=source.kind,
        title=title,
        direction=Document.Direction.IN,
        counterpart=sender.pk,
        source=source.pk,
        drawn_up_at=now,
        number_in_case=1,
        registered_at=now,
    )


def register_document(
    case: Case,
    *,
    kind: str,
    title: str,
    direction: str,
    by: User,
    counterpart: Unit | None = None,
    source: Document | None = None,
    day: date | None = None,
) -> Document:
    """Enter a document in the case's register; its number within the case comes at commit.

    ``day`` is when it came or was drawn up, where that was before it is registered.
    """
    with work():
        document = Document.objects.create(
            case=case,
            kind=kind,
            title=title,
            direction=direction,
            counterpart=counterpart,
            source=source,
            drawn_up_at=_moment(day),
        )
        claim(document_series(case), document)
        behalf = access.stood_in_for(by, case.unit)
        record("document.registered", by=by, on_behalf_of=behalf, case=case, unit=case.unit, subject=document)
        return document


def register_passed_on(
    received_in: Case,
    sent_from: Case | None,
    *,
    kind: str,
    title: str,
    sender: Unit,
    receiver: int,
    by: User,
    day: date | None = None,
) -> Document:
    """Enter what one authority gave another in the registers of both; answers the entry of who received it.

    Both are inserted at once, with their numbers, as this work commits. Until then they have an id that
    others may point to, and no row.
    """
    facts = {"kind": kind, "title": title, "drawn_up_at": _moment(day)}
    received = Document(case=received_in, direction=Document.Direction.IN, counterpart=sender, **facts)
    entries = [received]
    if sent_from is not None:
        way = {"direction": Document.Direction.OUT, "counterpart_id": receiver, "source": received}
        entries.append(Document(case=sent_from, **way, **facts))
    with work(), together():
        for entry, pk in zip(entries, next_ids(Document, len(entries)), strict=True):
            entry.pk = pk
            claim(document_series(entry.case_id), entry)
            home = entry.case.unit
            behalf = access.stood_in_for(by, home)
            record(
                "document.registered", by=by, on_behalf_of=behalf, case=entry.case, unit=home, subject=entry
            )
    return received


def _moment(day: date | None) -> datetime:
    """Now, or the beginning of an earlier day: nobody notes the hour a letter came."""
    if day is None or day >= clock.today():
        return clock.now()
    return datetime.combine(day, time(), clock.STOCKHOLM)


def add_party(case: Case, unit: Unit, capacity: str) -> None:
    """Make ``unit`` a party of the case; a second time changes nothing."""
    CaseParty.objects.get_or_create(
        case=case, unit=unit, capacity=capacity, defaults={"created_at": clock.now()}
    )


def case_series(diary: Diary) -> Series:
    """The running sequence of a diary this year (the year of the date in Stockholm)."""
    return Series(f"diary:{diary.pk}", clock.today().year)


def document_series(case: Case | int) -> Series:
    """The running sequence of documents within a case (or its id); it does not restart with the year."""
    return Series(f"case:{case if isinstance(case, int) else case.pk}", 0)


def _take_external(case: Case, number: str) -> None:
    case.year, case.sequence = diaries.parse(case.diary, number, year=clock.today().year)
    case.number, case.registered_at = number.strip(), clock.now()
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise NumberTaken(number=number) from error
