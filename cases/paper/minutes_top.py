"""The top of the minutes: what they are, whose, when and where, and whether they are approved."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.paper.minutes_parts import MinutesPaper
from cases.paper.minutes_words import is_draft, kind, paragraphs, span
from cases.paper.words import day, moment
from ledger import clock

Fact = tuple[str, str]


def edges(paper: MinutesPaper, *, name: str, mark: str) -> dict[str, Any]:
    """The file's own title and language, and the head and foot of every page."""
    held = clock.local(paper.starts_at).date().isoformat()
    return {
        "language": paper.language,
        "title": f"{name}, {held}",
        "author": paper.body,
        "keywords": [paper.diary_number] if paper.diary_number else [],
        "kind": " · ".join(part for part in (paper.body, held, paper.diary_number) if part),
        "name": name,
        "running": " · ".join(part for part in (paper.body, f"{kind(paper)} {held}", mark) if part),
        "foot": moment(paper.made_at),
        "lead": "",
        "words": {
            "page": _("Sida {page} av {pages}"),
            "printed": _("Utskriven version kan vara ogiltig. Det som gäller finns i ärendet."),
        },
    }


def draft_mark(paper: MinutesPaper) -> str:
    """What stands on every page of minutes that are not approved."""
    return _("Inte justerat") if is_draft(paper) else ""


def facts(paper: MinutesPaper) -> list[Fact]:
    """What is known of the meeting, as names and values."""
    numbers = [item.paragraph for item in paper.items if item.paragraph]
    every = [
        (_("Tid"), span(paper.starts_at, paper.ended_at)),
        (_("Plats"), paper.place),
        (_("På distans"), paper.distance),
        (_("Ordförande"), paper.chair),
        (_("Sekreterare"), paper.secretary),
        *(_approval(paper) if paper.decides else []),
        (_("Paragrafer"), paragraphs(numbers)),
        (_("Diarienummer"), paper.diary_number),
    ]
    return [(name, value) for name, value in every if value]


def notices(paper: MinutesPaper, *, mark: str, public: bool) -> list[dict[str, str]]:
    """What the reader must know first: that it is not approved, that something is hidden."""
    draft = {"title": mark, "text": _("Det här är ett utkast. Texten kan ändras tills den är justerad.")}
    less = public and (paper.masked or paper.removed)
    return ([draft] if mark else []) + ([_hidden(paper)] if less else [])


def _hidden(paper: MinutesPaper) -> dict[str, str]:
    count = ngettext(
        "%(count)d uppgift har tagits bort", "%(count)d uppgifter har tagits bort", paper.removed
    )
    return {
        "title": count % {"count": paper.removed} if paper.removed else _("Personuppgifter är maskade"),
        "text": _("Det som är maskat eller utelämnat finns i originalet, som kan begäras ut."),
    }


def _approval(paper: MinutesPaper) -> list[Fact]:
    planned = ", ".join(part for part in (paper.approval_place, day(paper.approval_on)) if part)
    return [(_("Justerare"), ", ".join(paper.approvers)), (_("Plats och dag för justering"), planned)]
