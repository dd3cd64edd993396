"""What the buttons of an item's form do, all in one transaction: note jäv and opinions, then the step itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.meetings import closing, errors, in_the_room, points
from cases.models import Point, Reservation
from cases.views.meetings.during.finding import find_point
from cases.views.meetings.during.item_page import ItemPage
from cases.views.meetings.during.words import POINT

Kind = Reservation.Kind
FIELDS: dict[type[Refused], str] = {
    errors.OutcomeMissing: "outcome",
    errors.OutcomeUnfit: "outcome",
    errors.NoQuorum: "outcome",
    errors.PointsChanged: "outcome",
    errors.NothingChangedInPoints: "outcome",
    errors.ConditionMissing: "condition",
    errors.VersionOvertaken: "confirmed",
    errors.NoPoints: "points",
    errors.TooManyPoints: "points",
}


class Misfit(Refused):
    """A refusal that belongs to one field of the form."""

    message = "%(said)s"

    @property
    def field(self) -> str:
        """Which."""
        return str(self.facts["field"])


class WhoMissing(Refused):
    """A reservation or jäv is somebody's."""

    message = _("Välj vem det gäller.")


def take(page: ItemPage, typed: QueryDict, do: str) -> Any:
    """Note the jäv and the opinion that are filled in, then do what the button says."""
    name, _space, about = do.partition(" ")
    with _at("aside"):
        _stand_aside(page, typed)
    with _at("reserve"):
        _reserve(page, typed)
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
    return {"back": "#aside", "drop": "#reserve", "unvote": "#votes"}.get(name, "")


@contextmanager
def _at(field: str) -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise Misfit(field=field, said=str(refusal)) from refusal


def _stand_aside(page: ItemPage, typed: QueryDict) -> None:
    code, reason = typed.get("aside", ""), typed.get("aside-reason", "").strip()
    member = page.room.find(code) if code else None
    if member is None:
        if reason:
            raise WhoMissing
        return
    in_the_room.stand_aside(page.found, member, by=page.user, reason=reason)


def _reserve(page: ItemPage, typed: QueryDict) -> None:
    who = [member for code in typed.getlist("reserve") if (member := page.room.find(code))]
    text, name = typed.get("reserve-text", "").strip(), typed.get("reserve-name", "").strip()
    if not (who or text or name):
        return
    kind = typed.get("reserve-kind") or Kind.RESERVATION
    if kind not in Kind.values or not (who or name):
        raise WhoMissing
    if kind == Kind.DISSENT or (kind == Kind.NOTE and not who):
        if not name:
            raise WhoMissing
        in_the_room.note_opinion(page.found, by=page.user, kind=kind, text=text, name=name)
        return
    if not who:
        raise WhoMissing
    for member in who:
        if kind == Kind.RESERVATION:
            in_the_room.reserve(page.found, member, by=page.user, text=text)
        else:
            in_the_room.note_opinion(page.found, by=page.user, kind=kind, text=text, member=member)


def _nothing(page: ItemPage, typed: QueryDict, about: str) -> None:
    """The texts are saved already."""


def _add_point(page: ItemPage, typed: QueryDict, about: str) -> Point:
    with _at("points"):
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
    "link": _nothing,
    "add_point": _add_point,
    "strike": _strike,
    "restore": _restore,
    "back": _come_back,
    "drop": _drop,
    "unvote": _unvote,
    "close": _close,
}
