"""Approved minutes put where anybody reads them: personal data masked, what secrecy covers left out (OSL)."""

from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from cases import masking, stored_files
from cases.errors import AlreadyDone
from cases.meetings import minutes_files
from cases.meetings.minutes_errors import NotApproved
from cases.models import AgendaItem, ApprovalOccasion, PublicMinutes
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

PDF = "application/pdf"
NOT_WORDS = frozenset({"form", "id", "hash"})
NOTHING: dict[str, Any] = {
    "case": "",
    "presenter": "",
    "outcome": "",
    "immediate": False,
    "points": [],
    "texts": {},
    "conflicts": [],
    "took_part": [],
    "ballots": [],
    "reservations": [],
    "reported": [],
    "references": [],
    "documents": [],
    "chair": "",
}


def publish(
    occasion: ApprovalOccasion, *, by: User, masks: Sequence[str], left_out: Collection[str] = ()
) -> PublicMinutes:
    """Publish approved minutes, once, with these words masked and these items left out.

    What secrecy covers today is left out whether it was named or not. Raises NotApproved, AlreadyDone.
    """
    with work():
        locked = _lock(occasion)
        hidden = secret_items(locked) | set(left_out)
        published = PublicMinutes.objects.create(
            occasion=locked,
            masks=list(masks),
            published_at=clock.now(),
            published_by=by,
            file=stored_files.keep(BytesIO(as_published(locked, masks, hidden)), PDF),
        )
        _record(published, hidden, by)
        return published


def as_published(occasion: ApprovalOccasion, masks: Sequence[str], left_out: Collection[str]) -> bytes:
    """The file the public would read; nothing is kept."""
    hidden = secret_items(occasion) | set(left_out)
    return minutes_files.public_pdf(occasion, list(masks), left_out=lambda said: without(said, hidden))


def readable(occasion: ApprovalOccasion) -> dict[str, Any]:
    """What would be published with nothing masked: secrets left out, and what approvers said of the minutes."""
    said = without(occasion.content, secret_items(occasion))
    dissents = occasion.approvers.exclude(dissent="").values_list("dissent", flat=True)
    return said | {"dissents": list(dissents)}


def secret_items(occasion: ApprovalOccasion) -> set[str]:
    """The items, by public id, whose case bears a secrecy mark today."""
    marked = AgendaItem.objects.filter(occasion=occasion).exclude(case=None)
    return set(marked.exclude(case__secrecy_provision="").values_list("public_id", flat=True))


def without(said: dict[str, Any], left_out: Collection[str]) -> dict[str, Any]:
    """The minutes where these items keep nothing but their number."""
    empty = NOTHING | {"title": _("omfattas av sekretess")}
    return said | {"items": [row | empty if row["id"] in left_out else row for row in said["items"]]}


def suggested(said: dict[str, Any]) -> dict[str, list[int]]:
    """Personal data found in the minutes, and in which § each stands."""
    found: dict[str, list[int]] = {word: [] for word in masking.suggestions(words_of(said))}
    for row in said["items"]:
        here = masking.suggestions(words_of(row))
        for word in here:
            found.setdefault(word, []).append(row["paragraph"])
    return found


def stands_in(said: dict[str, Any], word: str) -> bool:
    """Whether masking the word would hide anything."""
    text = words_of(said)
    return masking.mask(text, [word]) != masking.mask(text, [])


def words_of(said: Any) -> str:
    """Everything that is written in the minutes, a line for each piece."""
    return "\n".join(_words(said))


def _words(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield from () if name in NOT_WORDS else _words(value)
    elif isinstance(said, list):
        for value in said:
            yield from _words(value)


def _lock(occasion: ApprovalOccasion) -> ApprovalOccasion:
    locked = (
        ApprovalOccasion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("meeting__body__unit", "meeting__case")
        .get(pk=occasion.pk)
    )
    if locked.completed_at is None:
        raise NotApproved
    if PublicMinutes.objects.filter(occasion=locked).exists():
        raise AlreadyDone
    return locked


def _record(published: PublicMinutes, hidden: Collection[str], by: User) -> None:
    """The event says how many words are masked, never which: they are what is protected."""
    meeting = published.occasion.meeting
    rows = published.occasion.content["items"]
    record(
        "minutes.published",
        by=by,
        case=meeting.case,
        unit=meeting.body.unit,
        subject=published.occasion,
        meeting=meeting.pk,
        masks=len(published.masks),
        left_out=[row["paragraph"] for row in rows if row["id"] in hidden],
    )
