"""What a revision opens outside itself, in its own case: the round on its changes and the item with its plan."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import rounds
from cases.meetings import points, preparing
from cases.models import AgendaItem, Diary, Point, ReferralRound
from cases.register_language import LANGUAGE
from directives.models import Revision
from directives.plans.revisions import titles
from organisation.models import User

from . import engine
from .item_stages import newest


def begin_round(revision: Revision, *, by: User, last_day: date) -> ReferralRound:
    """The round on what the plan changes, its title told apart from an earlier one of the same revision."""
    plan, case = revision.plan, revision.case
    if case is None:
        raise ValueError("a revision under way has its case")
    with override(LANGUAGE):
        title = _("Förslag till revidering %(year)s av %(plan)s") % {
            "year": revision.year,
            "plan": plan.title,
        }
        summary = _("Bara det som är nytt, ändrat, flyttat, klart eller struket. Resten av planen står kvar.")
    diary = Diary.objects.get(pk=case.diary_id)
    referral_round = engine.begin_round(
        by=by, unit=plan.unit, diary=diary, title=titles.told_apart(title, revision), case=case
    )
    rounds.change_round(referral_round, by=by, summary=summary, last_day=last_day)
    return referral_round


def begin_item(revision: Revision, *, by: User) -> AgendaItem:
    """The item of a plan that came back for another turn, or was taken back; else a new one."""
    plan = revision.plan
    if revision.item is not None:
        known = newest(revision.item)
        if known.state == AgendaItem.State.DRAFTED:
            return known
    if plan.body is None:
        raise ValueError("a revision is planned for a body")
    with override(LANGUAGE):
        title = _("Revidering %(year)s av %(plan)s") % {"year": revision.year, "plan": plan.title}
    called = titles.told_apart(title, revision)
    return preparing.draft_item(revision.case, plan.body, by=by, title=called, referral_round=revision.round)


def let_adopt(item: AgendaItem, revision: Revision, wording: Any, *, by: User) -> None:
    """Let the item adopt exactly ``wording``, by the point it has, with what that says of it, or by a new one."""
    plan = revision.plan
    old = next((point for point in points.standing(item) if point.kind == "adopt"), None)
    if old is not None:
        points.change_point(old, by=by, kind="adopt", versions=[wording], **_said_of_it(old))
        return
    with override(LANGUAGE):
        text = _("Nämnden fastställer %(plan)s i den lydelse som ligger i ärendet.") % {"plan": plan.title}
    points.add_point(item, by=by, text=text, kind="adopt", versions=[wording])


def _said_of_it(point: Point) -> dict[str, Any]:
    """From which day, under what title and as what the point adopts what it adopts."""
    before = point.adoptions.first()
    if before is None:
        return {}
    return {
        "valid_from": before.valid_from,
        "adopted_title": before.title,
        "adopted_kind": before.kind,
    }
