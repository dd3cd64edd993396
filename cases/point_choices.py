"""What a decision point can be tied to: frozen versions of its case, and points that ordered something."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit, User

from . import access, decided, ends_with, undertakings
from .errors import Refused
from .meetings import adopting, references
from .meetings.giving import is_foreign, refuse_foreign
from .meetings.names import point_name, taker
from .models import (
    AgendaDocument,
    AgendaItem,
    Case,
    Document,
    DocumentFile,
    DocumentVersion,
    Point,
    Undertaking,
)
from .paragraph_reference import parse

MOST = 20
READERS = ("see_case", "keep_meetings", "see_meeting")
WAITING = (Undertaking.State.OPEN, Undertaking.State.REPORTED)
NAMED = (
    "item__body__unit",
    "item__meeting",
    "item__case",
    "earlier__unit",
    "decision__authority",
    "to_unit",
    "to_user",
)


class SeveralFound(Refused):
    """The words fit more than one."""

    message = _("Flera uppdrag passar. Välj ett av dem.")


@dataclass(frozen=True)
class Candidate:
    """A point that can be declared fulfilled, and what ends with it."""

    code: str
    name: str
    text: str
    to: str
    ends: str = ""


@dataclass(frozen=True)
class PointChoices:
    """For somebody who writes points in a case, for ``unit``; days are counted from ``said_on``.

    ``alone``: an official decides, who does not end what a body has ordered.
    """

    user: User
    unit: Unit
    said_on: date
    case: Case | None = None
    chosen: tuple[DocumentVersion, ...] = ()
    item: AgendaItem | None = None
    alone: bool = False

    def files(self) -> list[DocumentFile]:
        """Files of the case or laid on the item that no frozen version stands for yet, as far as one reads them."""
        laid = AgendaDocument.objects.filter(item=self.item).values("file") if self.item else []
        of_case = Q(document__case=self.case) if self.case else Q(pk__in=[])
        known = {row.content_hash for row in self.versions()}
        readable = access.visible_by_any(self.user, DocumentFile, *READERS)
        found = adopting.only_files(readable.filter(of_case | Q(pk__in=laid)))
        return [row for row in found if row.file.sha256 not in known]

    def versions(self) -> list[DocumentVersion]:
        """Frozen versions of the case's own documents, the newest of each first, and those chosen already."""
        of_case = Q(document__case=self.case) & ~Q(document__kind=Document.Kind.ANSWER)
        wanted = (of_case if self.case else Q(pk__in=[])) | Q(pk__in=[row.pk for row in self.chosen])
        rows = DocumentVersion.objects.filter(wanted, frozen_at__isnull=False)
        return list(rows.select_related("document").order_by("document_id", "-number"))

    def candidates(self, words: str = "") -> list[Candidate]:
        """Open assignments the unit has given, or what a reference or a search finds. Raises as ``only``."""
        return [_candidate(point) for point in self._points(words.strip())]

    def point(self, code: str) -> Point | None:
        """The point behind a candidate's code. Raises OrderedByAnother, OrderedByBody."""
        found = list(self._readable().filter(public_id=code)) if code else []
        return next(iter(self._own(found)), None)

    def only(self, words: str) -> Point | None:
        """The one point the words find. Raises NothingFound, SeveralFound, OrderedByAnother."""
        found = self._points(words.strip()) if words.strip() else []
        if len(found) > 1:
            raise SeveralFound
        return found[0] if found else None

    def _points(self, words: str) -> list[Point]:
        found = [] if parse(words) else self._waiting(words)
        if words:
            found += self._searched(words)
        return list({point.pk: point for point in found}.values())[:MOST]

    def _waiting(self, words: str) -> list[Point]:
        rows = undertakings.given_by(self.unit).filter(state__in=WAITING)
        if self.alone:
            rows = rows.filter(point__item=None)
        if words:
            rows = rows.filter(Q(what__icontains=words) | Q(point__text__icontains=words))
        order = list(rows.values_list("point", flat=True)[:MOST])
        points = self._readable().in_bulk(order)
        return [points[pk] for pk in order if pk in points and not self._is_foreign(points[pk])]

    def _searched(self, words: str) -> list[Point]:
        hits = references.search(words, by=self.user)
        whole = [hit.target for hit in hits if hit.point is None]
        named = {hit.point.pk for hit in hits if hit.point is not None}
        ordering = Q(kind=Point.Kind.ASSIGN) | Q(earlier__isnull=False)
        of_whole = Q(pk__in=[point.pk for target in whole for point in target.points.all()]) & ordering
        return self._own(list(self._readable().filter(Q(pk__in=named) | of_whole).order_by("pk")))

    def _own(self, found: list[Point]) -> list[Point]:
        """Those the unit's authority has ordered; refuses when all of them are another's."""
        own = [point for point in found if not self._is_foreign(point)]
        if found and not own:
            refuse_foreign(found[0], self.unit, alone=self.alone)
        return own

    def _is_foreign(self, point: Point) -> bool:
        return is_foreign(point, self.unit, alone=self.alone)

    def _readable(self) -> QuerySet[Point]:
        return decided.readable_points(self.user).select_related(*NAMED)


def _candidate(point: Point) -> Candidate:
    return Candidate(point.public_id, point_name(point), point.text, taker(point), ends_with.told(point))
