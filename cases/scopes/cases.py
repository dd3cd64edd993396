"""Which cases, documents and files a right opens."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import (
    AgendaDocument,
    AgendaItem,
    Answer,
    Case,
    CaseParty,
    Decision,
    Document,
    DocumentFile,
    SecrecyEntry,
    Summons,
)
from organisation.models import Unit

from .right import Right, Scopes, in_units, no_secret


def own_case(right: Right) -> Q:
    """Cases the person's units own or that they were let into, without the secrets they may not read."""
    party = CaseParty.objects.filter(
        case=OuterRef("pk"), unit__in=right.units, capacity=CaseParty.Capacity.OWNER
    )
    return (Q(Exists(party)) | Q(pk__in=right.cases)) & no_secret(right)


def _kept_case(right: Right) -> Q:
    """Cases of the person's own unit, and of the diary their authority keeps."""
    own = in_units(right, "unit") | Q(diary__authority__in=right.units)
    return own & no_secret(right)


def _document_of_own_case(right: Right) -> Q:
    cases = Case.objects.filter(own_case(right))
    foreign_draft = Exists(
        Answer.objects.filter(document=OuterRef("pk"), released_at__isnull=True, abstained_at__isnull=True)
    )
    return Q(case__in=cases) & ~Q(foreign_draft)


def _file_of_own_case(right: Right) -> Q:
    """Files of the person's cases; minutes, extracts and packs with a secret § are read with its right alone."""
    secret = AgendaItem.objects.filter(case__isnull=False).exclude(no_secret(right, "case__"))
    told = Q(occasion__document=OuterRef("document")) | Q(extracts__document=OuterRef("document"))
    own = Q(document__in=Document.objects.filter(_document_of_own_case(right)))
    packs = told_of_secret(right).filter(file=OuterRef("file"))
    lists = told_lists(right).filter(file=OuterRef("pk"))
    return own & ~Q(Exists(secret.filter(told))) & ~Q(Exists(packs)) & ~Q(Exists(lists))


def told_of_secret(right: Right) -> QuerySet[Summons]:
    """Packs that tell by its title, and perhaps hold papers, of a case which was marked after they were sent."""
    unread = Case.objects.exclude(secrecy_provision="").exclude(no_secret(right))
    since = SecrecyEntry.objects.filter(case__in=unread, at__gt=OuterRef("sent_at"))
    on_agenda = since.filter(case__agenda_items__meeting=OuterRef("meeting"))
    with_papers = since.filter(case__agenda_items__papers__summons=OuterRef("pk"))
    return Summons.objects.filter(Exists(on_agenda) | Exists(with_papers) | Exists(_reported(since)))


def told_lists(right: Right) -> QuerySet[AgendaDocument]:
    """Lists of decisions on delegation that tell by its title of one whose case was marked after they were sent."""
    unread = Case.objects.exclude(secrecy_provision="").exclude(no_secret(right))
    since = SecrecyEntry.objects.filter(case__in=unread, at__gt=OuterRef("summons__sent_at"))
    lists = AgendaDocument.objects.filter(item__kind=AgendaItem.Kind.DELEGATION_REPORT)
    return lists.filter(Exists(_reported(since, "summons__")))


def _reported(since: QuerySet[SecrecyEntry], of: str = "") -> QuerySet[SecrecyEntry]:
    """Entries about a decision that the meeting was told of, or was to be told of when the pack was sent."""
    meeting = OuterRef(f"{of}meeting")
    waits = Q(case__decisions__reported_in=None) & Q(
        Exists(AgendaItem.objects.filter(meeting=OuterRef(meeting), kind=AgendaItem.Kind.DELEGATION_REPORT))
    )
    told = Q(case__decisions__reported_in__meeting=meeting) | waits
    return since.filter(
        told, case__decisions__kind="delegated", case__decisions__decided_at__lt=OuterRef(f"{of}sent_at")
    )


SCOPES: Scopes = {
    (Case, "prepare_item"): own_case,
    (Case, "decide_alone"): own_case,
    (Unit, "register"): lambda right: Q(pk__in=right.units),
    (Case, "see_case"): own_case,
    (Case, "mark_secret"): _kept_case,
    (Case, "read_openings"): _kept_case,
    (Document, "see_case"): _document_of_own_case,
    (DocumentFile, "see_case"): _file_of_own_case,
    (Decision, "see_case"): lambda right: Q(case__in=Case.objects.filter(own_case(right))),
}
