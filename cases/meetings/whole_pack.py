"""Everything that was sent before a meeting as one file, with a bookmark for each notice, item and paper."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import file_store
from cases.meetings import summons
from cases.models import AgendaDocument, AgendaItem, Meeting, Summons
from cases.paper.pack_whole import Mark, whole_pdf
from cases.register_language import LANGUAGE


def made(meeting: Meeting, sent: Sequence[Summons], items: Iterable[AgendaItem]) -> bytes:
    """``sent`` in order as one PDF; ``items`` is the agenda as its reader may read it."""
    papers = AgendaDocument.objects.filter(summons__in=sent, item__in=[item.pk for item in items])
    rows = list(papers.select_related("item").order_by("item__position", "first_page"))
    with override(LANGUAGE):
        marks = [_marked(one, [row for row in rows if row.summons_id == one.pk]) for one in sent]
        title = _("Handlingar %(day)s, %(body)s") % {"day": meeting.on, "body": meeting.body.unit.name}
        packs = [_content(one) for one in sent]
        return whole_pdf(packs, marks, first_page=sent[0].first_page, title=title, language=LANGUAGE)


def _marked(one: Summons, papers: list[AgendaDocument]) -> Mark:
    """The notice, under it the items it brought papers to, and under them the papers."""
    found: dict[int, list[AgendaDocument]] = {}
    for paper in papers:
        found.setdefault(paper.item_id, []).append(paper)
    below = [
        Mark(
            rows[0].item.title,
            rows[0].first_page or 1,
            [Mark(row.title, row.first_page or 1) for row in rows],
        )
        for rows in found.values()
    ]
    return Mark(summons.title_of(one), one.first_page, below)


def _content(one: Summons) -> bytes:
    with file_store.open_stored(one.file.sha256) as stored:
        return stored.read()
