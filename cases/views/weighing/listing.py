"""The ledger's list as one person sees it: which comments match, which stretch is shown, which one is open."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import drafts, ledger_of_comments, revision
from cases.models import Comment, Field, ReferralRound, SectionVersion
from cases.revision import Revision
from organisation.models import User

from .choice import Choice

PAGE = 50
Place = tuple[int, int, str]  # a comment's number, key and public id


def about(section: SectionVersion | None) -> str:
    """What a comment is about: a section by number and heading, without our number beside its own."""
    if section is None:
        return _("Utkastet som helhet")
    own = drafts.carry_numbers([section.heading])
    return section.heading if own else f"{section.position} {section.heading}"


def address(public_id: str, number: int | None, choice: Choice) -> str:
    """A comment's address: opened in its place in the list, with the choice kept."""
    return f"{reverse('comment', args=[public_id])}{choice.query}#k{number}"


def next_unweighed(referral_round: ReferralRound, choice: Choice, user: User, *, after: int = 0) -> str:
    """The address of the next comment to weigh, from ``after`` round to it again; empty when none is left."""
    rows = ledger_of_comments.matching(referral_round, choice.wanted_in_any_state, user)
    waiting = list(rows.filter(disposition=None, is_current=True).values_list("number", "public_id"))
    ahead = [one for one in waiting if one[0] > after] or waiting
    return address(ahead[0][1], ahead[0][0], choice) if ahead else ""


@dataclass(frozen=True)
class Card:
    """A comment in the list."""

    comment: Any
    href: str
    clashes: bool

    @property
    def about(self) -> str:
        """What it is about."""
        return about(self.comment.section_version)

    @property
    def outcome(self) -> str:
        """What became of it; empty while nothing has."""
        return self.comment.disposition.outcome if self.comment.disposition else ""

    @property
    def assignee(self) -> str:
        """Who is to weigh it, if anybody in particular."""
        return self.comment.assignee.name if self.comment.assignee else ""

    @property
    def stands_in(self) -> str:
        """Where it was said, when that was not among the comments on the section."""
        if self.comment.field == Field.FILE:
            return ", ".join(part for part in (self.comment.attachment.name, self.comment.place) if part)
        return "" if self.comment.field == Field.COMMENT else capfirst(self.comment.get_field_display())

    @property
    def is_outdated(self) -> bool:
        """Whether its answer no longer counts."""
        return not self.is_dropped and not self.comment.is_current

    @property
    def is_dropped(self) -> bool:
        """Whether it was struck."""
        return bool(self.comment.state == Comment.State.DROPPED)


@dataclass
class Listing:
    """The comments that match ``choice``, and the one that is opened among them whether it matches or not.

    The ``whole`` list is one stretch, to be printed.
    """

    round: ReferralRound
    choice: Choice
    user: User
    opened: Comment | None = None
    asked: str = ""
    whole: bool = False

    @cached_property
    def matching(self) -> list[Place]:
        """Every comment that matches, by number."""
        found = ledger_of_comments.matching(self.round, self.choice.wanted, self.user)
        return list(found.values_list("number", "pk", "public_id"))

    @cached_property
    def order(self) -> list[Place]:
        """The same with the opened one in its place."""
        if self.opened is None or self._own in self.matching:
            return self.matching
        return sorted([*self.matching, self._own])

    @property
    def total(self) -> int:
        """How many there are in the list."""
        return len(self.order)

    @property
    def pages(self) -> int:
        """How many stretches there are."""
        return 1 if self.whole else max(1, -(-self.total // PAGE))

    @property
    def number(self) -> int:
        """Which stretch is shown: the opened one's, or the one asked for."""
        if self.opened is not None:
            return (self.position - 1) // PAGE + 1
        plain = self.asked.isascii() and self.asked.isdigit() and len(self.asked) < 6
        return min(max(int(self.asked) if plain else 1, 1), self.pages)

    @property
    def first(self) -> int:
        """Which one in the list begins the stretch."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Which one ends it."""
        return self.total if self.whole else min(self.number * PAGE, self.total)

    @cached_property
    def cards(self) -> list[Card]:
        """The stretch, in two queries and those of the clashes."""
        ids = [pk for _number, pk, _public_id in self.order[self.first - 1 : self.last]]
        rows = ledger_of_comments.comments(self.round).filter(pk__in=ids)
        return [
            Card(row, address(row.public_id, row.number, self.choice), row.disposition_id in self.clashing)
            for row in rows
        ]

    @cached_property
    def clashing(self) -> set[int]:
        """The dispositions whose wordings clash with another's."""
        return {cause for _section, clash in self.revision.conflicts for cause in clash.causes}

    @property
    def first_clash(self) -> str:
        """The address of the first comment whose wording clashes; empty when none does."""
        rows = Comment.objects.filter(disposition__in=self.clashing, state=Comment.State.ACTIVE)
        first = rows.order_by("number").first()
        return address(first.public_id, first.number, Choice()) if first else ""

    @cached_property
    def revision(self) -> Revision:
        """What the draft becomes by everything weighed so far."""
        return revision.of_round(self.round)

    @property
    def position(self) -> int:
        """Which one in the list is opened, from 1."""
        return self.order.index(self._own) + 1

    @property
    def earlier(self) -> str:
        """The address of the one before the opened one."""
        return self._address(self.position - 2) if self.position > 1 else ""

    @property
    def later(self) -> str:
        """The address of the one after."""
        return self._address(self.position) if self.position < self.total else ""

    @property
    def closed(self) -> str:
        """The list's own address, at the place of the opened one."""
        query = f"{self.choice.and_page}{self.number}" if self.number > 1 else self.choice.query
        place = f"#k{self.opened.number}" if self.opened else ""
        return reverse("round_comments", args=[self.round.public_id]) + query + place

    @property
    def _own(self) -> Place:
        assert self.opened is not None
        return (self.opened.number or 0, self.opened.pk, self.opened.public_id)

    def _address(self, at: int) -> str:
        number, _pk, public_id = self.order[at]
        return address(public_id, number, self.choice)
