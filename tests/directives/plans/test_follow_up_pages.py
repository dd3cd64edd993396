"""A follow-up is begun, summed up and frozen on its page, and read by everybody once it is frozen."""

from datetime import date

import pytest
from django.urls import reverse

from directives.models import FollowUp
from directives.plans import building, cutting, follow_ups
from organisation import clock
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(client):
    made = plans.adopted(since=clock.today())
    client.force_login(made.keeper)
    return made


@pytest.fixture
def follow_up(made):
    return follow_ups.begin(
        made.plan, period="part_2", year=2026, report_by=date(2026, 9, 15), by=made.keeper
    )


def at(follow_up):
    return reverse("follow_up", args=[follow_up.public_id])


def test_it_is_begun_summed_up_and_frozen(client, made):
    address = reverse("plan_follow_ups", args=[made.plan.public_id])
    done = client.post(address, {"period": "year", "year": "2026", "report_by": "2026-12-20"})
    follow_up = FollowUp.objects.get()
    assert done.headers["Location"] == at(follow_up)
    client.post(at(follow_up), {"do": "summary", "text": "Ett bra år.", "edition": "0"})
    client.post(at(follow_up), {"do": "freeze"})
    page = client.get(at(follow_up))
    text = page.content.decode()
    assert "Ett bra år." in text
    assert "Rapporten ändras aldrig." in text
    assert [area.name for area in page.context["tables"].areas][:1] == ["PA Personcentrerat arbetssätt"]
    assert client.get(reverse("follow_up_file", args=[follow_up.public_id])).getvalue()[:5] == b"%PDF-"


def test_a_second_one_of_the_same_period_is_answered_in_the_form(client, made, follow_up):
    address = reverse("plan_follow_ups", args=[made.plan.public_id])
    page = client.post(address, {"period": "part_2", "year": "2026", "report_by": "2026-12-20"})
    assert "Uppföljningen för delår augusti 2026 finns redan." in page.content.decode()


def test_a_missing_target_and_value_are_said(client, made, follow_up):
    text = client.get(at(follow_up)).content.decode()
    assert "Kan ej bedömas" in text
    assert "inte rapporterad" in text


def test_until_it_is_frozen_it_is_theirs_who_work_with_the_plan(client, made, follow_up):
    file = reverse("follow_up_file", args=[follow_up.public_id])
    assert client.get(file).status_code == 404
    client.force_login(factories.person("nagonannan"))
    assert client.get(at(follow_up)).status_code == 404
    follow_ups.freeze(follow_up, by=made.keeper)
    assert client.get(at(follow_up)).status_code == 200
    assert client.get(file).status_code == 200
    assert client.post(at(follow_up), {"do": "freeze"}).status_code == 404
    listed = client.get(reverse("plan_follow_ups", args=[made.plan.public_id]))
    assert (list(listed.context["rows"]), listed.context["form"]) == ([follow_up], None)


def test_what_is_frozen_is_shown_as_it_was_when_the_plan_reads_otherwise(client, made, follow_up):
    follow_ups.freeze(follow_up, by=made.keeper)
    draft = cutting.cut(made.plan, by=made.keeper)
    building.change(made.milestone("PA-1", draft), by=made.keeper, title="Ett nytt namn")
    assert client.post(at(follow_up), {"do": "summary", "text": "Nej", "edition": "0"}).status_code == 409
    text = client.get(at(follow_up)).content.decode()
    assert "Milstolpe 1 i personcentrerat arbetssätt" in text
    assert "Ett nytt namn" not in text
