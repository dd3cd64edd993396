""" "A för B": whoever stands in for somebody is asked to report their milestones, and the events say for whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import access, queries
from directives.models import MilestoneReport
from directives.plans import indicators
from ledger.models import Event
from ledger.public_id import new_public_id
from organisation import clock, roles, substitutions
from tests import factories, plans
from tests.revisions import as_user, asked, report_of, said, shown
from workflows import milestone_reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    return asked(made)


def standing_in(made, *, days=0):
    """Somebody who holds the head's seats, today and some days more."""
    deputy = factories.person("ersattaren")
    today = clock.today()
    seats = made.head.memberships.all()
    substitutions.cover(seats, deputy, starts_on=today, ends_on=today + timedelta(days=days), by=made.head)
    access.forget(deputy)
    return deputy


def test_a_substitute_in_force_reports_for_the_owner_and_it_is_told_who_did_it_for_whom(made, found):
    deputy = standing_in(made)
    url, client = reverse("my_reports", args=[found.public_id]), as_user(deputy)
    start = said(client.get(reverse("start")))
    assert f'href="{url}"' in start
    assert f"för {made.head.name}" in start
    assert "Till dig personligen" not in start
    assert f"Du rapporterar för {made.head.name}." in said(client.get(url))
    report = report_of(made, "PA-1")
    written = client.post(
        reverse("report_autosave", args=[report.public_id, "reason"]), {"value": "Klart.", "version": "0"}
    )
    assert written.status_code == 200
    typed = {f"reason-{report.public_id}": "Klart."}
    client.post(url, {"do": f"give {report.public_id}", "once_key": new_public_id()} | typed)
    report.refresh_from_db()
    assert (report.state, report.given_by, report.owner) == ("given", deputy, made.head)
    event = Event.objects.get(kind="milestone.reported")
    assert (event.actor_id, event.on_behalf_of_id) == (deputy.pk, made.head.pk)
    assert f"{deputy.name} för {made.head.name}, " in shown(made.keeper, found)
    assert f"Lämnad av {deputy.name}" in said(as_user(made.head).get(url))


def test_the_owner_who_reports_does_it_for_nobody(made, found):
    report = report_of(made, "PA-1")
    saved = milestone_reports.save(report, by=made.head, edition=0, status="reached", reason="Klart.")
    milestone_reports.give(saved, by=made.head)
    assert Event.objects.get(kind="milestone.reported").on_behalf_of_id is None


def test_what_is_asked_of_the_person_without_a_place_follows_too(made, found):
    MilestoneReport.objects.filter(revision=found).update(unit=None)
    deputy = standing_in(made)
    client = as_user(deputy)
    assert len(client.get(reverse("my_reports", args=[found.public_id])).context["rows"]) == 6
    report = report_of(made, "PA-1")
    saved = milestone_reports.save(report, by=deputy, edition=0, status="reached", reason="Klart.")
    milestone_reports.give(saved, by=deputy)
    assert Event.objects.get(kind="milestone.reported").on_behalf_of_id == made.head.pk


def test_a_substitute_of_a_seat_elsewhere_or_one_whose_days_are_over_gets_nothing(made, found):
    elsewhere = factories.person("annanstans")
    roles.seat(made.head, "head", made.region.office, starts_on=clock.today())
    seats = made.head.memberships.filter(group__unit_role__unit=made.region.office)
    today = clock.today()
    substitutions.cover(seats, elsewhere, starts_on=today, ends_on=today, by=made.head)
    deputy = standing_in(made)
    url = reverse("my_reports", args=[found.public_id])
    assert as_user(elsewhere).get(url).status_code == 404
    assert queries.inbox(elsewhere) == []
    for row in substitutions.covering(made.head):
        substitutions.end(row, by=made.head)
    access.forget(deputy)
    assert as_user(deputy).get(url).status_code == 404
    assert queries.inbox(deputy) == []


def test_the_tasks_a_substitute_has_in_two_seats_of_one_person_are_listed_once(made, found):
    roles.seat(made.head, "manager", made.region.office, starts_on=clock.today())
    MilestoneReport.objects.filter(revision=found).update(unit=None)
    deputy = standing_in(made)
    assert [item.kind for item in queries.inbox(deputy)] == ["report_plan"]
    assert queries.inbox_count(deputy) == 1


def test_a_substitute_reports_the_value_of_what_measures_the_owners_milestone(made, found):
    deputy = standing_in(made)
    row = made.version.indicatorwordings.select_related("part__plan__unit").get()
    assert indicators.may_report(deputy, row) is True
