"""What is left before the changes are sent on referral or laid before the board, each with where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directives.models import MilestoneWording
from directives.plans.revisions import names
from directives.plans.revisions.weighed import Weighed

from .missing import Missing, by_owner


@dataclass(frozen=True)
class Left:
    """One thing that is left, or done."""

    title: str
    href: str = ""
    action: str = ""
    done: bool = False


def before_referral(
    *, reports: int, proposals: int, missing: list[Missing], orphans: list[MilestoneWording]
) -> list[Left]:
    """Everything the changes wait for; what nobody reported is told, though it stops nothing."""
    return [_reports(reports), *_missing(missing), _proposals(proposals), _orphans(orphans)]


def before_proposing(
    *, missing: list[Missing], orphans: list[MilestoneWording], wordings: list[Weighed]
) -> list[Left]:
    """What the proposal waits for, and what nobody reported."""
    return [*_missing(missing), _orphans(orphans), *_wordings(wordings)]


def _reports(count: int) -> Left:
    if not count:
        return Left(_("Alla lämnade rapporter är hanterade."), done=True)
    said = ngettext("%(count)s rapport är inte hanterad.", "%(count)s rapporter är inte hanterade.", count)
    return Left(said % {"count": count}, "#rapporter", _("Hantera dem"))


def _proposals(count: int) -> Left:
    if not count:
        return Left(_("Alla förslag är besvarade."), done=True)
    said = ngettext("%(count)s förslag är inte besvarat.", "%(count)s förslag är inte besvarade.", count)
    return Left(said % {"count": count}, "#forslag", _("Besvara dem"))


def _orphans(rows: list[MilestoneWording]) -> Left:
    if not rows:
        return Left(_("Alla milstolpar har en ägare."), done=True)
    said = ngettext(
        "%(count)s milstolpe saknar ägare: %(names)s.",
        "%(count)s milstolpar saknar ägare: %(names)s.",
        len(rows),
    )
    told = names.joined([f"{row.code} {row.title}" for row in rows])
    return Left(said % {"count": len(rows), "names": told}, "#agare", _("Utse ägare"))


def _wordings(rows: list[Weighed]) -> Iterator[Left]:
    if rows:
        said = ngettext(
            "%(count)s lydelse ur remissen är inte införd: %(names)s.",
            "%(count)s lydelser ur remissen är inte införda: %(names)s.",
            len(rows),
        )
        told = names.joined([one.weighed.heading for one in rows])
        yield Left(said % {"count": len(rows), "names": told}, "#sades", _("För in dem"))


def _missing(rows: list[Missing]) -> Iterator[Left]:
    waiting = [one for one in rows if not one.is_decided]
    returned = [one for one in waiting if one.is_returned]
    unsaid = [one for one in waiting if not one.is_returned]
    if not waiting:
        yield Left(_("Alla milstolpar är rapporterade eller avgjorda."), done=True)
    if returned:
        yield _returned(returned)
    if unsaid:
        yield _unsaid(unsaid)


def _returned(rows: list[Missing]) -> Left:
    said = ngettext(
        "%(count)s rapport är åter för komplettering: %(names)s. Vänta in den eller låt planen stå kvar.",
        "%(count)s rapporter är åter för komplettering: %(names)s. Vänta in dem eller låt planen stå kvar.",
        len(rows),
    )
    told = names.joined([f"{one.name} ({one.owner})" for one in rows])
    return Left(said % {"count": len(rows), "names": told}, "#tysta", _("Ta ställning"))


def _unsaid(rows: list[Missing]) -> Left:
    said = ngettext(
        "%(count)s milstolpe är inte rapporterad: %(names)s. Går du vidare står planen kvar som den är där.",
        "%(count)s milstolpar är inte rapporterade: %(names)s. Går du vidare står planen kvar som den är där.",
        len(rows),
    )
    told = names.joined([f"{one.name} ({len(one.rows)})" for one in by_owner(rows)])
    return Left(said % {"count": len(rows), "names": told}, "#tysta", _("Ta ställning"))
