"""One item of the minutes: what was decided first, then everything that led to it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper.minutes_elections import elections_blocks
from cases.paper.minutes_parts import MinutesPaper, PaperItem, PaperPoint, PaperStatement, StatementKind
from cases.paper.minutes_votes import ballots_blocks
from cases.paper.minutes_words import is_draft, mark
from cases.paper.prose import Tree, from_markdown, from_plain
from cases.paper.words import moment

Part = tuple[str, Tree]


def item_data(paper: MinutesPaper, item: PaperItem) -> dict[str, Any]:
    """The item as the templates draw it: heading, diary number and its parts, each with a title and blocks."""
    return {
        "mark": mark(item),
        "title": item.title,
        "small": _("Diarienummer %(number)s") % {"number": item.diary_number} if item.diary_number else "",
        "correction": item.correction,
        "parts": [{"title": title, "blocks": blocks} for title, blocks in _parts(paper, item) if blocks],
    }


def _parts(paper: MinutesPaper, item: PaperItem) -> list[Part]:
    return [
        (_decision_title(paper, item), _decision(paper, item)),
        (_("Förslag till beslut") if paper.decides else _("Förslag"), _proposed(paper, item)),
        (_("Förbehåll"), from_markdown(item.condition)),
        (_("Sammanfattning av ärendet"), from_markdown(item.background)),
        (_("Yrkanden"), from_markdown(item.proposals)),
        (_("Beslutsgång"), from_markdown(item.procedure)),
        (_("Omröstning"), ballots_blocks(item.ballots)),
        (_("Val"), elections_blocks(item.elections)),
        (_("Jäv"), _disqualified(item)),
        (_("Ledde ärendet"), from_plain(item.chair)),
        (_("Deltog i beslutet"), from_plain(", ".join(item.participants))),
        (_("Reservationer"), _statements(paper, item, "reservation")),
        (_("Särskilda yttranden"), _statements(paper, item, "special_opinion")),
        (_("Avvikande meningar"), _statements(paper, item, "dissent")),
        (
            _("Protokollsanteckningar") if paper.decides else _("Anteckningar"),
            _statements(paper, item, "note"),
        ),
        (_("Beslutsunderlag"), _list(item.documents)),
        (_("Hänvisningar"), _list(item.references)),
        (_("Bilagor"), _list(item.attachments)),
        (_("Beslutet skickas till"), _list(item.sent_to)),
        (_("Omedelbar justering"), _immediate(item)),
    ]


def _decision_title(paper: MinutesPaper, item: PaperItem) -> str:
    if not paper.decides:
        return _("Ställningstagande") if item.points or item.lead else _("Utfall")
    return _("Beslut") if item.paragraph else _("Förslag till beslut")


def _decision(paper: MinutesPaper, item: PaperItem) -> Tree:
    points = [point for point in item.points if _is_open(paper, item) or point.change != "struck"]
    outcome = [["p", [["strong", [item.outcome]]]]] if item.outcome else []
    if not points:
        return outcome + from_plain(item.lead)
    lead = from_plain(item.lead or _lead(paper, item))
    return [*outcome, *lead, ["points", [_point(point, _is_open(paper, item)) for point in points]]]


def _proposed(paper: MinutesPaper, item: PaperItem) -> Tree:
    """The points that were not decided, as what they are: a proposal."""
    if not item.proposed:
        return []
    said = _("%(body)s föreslås besluta följande:") % {"body": paper.body} if paper.decides else ""
    return [*from_plain(said), ["points", [_point(point, False) for point in item.proposed]]]


def _is_open(paper: MinutesPaper, item: PaperItem) -> bool:
    """Whether it may still be shown what was changed in the meeting."""
    return is_draft(paper) and item.approved_at is None


def _lead(paper: MinutesPaper, item: PaperItem) -> str:
    if not paper.decides:
        return _("%(body)s ställer sig bakom följande:") % {"body": paper.body}
    if not item.paragraph:
        return _("%(body)s föreslås besluta följande:") % {"body": paper.body}
    return _("%(body)s beslutar följande:") % {"body": paper.body}


def _point(point: PaperPoint, shows_change: bool) -> dict[str, Any]:
    changes = {"added": _("Nytt"), "changed": _("Ändrat"), "struck": _("Struket")}
    return {
        "number": point.number,
        "text": from_markdown(point.text),
        "change": changes.get(point.change, "") if shows_change else "",
        "struck": point.change == "struck",
    }


def _disqualified(item: PaperItem) -> Tree:
    return [
        [
            "p",
            [
                (_("%(name)s deltar inte i ärendet på grund av jäv.") % {"name": one.name})
                + _reason(one.reason)
            ],
        ]
        for one in item.disqualified
    ]


def _reason(reason: str) -> str:
    return " " + _("Skäl: %(reason)s") % {"reason": reason.rstrip(".") + "."} if reason else ""


def _statements(paper: MinutesPaper, item: PaperItem, kind: StatementKind) -> Tree:
    said = [statement for statement in item.statements if statement.kind == kind]
    return [block for statement in said for block in _statement(paper, statement)]


def _statement(paper: MinutesPaper, statement: PaperStatement) -> Tree:
    names = _names(statement.names)
    said = {
        "reservation": _("%(names)s reserverar sig mot beslutet."),
        "special_opinion": _("%(names)s lämnar ett särskilt yttrande."),
        "dissent": _("%(names)s har en avvikande mening."),
        "note": _("%(names)s lämnar en anteckning till protokollet.")
        if paper.decides
        else _("%(names)s har en kommentar."),
    }[statement.kind] % {"names": names}
    text = from_markdown(statement.text)
    return [["p", [said]], *([["quote", text]] if text else [])] if names else text


def _names(names: Sequence[str]) -> str:
    """ "A, B och C" """
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _list(lines: Iterable[str]) -> Tree:
    items = [[["p", [line]]] for line in lines if line]
    return [["ul", items]] if items else []


def _immediate(item: PaperItem) -> Tree:
    if not item.immediate:
        return []
    said = _("Paragrafen förklaras omedelbart justerad.")
    when = _("Justerades %(when)s.") % {"when": moment(item.approved_at)} if item.approved_at else ""
    return from_plain(f"{said} {when}".strip())
