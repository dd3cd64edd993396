"""One comment with everything it takes to weigh it: the draft, the words in their box, what others have done."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases import boxes, coverage, ledger_of_comments, marking, merging, revision
from cases.coverage import Span
from cases.merging import Conflict, Piece
from cases.models import Answer, AnswerParty, Comment, Field, Recipient, SectionVersion
from cases.revision import RevisedSection, Revision
from organisation.models import User

from .choice import Choice
from .finding import may_work
from .listing import about, address
from .reading_page import Run

SIMILAR = 20
LIKE_THE_DRAFT = 0.3  # the least share of the section's words in a proposal that stands for the whole


@dataclass
class CommentPage:
    """The comment in its round, as one person sees it; ``choice`` says among which others."""

    comment: Comment
    choice: Choice
    user: User
    ticked: frozenset[str] = frozenset()

    @property
    def round(self) -> Any:
        """The round it was said in."""
        return self.comment.round

    @property
    def about(self) -> str:
        """What it is about."""
        return about(self.comment.section_version)

    @cached_property
    def is_current(self) -> bool:
        """Whether its answer still counts."""
        return marking.is_current(self.comment.answer)

    @property
    def is_dropped(self) -> bool:
        """Whether it was struck."""
        return self.comment.state == Comment.State.DROPPED

    @property
    def may_work(self) -> bool:
        """Whether anything can be done to it."""
        return may_work(self.comment.round) and not self.is_dropped

    @property
    def may_weigh(self) -> bool:
        """Whether it can be given a disposition."""
        return self.may_work and self.is_current

    @property
    def outcome(self) -> str:
        """What became of it; empty while nothing has."""
        return self.comment.disposition.outcome if self.comment.disposition else ""

    @property
    def section(self) -> SectionVersion | None:
        """The section that may be worded anew."""
        disposition = self.comment.disposition
        return (disposition and disposition.section_version) or self.comment.section_version

    @property
    def outdated_by(self) -> str:
        """How its answer came to count no more."""
        withdrawn = self.comment.answer.state == Answer.State.WITHDRAWN
        return "withdrawn" if withdrawn else "replaced"

    # --- what was said ---

    @property
    def box_text(self) -> str:
        """The whole text it stands in; empty for a file."""
        comment = self.comment
        if comment.item is not None:
            return str(getattr(comment.item, comment.field))
        return comment.answer.abstain_reason if comment.field == Field.REASON else ""

    @property
    def runs(self) -> list[Run]:
        """The box with the comment's own words marked."""
        comment = self.comment
        own = [(comment.pk, Span(comment.start, comment.end))] if comment.start < comment.end else []
        return [
            Run(one.text, "comment", comment.number) if one.owner else Run(one.text, "read")
            for one in coverage.runs(self.box_text, own)
        ]

    @property
    def box_key(self) -> str:
        """The box's name on the page of the answer."""
        comment = self.comment
        return f"{comment.field}-{comment.item_id or comment.attachment_id or comment.answer_id}"

    @property
    def proposal(self) -> str:
        """The wording proposed beside it; empty when there is none or no section to word anew."""
        item = self.comment.item
        return item.wording if item and self.comment.section_version else ""

    @property
    def proposal_pieces(self) -> list[dict[str, Any]]:
        """How the proposal differs from the draft; empty when it is no wording of the whole section."""
        section = self.comment.section_version
        if not self.proposal or section is None:
            return []
        pieces = merging.changes(section.text, self.proposal)
        same = sum(len(piece.text) for piece in pieces if piece.kind == "same")
        if same < LIKE_THE_DRAFT * len(section.text):
            return []
        return [{"kind": piece.kind, "text": piece.text} for piece in pieces]

    # --- what others have done ---

    @cached_property
    def revision(self) -> Revision:
        """What the draft becomes by everything weighed so far."""
        return revision.of_round(self.comment.round)

    @cached_property
    def addresses(self) -> Mapping[int, str]:
        """The public id of every comment of the round, by number."""
        rows = Comment.objects.filter(round=self.comment.round_id)
        return {number or 0: public_id for number, public_id in rows.values_list("number", "public_id")}

    @property
    def revised(self) -> RevisedSection | None:
        """The section with every accepted wording in it, when any changes it."""
        section = self.section
        parts = [part for part in self.revision.sections if section and part.section.pk == section.pk]
        return parts[0] if parts and parts[0].is_changed else None

    @property
    def revised_pieces(self) -> list[dict[str, Any]]:
        """The same as a word difference, each change with the comments that caused it."""
        part = self.revised
        return [self._piece(piece) for piece in part.text.pieces] if part else []

    @property
    def revised_heading(self) -> str:
        """The section's new heading; empty when it stays."""
        part = self.revised
        return part.heading.text if part and part.heading.text != part.section.heading else ""

    @property
    def clashes(self) -> list[dict[str, Any]]:
        """Accepted wordings that want other words in the same place as this comment's."""
        cause = self.comment.disposition_id
        return [
            {"section": part.section, "base": clash.base, "wordings": self._wordings(clash)}
            for part, clash in self.revision.conflicts
            if cause in clash.causes
        ]

    @property
    def own_pieces(self) -> list[dict[str, Any]]:
        """How the section's text reads by its own disposition, as a word difference; empty when it stays."""
        disposition = self.comment.disposition
        if disposition is None or disposition.text is None or disposition.section_version is None:
            return []
        pieces = merging.changes(disposition.section_version.text, disposition.text)
        return [{"kind": piece.kind, "text": piece.text} for piece in pieces]

    @cached_property
    def together(self) -> list[Comment]:
        """The other comments that share its disposition."""
        if self.comment.disposition_id is None:
            return []
        shared = Comment.objects.filter(disposition=self.comment.disposition_id, state=Comment.State.ACTIVE)
        return list(shared.exclude(pk=self.comment.pk).select_related("recipient__unit").order_by("number"))

    @cached_property
    def similar(self) -> list[Any]:
        """Comments about the same section that nobody has weighed yet."""
        rows = ledger_of_comments.comments(self.comment.round).filter(
            state=Comment.State.ACTIVE,
            disposition=None,
            is_current=True,
            section_version=self.comment.section_version,
        )
        found = list(rows.exclude(pk=self.comment.pk)[:SIMILAR])
        for other in found:
            other.is_ticked = other.public_id in self.ticked
        return found

    @cached_property
    def standing(self) -> Recipient | None:
        """The place whose answer holds the comment's box now; None when its answer counts no more."""
        party = AnswerParty.objects.filter(
            answer=self.comment.answer_id, current=True, answer__state__in=boxes.GIVEN
        ).select_related("recipient")
        return next((one.recipient for one in party), None)

    @property
    def address(self) -> str:
        """Its own address, with the choice."""
        return address(self.comment.public_id, self.comment.number, self.choice)

    def _numbers(self, causes: tuple[int, ...]) -> list[int]:
        return sorted({number for cause in causes for number in self.revision.numbers.get(cause, [])})

    def _piece(self, piece: Piece) -> dict[str, Any]:
        links = [self._link(number) for number in self._numbers(piece.causes)]
        return {"kind": piece.kind, "text": piece.text, "comments": links}

    def _link(self, number: int) -> dict[str, Any]:
        return {"number": number, "href": address(self.addresses[number], number, self.choice)}

    def _wordings(self, clash: Conflict) -> list[dict[str, Any]]:
        units = {one.disposition_id: one for one in self._behind(clash)}
        return [
            {"text": text, "unit": units[cause].recipient.unit.name} | self._link(units[cause].number or 0)
            for cause, text in clash.wordings
        ]

    def _behind(self, clash: Conflict) -> list[Comment]:
        """The comments behind the clashing wordings, the first of each last."""
        rows = Comment.objects.filter(disposition__in=clash.causes, state=Comment.State.ACTIVE)
        return list(rows.select_related("recipient__unit").order_by("-number"))
