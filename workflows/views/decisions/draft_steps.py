"""What the buttons of a draft's form do after its texts are saved; a refusal says at which field."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.errors import Refused
from cases.meetings import errors, papers, points, preparing, references
from cases.models import AgendaItem, Point
from cases.points_of_text import TooManyPoints, points_of_text
from cases.text import normalise
from cases.views.decisions import links
from cases.views.decisions.draft_page import DraftPage
from cases.views.decisions.draft_rows import facts_form
from cases.views.meetings.during.words import POINT

FIELDS: dict[type[Refused], str] = {
    errors.NoPoints: "points",
    errors.TooManyPoints: "points",
    TooManyPoints: "pasted",
}
WAYS = {"up": -1, "down": 1}


class Misfit(Refused):
    """A refusal that belongs to one field of the form."""

    message = "%(said)s"

    @property
    def field(self) -> str:
        """Which."""
        return str(self.facts["field"])


class ReviewerMissing(Refused):
    """A review is somebody's."""

    message = gettext_lazy("Välj vem som ska granska.")


class NothingChosen(Refused):
    """A reference points at something, and says how."""

    message = gettext_lazy("Sök och välj ett beslut, och skriv hur det hör ihop.")


def take(page: DraftPage, typed: QueryDict, do: str) -> Any:
    """Change the item's facts, then do what the button says."""
    name, _space, about = do.partition(" ")
    if name not in STEPS:
        raise Http404
    _change_facts(page, typed)
    try:
        return STEPS[name](page, typed, about)
    except errors.PointIncomplete as refusal:
        point = page.item.points.get(number=refusal.facts["number"])
        raise Misfit(field=f"{POINT}{point.public_id}", said=str(refusal)) from refusal
    except tuple(FIELDS) as refusal:
        raise Misfit(field=FIELDS[type(refusal)], said=str(refusal)) from refusal


def anchor(do: str, done: str) -> str:
    """Where on the page the button was."""
    name, _space, about = do.partition(" ")
    if name == "add_point":
        return f"#p-{done}"
    if name in WAYS:
        return f"#p-{about}"
    return {"remove": "#points", "paste": "#points"}.get(
        name, "#references" if name in {"search", "refer", "unrefer"} else ""
    )


def _change_facts(page: DraftPage, typed: QueryDict) -> None:
    form = facts_form(page.item, typed)
    if not form.is_bound or not form.is_valid():
        return
    facts = {name: form.cleaned_data[name] for name in ("title", "presenter")}
    preparing.change_item(page.item, by=page.user, kind=form.kind_for(page.item.body), **facts)


def _nothing(page: DraftPage, typed: QueryDict, about: str) -> None:
    """The texts are saved already."""


def _add_point(page: DraftPage, typed: QueryDict, about: str) -> Point:
    return points.add_point(page.item, by=page.user)


def _paste(page: DraftPage, typed: QueryDict, about: str) -> None:
    """Every numbered point of the pasted text becomes a point of its own."""
    for row in points_of_text(typed.get("pasted", "")).points:
        points.add_point(page.item, by=page.user, text=row.text)


def _move(way: str) -> Callable[[DraftPage, QueryDict, str], None]:
    def move(page: DraftPage, typed: QueryDict, about: str) -> None:
        order = list(page.item.points.order_by("number"))
        here = next((place for place, row in enumerate(order) if row.public_id == about), None)
        if here is None or not 0 <= here + WAYS[way] < len(order):
            return
        order.insert(here + WAYS[way], order.pop(here))
        points.order_points(page.item, order, by=page.user)

    return move


def _remove(page: DraftPage, typed: QueryDict, about: str) -> None:
    for point in page.item.points.filter(public_id=about):
        points.strike_point(point, by=page.user)


def _refer(page: DraftPage, typed: QueryDict, about: str) -> None:
    relation = normalise(typed.get("relation", "")).strip()
    chosen = links.found(page.user, normalise(typed.get("to", "")))
    if chosen is None or not relation:
        raise Misfit(field="references", said=str(NothingChosen()))
    target, point = chosen
    references.refer(page.item, by=page.user, to=target, relation=relation, point=point)


def _unrefer(page: DraftPage, typed: QueryDict, about: str) -> None:
    wanted = page.item.references.filter(pk=int(about)) if about.isascii() and about.isdigit() else ()
    for row in wanted:
        references.unrefer(row, by=page.user)


def _take_paper(page: DraftPage, typed: QueryDict, about: str) -> Any:
    code = about or normalise(typed.get("file", ""))
    file = papers.to_take(page.item, page.user).filter(public_id=code).first()
    if file is None:
        raise Http404
    return papers.take_from_case(page.item, file, by=page.user)


def _drop_paper(page: DraftPage, typed: QueryDict, about: str) -> None:
    code = about or normalise(typed.get("paper", ""))
    for paper in page.item.papers.filter(public_id=code):
        papers.remove(paper, by=page.user)


def _send_for_review(page: DraftPage, typed: QueryDict, about: str) -> AgendaItem:
    reviewer = page.reviewers.filter(public_id=normalise(typed.get("reviewer", ""))).first()
    if reviewer is None:
        raise Misfit(field="reviewer", said=str(ReviewerMissing()))
    return preparing.send_for_review(page.item, reviewer, by=page.user)


def _announce(page: DraftPage, typed: QueryDict, about: str) -> AgendaItem:
    return preparing.announce(page.item, by=page.user)


STEPS: dict[str, Callable[[DraftPage, QueryDict, str], Any]] = {
    "save": _nothing,
    "search": _nothing,
    "add_point": _add_point,
    "paste": _paste,
    "up": _move("up"),
    "down": _move("down"),
    "remove": _remove,
    "refer": _refer,
    "unrefer": _unrefer,
    "take": _take_paper,
    "drop": _drop_paper,
    "review": _send_for_review,
    "announce": _announce,
}


def success(do: str) -> str:
    """What is said afterwards."""
    return {
        "save": _("Allt är sparat."),
        "review": _("Ärendet är skickat för granskning."),
        "announce": _("Ärendet är anmält. Sekreteraren sätter upp det på en dagordning."),
    }.get(do, "")
