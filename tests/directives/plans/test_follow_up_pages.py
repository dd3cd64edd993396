"""A follow-up is begun, summed up and frozen on its page, and read by everybody once it is frozen."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directives.models import FollowUp
from directives.plans import building, cutting, follow_ups
from organisation import clock
from tests import factories, plans

pytestmark = pytest.mark.django_db
SOON = clock.today() + timedelta(days=14)


@pytest.fixture
def made(client):
    made = plans.adopted(since=clock.today())
    client.force_login(made.keeper)
    return made


@pytest.fixture
def follow_up(made):
    return follow_ups.begin(made.plan, period="part_2", year=2026, report_by=SOON, by=made.keeper)


def at(follow_up):
    return reverse("follow_up", args=[follow_up.public_id])


def test_it_is_begun_summed_up_and_frozen(client, made):
    address = reverse("plan_follow_ups", args=[made.plan.public_id])
    done = client.post(address, {"period": "year", "year": "2026", "report_by": SOON.isoformat()})
    follow_up = FollowUp.objects.get()
    assert done.headers["Location"] == at(follow_up)
    client.post(at(follow_up), {"do": "summary", "text": "Ett bra år.", "edition": "0"})
    client.post(at(follow_up), {"do": "freeze", "sure": "1"})
    page = client.get(at(follow_up))
    text = page.content.decode()
    assert "Ett bra år." in text
    assert "Rapporten ändras aldrig." in text
    assert [area.name for area in page.context["tables"].areas][:1] == ["PA Personcentrerat arbetssätt"]
    assert client.get(reverse("follow_up_file", args=[follow_up.public_id])).getvalue()[:5] == b"%PDF-"


def test_a_second_one_of_the_same_period_is_answered_in_the_form(client, made, follow_up):
    address = reverse("plan_follow_ups", args=[made.plan.public_id])
    page = client.post(address, {"period": "part_2", "year": "2026", "report_by": SOON.isoformat()})
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


def test_a_period_that_goes_on_is_frozen_only_when_one_says_so(client, made):
    made_up = follow_ups.begin(made.plan, period="year", year=2026, report_by=SOON, by=made.keeper)
    FollowUp.objects.update(until=clock.today())
    client.post(at(made_up), {"do": "freeze"})
    page = " ".join(client.get(at(made_up)).content.decode().split())
    assert "är inte slut ännu" in page
    assert "0 av 6 milstolpar är rapporterade." in page
    assert FollowUp.objects.get().frozen_at is None
    client.post(at(made_up), {"do": "freeze", "sure": "1"})
    assert FollowUp.objects.get().frozen_at is not None


def test_whoever_saves_a_summary_second_sees_the_others_words_and_can_save_again(client, made, follow_up):
    first = {"do": "summary", "text": "Den andras ord.", "edition": "0"}
    client.post(at(follow_up), first)
    page = client.post(at(follow_up), first | {"text": "Mina ord."})
    text = page.content.decode()
    assert ("Den andras ord." in text, "Mina ord." in text) == (True, True)
    edition = page.context["form"]["edition"].value()
    client.post(at(follow_up), {"do": "summary", "text": "Våra ord.", "edition": edition})
    assert FollowUp.objects.get().summary == "Våra ord."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"report_by": "2020-01-01"}, "har redan varit"),
        ({"year": "2020"}, "ligger utanför planens år"),
        ({"year": "2029"}, "har inte börjat ännu"),
    ],
)
def test_what_cannot_be_followed_up_is_refused_in_the_form(client, made, changed, said):
    facts = {"period": "part_1", "year": "2026", "report_by": SOON.isoformat()} | changed
    page = client.post(reverse("plan_follow_ups", args=[made.plan.public_id]), facts)
    assert said in page.content.decode()
    assert FollowUp.objects.count() == 0
