"""Which meetings, items and papers to them a right opens."""

from django.db.models import Q

from cases.models import AgendaDocument, AgendaItem, Body, BodyMember, Case, DocumentFile, Meeting, Summons
from organisation.models import Unit

from .cases import own_case, told_lists, told_of_secret
from .right import Right, Scope, Scopes, in_units, no_secret


def _meeting_called(right: Right) -> Q:
    """Meetings of the person's bodies, from the notice on."""
    return in_units(right, "body__unit") & ~Q(state=Meeting.State.PLANNED)


def _item_of_own_body(right: Right) -> Q:
    """What was announced to the body: an officer's draft is nobody else's."""
    announced = ~Q(state__in=[AgendaItem.State.DRAFTED, AgendaItem.State.REVIEW])
    return in_units(right, "body__unit") & announced & _item_not_secret(right)


def _item_called(right: Right) -> Q:
    meetings = Meeting.objects.filter(_meeting_called(right))
    return Q(meeting__in=meetings) & _item_not_secret(right)


def _item_of_own_case(right: Right) -> Q:
    return Q(case__in=Case.objects.filter(own_case(right)))


def _item_not_secret(right: Right) -> Q:
    return Q(case__isnull=True) | no_secret(right, "case__")


def _of_item(items: Scope) -> Scope:
    return lambda right: (
        Q(item__in=AgendaItem.objects.filter(items(right))) & ~Q(pk__in=told_lists(right).values("pk"))
    )


def _file_of_item(items: Scope) -> Scope:
    def scope(right: Right) -> Q:
        papers = AgendaDocument.objects.filter(item__in=AgendaItem.objects.filter(items(right)))
        papers = papers.exclude(pk__in=told_lists(right).values("pk"))
        return Q(pk__in=papers.values("file"))

    return scope


def _pack_of(meetings: Scope) -> Scope:
    """Packs of these meetings; one that tells of a case which was marked since is read with the case's right."""
    return lambda right: (
        Q(meeting__in=Meeting.objects.filter(meetings(right))) & ~Q(pk__in=told_of_secret(right).values("pk"))
    )


SCOPES: Scopes = {
    (Unit, "keep_meetings"): lambda right: Q(pk__in=right.units),
    (Body, "keep_meetings"): lambda right: in_units(right, "unit"),
    (Body, "see_meeting"): lambda right: in_units(right, "unit"),
    (BodyMember, "keep_meetings"): lambda right: in_units(right, "body__unit"),
    (Meeting, "keep_meetings"): lambda right: in_units(right, "body__unit"),
    (Meeting, "see_meeting"): _meeting_called,
    (Summons, "keep_meetings"): _pack_of(lambda right: in_units(right, "body__unit")),
    (Summons, "see_meeting"): _pack_of(_meeting_called),
    (AgendaItem, "keep_meetings"): _item_of_own_body,
    (AgendaItem, "see_meeting"): _item_called,
    (AgendaItem, "prepare_item"): _item_of_own_case,
    (AgendaItem, "review_item"): _item_of_own_case,
    (AgendaDocument, "keep_meetings"): _of_item(_item_of_own_body),
    (AgendaDocument, "see_meeting"): _of_item(_item_called),
    (AgendaDocument, "prepare_item"): _of_item(_item_of_own_case),
    (DocumentFile, "keep_meetings"): _file_of_item(_item_of_own_body),
    (DocumentFile, "see_meeting"): _file_of_item(_item_called),
}
