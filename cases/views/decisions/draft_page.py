"""An item before its meeting: everything its page shows, in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from cases import access
from cases.forms.decisions import RELATIONS, ItemFactsForm
from cases.forms.meetings import PaperForm
from cases.meetings import overtaken_items, papers
from cases.meetings.agenda import RUNS
from cases.models import AgendaItem, Case, Decision, Meeting, WorkItem
from cases.views.meetings.during.trouble import Tried
from cases.views.meetings.rows import PaperRow
from cases.work_items import open_about
from organisation import absences, clock
from organisation.models import User

from . import happened, links
from .draft_rows import DraftRow, background_row, facts_form, point_rows
from .places import Place
from .search import Found, search


@dataclass
class DraftPage:
    """The item as one person has it before them; ``tried`` is a form that was refused."""

    place: Place
    user: User
    tried: Tried = field(default_factory=Tried)
    paper_form: PaperForm = field(default_factory=PaperForm)

    @property
    def item(self) -> AgendaItem:
        """The item."""
        return self.place.item

    @cached_property
    def facts(self) -> ItemFactsForm:
        """Its title, purpose and presenter, as stored or as typed."""
        return facts_form(self.item, self.tried.typed if self.tried.problems else None)

    @cached_property
    def points(self) -> list[DraftRow]:
        """Its proposed points."""
        return point_rows(self.item, self.tried)

    @cached_property
    def background(self) -> DraftRow:
        """Its summary."""
        return background_row(self.item, self.tried)

    @cached_property
    def linked_case(self) -> Case | None:
        """The item's case, for whoever may see it."""
        seen = access.visible_to(self.user, Case, "see_case").filter(pk=self.item.case_id)
        return seen.first()

    @cached_property
    def decided_meanwhile(self) -> Decision | None:
        """What an official has decided in the case since the item was begun."""
        return overtaken_items.decided_meanwhile(self.item)

    @property
    def points_error(self) -> str:
        """What was wrong with the points as a whole."""
        return self.tried.message("points")

    @property
    def pasted(self) -> str:
        """A pasted text that waits to be cut in points."""
        return self.tried.typed.get("pasted", "") if self.tried.problems else ""

    @cached_property
    def papers(self) -> list[PaperRow]:
        """Its documents."""
        rows = self.item.papers.select_related("file__file", "file__document")
        return [PaperRow(paper, "", "", paper.summons_id is None) for paper in rows]

    @cached_property
    def to_take(self) -> Any:
        """Documents of the case that can be laid on it."""
        return papers.to_take(self.item, self.user) if self.place.may_write else []

    @cached_property
    def references(self) -> list[links.Link]:
        """What it refers to."""
        return links.outgoing(self.user, item=self.item)

    @property
    def relations(self) -> tuple[Any, ...]:
        """Relations that are suggested."""
        return RELATIONS

    @cached_property
    def found(self) -> Found:
        """The decisions a search came to."""
        return search(self.user, self.tried.typed.get("q", ""))

    @cached_property
    def reviewers(self) -> QuerySet[User]:
        """Managers it can be sent to."""
        case = self.item.case
        unit = case.unit if case else self.item.body.unit
        return access.holders("review_item", unit).exclude(pk=self.user.pk).order_by("name", "pk")

    @cached_property
    def reviewer_choices(self) -> list[tuple[User, date | None]]:
        """Each of them with the last day away of those who are away."""
        people = list(self.reviewers)
        away = absences.until(user.pk for user in people)
        return [(user, away.get(user.pk)) for user in people]

    @cached_property
    def reviewer(self) -> User | None:
        """Whom it waits for."""
        waiting = open_about(self.item).filter(kind=WorkItem.Kind.REVIEW, user__isnull=False)
        found = waiting.select_related("user").first()
        return found.user if found else None

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The body's coming meetings."""
        coming = self.item.body.meetings.filter(state__in=RUNS, on__gte=clock.today())
        return list(coming.order_by("on", "starts_at", "pk"))

    @cached_property
    def sent_back(self) -> happened.Line | None:
        """Why it came back."""
        return happened.sent_back(self.item)

    @cached_property
    def returned_why(self) -> str:
        """What the meeting that returned it asked for."""
        before = self.item.continues
        if before is None or before.outcome != AgendaItem.Outcome.RETURNED:
            return ""
        return before.texts.filter(field="return").values_list("text", flat=True).first() or ""

    @cached_property
    def events(self) -> list[happened.Line]:
        """What has happened to it."""
        return happened.lines(self.item)

    @cached_property
    def earlier(self) -> list[AgendaItem]:
        """The times it was up before, the latest first: returned or postponed."""
        rounds, row = [], self.item.continues
        while row is not None:
            rounds.append(row)
            row = row.continues
        return rounds

    @cached_property
    def later(self) -> AgendaItem | None:
        """The item that continues it."""
        return AgendaItem.objects.filter(continues=self.item).first()
