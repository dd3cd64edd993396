"""Two wordings side by side: every section, with what changed in it word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cases import merging
from cases.merging import Piece
from cases.models import DocumentVersion, SectionVersion
from directives.models import SteeringCard, SteeringDocument

DEEPEST = 50  # a document that was replaced more often than that is nobody's


@dataclass(frozen=True)
class ComparedSection:
    """One section; ``state`` is "same", "changed", "new" or "gone"."""

    heading: str
    state: str
    heading_pieces: Sequence[Piece]
    pieces: Sequence[Piece]


def compare(before: DocumentVersion, after: DocumentVersion) -> list[ComparedSection]:
    """What ``after`` changes in ``before``: its sections in order, each gone one where it stood.

    A section is the same one by its identity, or, between two documents, by its heading.
    """
    old, new = list(before.sections.all()), list(after.sections.all())
    pairs = _pairs(old, new)
    found: list[ComparedSection] = []
    left = [part for part in old if part.pk not in {was.pk for was in pairs.values()}]
    for part in new:
        was = pairs.get(part.pk)
        while was is not None and left and left[0].position < was.position:
            found.append(_section(left.pop(0), None))
        found.append(_section(was, part))
    return [*found, *(_section(part, None) for part in left)]


def lineage(card: SteeringCard) -> list[int]:
    """The ids of the document, of those that have taken its place and of those it has replaced."""
    return [card.document_id, *_heirs(card), *_forebears(card)]


def in_lineage(readable: QuerySet[SteeringDocument], card: SteeringCard) -> QuerySet[SteeringDocument]:
    """Every readable wording of the document, of its heirs and of those it has replaced, newest first."""
    return readable.filter(document__in=lineage(card)).order_by("-valid_from", "-pk")


def _heirs(card: SteeringCard) -> list[int]:
    found: list[int] = []
    heir = card.replaced_by
    while heir is not None and len(found) < DEEPEST:
        found.append(heir.document_id)
        heir = heir.replaced_by
    return found


def _forebears(card: SteeringCard) -> list[int]:
    found: list[int] = []
    newest = [card.pk]
    for _step in range(DEEPEST):
        rows = list(SteeringCard.objects.filter(replaced_by__in=newest).values_list("pk", "document_id"))
        if not rows:
            break
        newest = [pk for pk, _document in rows]
        found += [document for _pk, document in rows]
    return found


def _pairs(old: list[SectionVersion], new: list[SectionVersion]) -> dict[int, SectionVersion]:
    """Which old section each new one was, by the new one's id."""
    by_identity = {part.section_id: part for part in old}
    found = {part.pk: by_identity[part.section_id] for part in new if part.section_id in by_identity}
    taken = {part.pk for part in found.values()}
    by_heading = {part.heading: part for part in reversed(old) if part.pk not in taken}
    for part in new:
        if part.pk not in found and part.heading in by_heading:
            found[part.pk] = by_heading.pop(part.heading)
    return found


def _section(was: SectionVersion | None, now: SectionVersion | None) -> ComparedSection:
    old, new = was or now, now or was
    heading, text = (was.heading, was.text) if was else ("", "")
    new_heading, new_text = (now.heading, now.text) if now else ("", "")
    return ComparedSection(
        heading=new.heading if new else old.heading if old else "",
        state=_state(was, now),
        heading_pieces=merging.changes(heading, new_heading)
        if was and now and heading != new_heading
        else (),
        pieces=merging.changes(text, new_text),
    )


def _state(was: SectionVersion | None, now: SectionVersion | None) -> str:
    if was is None:
        return "new"
    if now is None:
        return "gone"
    return "same" if (was.heading, was.text) == (now.heading, now.text) else "changed"
