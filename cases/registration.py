"""Where cases and register entries are born; nobody else creates a Case."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from ledger.events import record
from ledger.numbers import Series, claim
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import diary as diaries
from .errors import NumberTaken
from .models import Case, CaseParty, Diary, Document


def register_case(
    *, diary: Diary, title: str, unit: Unit, by: User, external_number: str | None = None
) -> Case:
    """Register a case for ``unit`` in ``diary`` (OSL 5:1-2).

    An own diary gives the next number as this work commits; an external one takes the typed
    number, checked against its pattern and unique here too. Raises NumberNotInPattern, NumberTaken.
    """
    with work():
        case = Case(diary=diary, title=title, unit=unit, opened_at=clock.now(), opened_by=by)
        if diary.external:
            _take_external(case, external_number or "")
        else:
            case.save()
            claim(case_series(diary), case)
        add_party(case, unit, CaseParty.Capacity.OWNER)
        record("case.registered", by=by, case=case, unit=unit, subject=case)
        return case


def register_received_cases(places: Iterable[tuple[Unit, Diary]], *, title: str, by: User) -> list[Case]:
    """Register a case of its own for each unit something was sent to, in a constant number of queries."""
    now = clock.now()
    cases = Case.objects.bulk_create(
        Case(diary=diary, unit=unit, title=title, opened_at=now, opened_by=by) for unit, diary in places
    )
    CaseParty.objects.bulk_create(
        CaseParty(case=case, unit=case.unit, capacity=CaseParty.Capacity.OWNER, created_at=now)
        for case in cases
    )
    for case in cases:
        claim(case_series(case.diary), case)
    return cases


def register_document(
    case: Case,
    *,
    kind: str,
    title: str,
    direction: str,
    by: User,
    counterpart: Unit | None = None,
    source: Document | None = None,
) -> Document:
    """Enter a document in the case's register; its number within the case comes at commit."""
    with work():
        document = Document.objects.create(
            case=case,
            kind=kind,
            title=title,
            direction=direction,
            counterpart=counterpart,
            source=source,
            drawn_up_at=clock.now(),
        )
        claim(document_series(case), document)
        record("document.registered", by=by, case=case, unit=case.unit, subject=document)
        return document


def add_party(case: Case, unit: Unit, capacity: str) -> None:
    """Make ``unit`` a party of the case; a second time changes nothing."""
    CaseParty.objects.get_or_create(
        case=case, unit=unit, capacity=capacity, defaults={"created_at": clock.now()}
    )


def case_series(diary: Diary) -> Series:
    """The running sequence of a diary this year (the year of the date in Stockholm)."""
    return Series(f"diary:{diary.pk}", clock.today().year)


def document_series(case: Case) -> Series:
    """The running sequence of documents within a case; it does not restart with the year."""
    return Series(f"case:{case.pk}", 0)


def _take_external(case: Case, number: str) -> None:
    case.year, case.sequence = diaries.parse(case.diary, number, year=clock.today().year)
    case.number, case.registered_at = number.strip(), clock.now()
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise NumberTaken(number=number) from error
