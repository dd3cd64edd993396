"""The diary as anybody reads it (OSL 5:2): date and number always; what secrecy covers is withheld.

A case is withheld when it bears a secrecy mark, and when something in it came from a case that does, or is an
extract of a § in one: its subject is then the other's. What is not registered does not exist here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.fields import TextField

from cases import masking
from cases.models import Case, Diary, Document, Extract
from organisation.models import Unit

MARKED = "secrecy_provision__gt"
FROM_SECRET = Exists(Document.objects.filter(case=OuterRef("pk"), **{f"source__case__{MARKED}": ""}))
OF_SECRET_PARAGRAPH = Exists(
    Extract.objects.filter(document__copies__case=OuterRef("pk"), **{f"item__case__{MARKED}": ""})
)
WITHHELD = Q(**{MARKED: ""}) | Q(FROM_SECRET) | Q(OF_SECRET_PARAGRAPH)
SECRET_EXTRACT = Exists(Extract.objects.filter(document=OuterRef("pk"), **{f"item__case__{MARKED}": ""}))


@dataclass(frozen=True, slots=True)
class Entry:
    """A case of the diary; ``subject`` is "" when it is withheld."""

    public_id: str
    number: str
    registered_at: datetime
    subject: str
    authority: str
    withheld: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A registered document of a case; ``title`` and ``counterpart`` are "" when they are withheld."""

    number: int
    registered_at: datetime
    direction: str
    title: str
    counterpart: str
    withheld: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some entries, newest first, and whether there are more on either side."""

    entries: list[Entry]
    newer: bool
    older: bool


def authorities() -> QuerySet[Unit]:
    """Those who keep a diary here."""
    return Unit.objects.filter(pk__in=Diary.objects.values("authority")).order_by("name", "pk")


def cases(*, authority: str = "", words: str = "", also: Collection[int] = ()) -> QuerySet[Case]:
    """Registered cases, of one authority (its public id) or all, with these words in number or subject.

    ``also`` are the cases of a § that the words name.
    """
    found = Case.objects.filter(registered_at__isnull=False)
    if authority:
        found = found.filter(diary__authority__public_id=authority)
    return found.filter(_says(words) | Q(pk__in=also)) if words else found


def sheet(found: QuerySet[Case], size: int, *, before: str = "", after: str = "") -> Sheet:
    """``size`` entries older than the case ``before``, or newer than ``after``, or the newest."""
    order = ("registered_at", "pk") if after else ("-registered_at", "-pk")
    turned = _beyond(found, after or before, newer=bool(after))
    rows = list(_read(turned).order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    entries = [entry(case) for case in (reversed(rows) if after else rows)]
    return Sheet(entries, newer=more if after else bool(before), older=more or bool(after))


def find(public_id: str) -> Case | None:
    """A registered case."""
    return _read(cases()).filter(public_id=public_id).first()


def entry(case: Case) -> Entry:
    """What anybody may know of the case."""
    withheld: bool = case.withheld  # type: ignore[attr-defined]
    return Entry(
        public_id=case.public_id,
        number=case.number or "",
        registered_at=case.registered_at or case.opened_at,
        subject="" if withheld else public(case.title),
        authority=case.diary.authority.name,
        withheld=withheld,
    )


def lines(case: Case) -> list[Line]:
    """The case's registered documents in order; drafts that were never sent are not among them."""
    registered = case.documents.filter(registered_at__isnull=False)
    rows = registered.select_related("counterpart").annotate(withheld=SECRET_EXTRACT)
    withheld: bool = case.withheld  # type: ignore[attr-defined]
    return [_line(document, withheld or document.withheld) for document in rows.order_by("number_in_case")]


def public(title: str) -> str:
    """A title with personal identity numbers and the like masked."""
    return masking.mask(title, masking.suggestions(title))


def _line(document: Document, withheld: bool) -> Line:
    counterpart = document.counterpart.name if document.counterpart else ""
    return Line(
        number=document.number_in_case or 0,
        registered_at=document.registered_at or document.drawn_up_at,
        direction=document.get_direction_display(),
        title="" if withheld else public(document.title),
        counterpart="" if withheld else counterpart,
        withheld=withheld,
    )


def _read(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.select_related("diary__authority").annotate(
        withheld=Exists(Case.objects.filter(WITHHELD, pk=OuterRef("pk")))
    )


def _says(words: str) -> Q:
    """By number, or by words of a subject that is shown: what is withheld or masked is found by nothing."""
    shown = Func(
        F("title"), Value(masking.PERSONAL.pattern), Value(masking.MASK), Value("g"),
        function="regexp_replace", output_field=TextField(),
    )  # fmt: skip
    said = Case.objects.filter(title__icontains=words).annotate(shown=shown)
    open_ = said.filter(shown__icontains=words).exclude(WITHHELD)
    return Q(number__icontains=words) | Q(pk__in=open_.values("pk"))


def _beyond(found: QuerySet[Case], public_id: str, *, newer: bool) -> QuerySet[Case]:
    at = cases().filter(public_id=public_id).values_list("registered_at", "pk").first() if public_id else None
    if at is None:
        return found
    sign = "gt" if newer else "lt"
    same = Q(**{"registered_at": at[0], f"pk__{sign}": at[1]})
    return found.filter(Q(**{f"registered_at__{sign}": at[0]}) | same)
