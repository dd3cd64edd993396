"""What the buttons of an item's form do, all in one transaction: note jäv and opinions, then the step itself."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, QueryDict

from cases.errors import Refused
from cases.meetings import closing, electing, errors, in_the_room, points, room_errors
from cases.models import Point
from cases.views.meetings.during.finding import find_point
from cases.views.meetings.during.item_page import ItemPage
from cases.views.meetings.during.words import POINT

from . import side_steps
from .side_steps import Misfit, at_field

FIELDS: dict[type[Refused], str] = {
    errors.OutcomeMissing: "outcome",
    errors.OutcomeUnfit: "outcome",
    errors.NoQuorum: "outcome",
    errors.PointsChanged: "outcome",
    errors.NothingChangedInPoints: "outcome",
    errors.ConditionMissing: "condition",
    errors.ReturnReasonMissing: "return",
    errors.ChairStandsAside: "lead",
    room_errors.ChairDoesNotServe: "lead",
    room_errors.CastByAnother: "votes",
    errors.VersionOvertaken: "confirmed",
    errors.NoPoints: "points",
    errors.TooManyPoints: "points",
}


def take(page: ItemPage, typed: QueryDict, do: str) -> Any:
    """Note the jäv, who leads and the opinion that are filled in, then do what the button says."""
    name, _space, about = do.partition(" ")
    with at_field("aside"):
        side_steps.stand_aside(page, typed)
    with at_field("lead"):
        side_steps.lead(page, typed)
    with at_field("reserve"):
        side_steps.reserve(page, typed)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    return step(page, typed, about)


def anchor(do: str, done: str) -> str:
    """Where on the page the button was, so that one comes back there."""
    name, _space, about = do.partition(" ")
    if name == "add_point":
        return f"#{POINT}{done}"  # the box itself: a browser puts the caret in it
    if name in {"strike", "restore"}:
        return f"#p-{about}"
    return {"back": "#aside", "drop": "#reserve", "unvote": "#votes", "unelect": "#votes"}.get(name, "")


def _nothing(page: ItemPage, typed: QueryDict, about: str) -> None:
    """The texts are saved already."""


def _add_point(page: ItemPage, typed: QueryDict, about: str) -> Point:
    with at_field("points"):
        return points.add_point(page.found, by=page.user)


def _strike(page: ItemPage, typed: QueryDict, about: str) -> None:
    points.strike_point(find_point(page.found, about), by=page.user)


def _restore(page: ItemPage, typed: QueryDict, about: str) -> None:
    points.restore_point(find_point(page.found, about), by=page.user)


def _come_back(page: ItemPage, typed: QueryDict, about: str) -> None:
    rows = page.found.disqualifications.select_related("member").filter(member__public_id=about)
    for row in rows:
        in_the_room.come_back(page.found, row.member, by=page.user)


def _drop(page: ItemPage, typed: QueryDict, about: str) -> None:
    for row in page.found.reservations.filter(public_id=about):
        in_the_room.take_back(row, by=page.user)


def _unvote(page: ItemPage, typed: QueryDict, about: str) -> None:
    for ballot in page.found.ballots.filter(public_id=about):
        in_the_room.strike_vote(ballot, by=page.user)


def _unelect(page: ItemPage, typed: QueryDict, about: str) -> None:
    for election in page.found.elections.filter(public_id=about):
        electing.strike_election(election, by=page.user)


def _close(page: ItemPage, typed: QueryDict, about: str) -> Any:
    try:
        return closing.close_item(
            page.found,
            by=page.user,
            outcome=typed.get("outcome", ""),
            confirmed=typed.getlist("confirmed"),
            immediate=bool(typed.get("immediate")),
        )
    except errors.PointIncomplete as refusal:
        point = page.found.points.get(number=refusal.facts["number"])
        raise Misfit(field=f"{POINT}{point.public_id}", said=str(refusal)) from refusal
    except tuple(FIELDS) as refusal:
        raise Misfit(field=FIELDS[type(refusal)], said=str(refusal)) from refusal


STEPS: dict[str, Callable[[ItemPage, QueryDict, str], Any]] = {
    "save": _nothing,
    "vote": _nothing,
    "elect": _nothing,
    "link": _nothing,
    "add_point": _add_point,
    "strike": _strike,
    "restore": _restore,
    "back": _come_back,
    "drop": _drop,
    "unvote": _unvote,
    "unelect": _unelect,
    "close": _close,
}
