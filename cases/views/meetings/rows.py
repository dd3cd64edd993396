"""The agenda as its rows show it: number or §, time, papers with their pages, what is new since last time."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import official_decisions
from cases.meetings import agenda, papers, veiling
from cases.meetings.pack import time_text
from cases.models import AgendaDocument, AgendaItem, Meeting
from cases.paper.agenda import pages_word
from cases.views.meetings.finding import is_unsent


@dataclass(frozen=True)
class PaperRow:
    """A paper: where it is in the pack, and with which supplement it came."""

    paper: AgendaDocument
    pages: str
    news: str
    is_unsent: bool


@dataclass(frozen=True)
class AgendaRow:
    """A row of the agenda."""

    item: AgendaItem
    number: int | None
    time: str
    news: str
    note: str
    movable: bool
    opens: bool = True
    papers: list[PaperRow] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What the row is called in a form."""
        return self.item.public_id


def agenda_rows(meeting: Meeting, items: list[AgendaItem], *, may_keep: bool) -> list[AgendaRow]:
    """The rows in order; who does not keep the meeting sees only what was sent."""
    numbers, last = agenda.numbered(items), last_number(meeting)
    shown = [item for item in items if may_keep or not is_unsent(item)]
    return [_row(meeting, item, numbers.get(item.pk), last, may_keep) for item in shown]


def paper_rows(item: AgendaItem, meeting: Meeting, last: int, *, may_keep: bool) -> list[PaperRow]:
    """The item's papers with their pages, "s. 12–31"."""
    found = [_paper(paper, meeting, last) for paper in papers.of_meeting(item, meeting)]
    return [row for row in found if may_keep or not row.is_unsent]


def last_number(meeting: Meeting) -> int:
    """The number of the latest supplement; 0 for the notice alone, -1 for nothing yet."""
    return meeting.summonses.count() - 1


def _row(meeting: Meeting, item: AgendaItem, number: int | None, last: int, may_keep: bool) -> AgendaRow:
    found = paper_rows(item, meeting, last, may_keep=may_keep)
    news = _news(
        item.summons.number if item.summons and item.summons.meeting_id == meeting.pk else None, last
    )
    waiting = _reports_word(item) if may_keep and not found else ""
    told = [item.presenter, _papers_word(found) or waiting, news or _news_of(found)]
    return AgendaRow(
        item=item,
        number=number,
        time=time_text(item),
        news=news,
        note=" · ".join(part for part in told if part),
        movable=may_keep and item.state == AgendaItem.State.LISTED and meeting.state in agenda.RUNS,
        opens=not veiling.is_veiled(item),
        papers=found,
    )


def _paper(paper: AgendaDocument, meeting: Meeting, last: int) -> PaperRow:
    unsent = papers.is_unsent(paper, meeting)
    if unsent or paper.summons is None:
        return PaperRow(paper, "", _("Inte skickad") if last >= 0 else "", True)
    pages = pages_word(paper.first_page or 0, paper.pages or 0)
    return PaperRow(paper, pages, _news(paper.summons.number, last), False)


def _reports_word(item: AgendaItem) -> str:
    """How many decisions a delegation report will tell of, before its list is sent."""
    if item.kind != AgendaItem.Kind.DELEGATION_REPORT or item.is_closed:
        return ""
    count = official_decisions.to_report(item.body).count()
    return ngettext("%(count)d beslut att anmäla", "%(count)d beslut att anmäla", count) % {"count": count}


def _papers_word(found: list[PaperRow]) -> str:
    if not found:
        return ""
    count = ngettext("%(count)d handling", "%(count)d handlingar", len(found)) % {"count": len(found)}
    sent = [row.paper for row in found if not row.is_unsent]
    if len(sent) != len(found):
        return count
    first = min(paper.first_page or 0 for paper in sent)
    end = max((paper.first_page or 0) + (paper.pages or 0) for paper in sent)
    together = sum(paper.pages or 0 for paper in sent) == end - first
    return f"{count}, {pages_word(first, end - first)}" if together else count


def _news(number: int | None, last: int) -> str:
    """ "Nytt i tillägg 2" for what the latest supplement brought; "Inte skickat" for what waits for the next."""
    if number is None:
        return _("Inte skickat") if last >= 0 else ""
    if number == 0 or number < last:
        return ""
    return _("Nytt i tillägg %(number)s") % {"number": number}


def _news_of(found: list[PaperRow]) -> str:
    return next((row.news for row in found if row.news), "")
