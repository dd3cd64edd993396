"""A plan's revision taken to a step through the real verbs, and its page's forms sent as a browser sends them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from directives.models import MilestoneReport, Revision
from directives.plans.revisions import planning
from ledger.public_id import new_public_id
from organisation.models import User
from tests.plans import Planned
from workflows import milestone_reports, revising_plans

YEAR = 2027
RELATED = ("part__plan__unit", "revision__draft", "owner", "unit")


def begun(made: Planned, year: int = YEAR) -> Revision:
    """The revision of a year, begun."""
    return revising_plans.begin(planning.plan_revision(made.plan, year, by=made.keeper), by=made.keeper)


def asked(made: Planned, year: int = YEAR) -> Revision:
    """The same with its owners asked."""
    return revising_plans.open_reporting(begun(made, year), by=made.keeper)


def compiling(made: Planned, *codes: str) -> Revision:
    """The same with some milestones reported as reached, all of that taken in, and the reporting closed."""
    found = asked(made)
    for code in codes:
        give(made, code, status="reached", reason="Klart.")
    revising_plans.close_reporting(found, by=made.keeper)
    for code in codes:
        milestone_reports.take(report_of(made, code), by=made.keeper)
    found.refresh_from_db()
    return found


def give(made: Planned, code: str, **facts: Any) -> MilestoneReport:
    """One report of the head's, given."""
    said = {"status": "under_way", "reason": "Arbetet pågår.", "trend": "same"} | facts
    report = report_of(made, code)
    saved = milestone_reports.save(report, by=made.head, edition=report.edition, **said)
    return milestone_reports.give(saved, by=made.head)


def give_back(made: Planned, code: str, reason: str = "Skriv vad som hänt.") -> MilestoneReport:
    """One report given and returned for completion."""
    return milestone_reports.give_back(give(made, code, reason="?"), by=made.keeper, reason=reason)


def report_of(made: Planned, code: str) -> MilestoneReport:
    """The report about a milestone."""
    return MilestoneReport.objects.select_related(*RELATED).get(part=made.milestone(code).part)


def as_user(user: User) -> Client:
    """Somebody who is logged in."""
    client = Client()
    client.force_login(user)
    return client


def step(user: User, found: Revision, do: str, about: str = "", **typed: str) -> Any:
    """The page's answer to one form; the revision is read anew."""
    prefix = f"{do}-{about}" if about else do
    sent = {"do": do, "about": about, "once_key": new_public_id()}
    sent |= {f"{prefix}-{name}": value for name, value in typed.items()}
    response = as_user(user).post(reverse("revision", args=[found.public_id]), sent)
    found.refresh_from_db()
    return response


def said(response: Any) -> str:
    """The page's text."""
    return " ".join(response.content.decode().split())


def shown(user: User, found: Revision) -> str:
    """The revision's page as somebody reads it."""
    return said(as_user(user).get(reverse("revision", args=[found.public_id])))
