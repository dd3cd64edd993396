"""What others have said and done around one comment: wordings, clashes, those weighed with it, those like it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases.merging import Conflict, Piece
from cases.models import Comment
from cases.revision import RevisedSection

from .comment_page import CommentPage
from .listing import Listing, address
from .similar import Similar, similar


@dataclass
class Around:
    """The rest of the round as it bears on the comment of a page."""

    page: CommentPage
    listing: Listing
    ticked: frozenset[str] = frozenset()

    @cached_property
    def similar(self) -> list[Similar]:
        """Comments that may share its disposition."""
        return similar(self.page.comment, self.ticked)

    @cached_property
    def together(self) -> list[Comment]:
        """The other comments that share its disposition."""
        comment = self.page.comment
        if comment.disposition_id is None:
            return []
        shared = Comment.objects.filter(disposition=comment.disposition_id, state=Comment.State.ACTIVE)
        return list(shared.exclude(pk=comment.pk).select_related("recipient__unit").order_by("number"))

    @cached_property
    def revised(self) -> RevisedSection | None:
        """The section with every accepted wording in it, when any changes it."""
        section = self.page.section
        parts = [part for part in self.listing.revision.sections if section and part.section.pk == section.pk]
        return parts[0] if parts and parts[0].is_changed else None

    @property
    def revised_pieces(self) -> list[dict[str, Any]]:
        """The same as a word difference, each change with the comments that caused it."""
        return [self._piece(piece) for piece in self.revised.text.pieces] if self.revised else []

    @property
    def revised_heading(self) -> str:
        """The section's new heading; empty when it stays."""
        part = self.revised
        return part.heading.text if part and part.heading.text != part.section.heading else ""

    @cached_property
    def clashes(self) -> list[dict[str, Any]]:
        """Accepted wordings that want other words in the same place as this comment's."""
        cause = self.page.comment.disposition_id
        return [
            {"section": part.section, "base": clash.base, "wordings": self._wordings(clash)}
            for part, clash in self.listing.revision.conflicts
            if cause in clash.causes
        ]

    @cached_property
    def _ids(self) -> Mapping[int, str]:
        """The public id of every comment of the round, by number."""
        rows = Comment.objects.filter(round=self.page.comment.round_id)
        return {number or 0: public_id for number, public_id in rows.values_list("number", "public_id")}

    def _piece(self, piece: Piece) -> dict[str, Any]:
        numbers = self.listing.revision.numbers
        caused = sorted({number for cause in piece.causes for number in numbers.get(cause, [])})
        links = [{"number": number, "href": self._address(number)} for number in caused]
        return {"kind": piece.kind, "text": piece.text, "comments": links}

    def _wordings(self, clash: Conflict) -> list[dict[str, Any]]:
        rows = Comment.objects.filter(disposition__in=clash.causes, state=Comment.State.ACTIVE)
        first = {
            one.disposition_id: one for one in rows.select_related("recipient__unit").order_by("-number")
        }
        return [
            {
                "text": text,
                "number": first[cause].number,
                "unit": first[cause].recipient.unit.name,
                "href": self._address(first[cause].number or 0),
            }
            for cause, text in clash.wordings
        ]

    def _address(self, number: int) -> str:
        return address(self._ids[number], number, self.page.choice)
