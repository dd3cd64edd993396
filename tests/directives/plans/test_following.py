"""A reader follows an adopted plan with one button: told what happens to it, let into nothing by it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import access
from directives.models import Plan, PlanFollower
from directives.plans import cutting, following, seats
from directives.plans.errors import PlanEnded
from ledger.models import Event
from organisation import clock
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    made = plans.adopted()
    cutting.cut(made.plan, by=made.keeper)
    return made


@pytest.fixture
def reader():
    return factories.person("lasaren")


def page(client, user, name, /, *arguments):
    client.force_login(user)
    return client.get(reverse(name, args=arguments))


def press(client, user, plan, do="follow"):
    client.force_login(user)
    return client.post(reverse("follow_plan", args=[plan.public_id]), {"do": do}, follow=True)


def happened(kind):
    return Event.objects.filter(kind=kind).count()


def test_a_reader_follows_and_stops_with_one_button_each(client, made, reader):
    shown = page(client, reader, "plan", made.plan.public_id)
    assert ("Följ planen" in shown.content.decode(), shown.context["follows"]) == (True, False)
    after = press(client, reader, made.plan)
    assert "Du följer planen." in after.content.decode()
    assert "Sluta följa planen" in after.content.decode()
    assert [row.user for row in made.plan.followers.all()] == [reader]
    after = press(client, reader, made.plan, "stop")
    assert ("Du följer inte längre planen." in after.content.decode(), after.context["follows"]) == (
        True,
        False,
    )
    assert PlanFollower.objects.count() == 0


def test_pressing_twice_follows_and_stops_once(client, made, reader):
    for do in ("follow", "follow", "stop", "stop"):
        assert press(client, reader, made.plan, do).status_code == 200
    assert (happened("plan.followed"), happened("plan.unfollowed")) == (1, 1)


def test_following_opens_nothing_that_was_closed(client, made, reader):
    actions = ("read_plan_draft", "keep_plan")
    following.follow(made.plan, by=reader)
    draft = made.plan.versions.get(state="draft")
    assert [access.can(reader, action, made.plan) for action in actions] == [False, False]
    assert access.can(reader, "read_plan_draft", draft) is False
    assert page(client, reader, "plan_version", draft.public_id).status_code == 404
    assert page(client, reader, "plan", made.plan.public_id).context["draft"] is None


def test_who_follows_is_not_among_those_who_work_with_the_plan(client, made, reader):
    following.follow(made.plan, by=reader)
    for name, who in (("plan", reader), ("plan_settings", made.keeper)):
        assert reader.name not in _main(page(client, who, name, made.plan.public_id))


def test_a_plan_that_is_only_planned_is_nobodys_to_follow(client, reader):
    planned = plans.drafted()
    assert press(client, reader, planned.plan).status_code == 404
    assert PlanFollower.objects.count() == 0


def test_whoever_has_a_seat_is_told_already_and_sees_no_button(client, made, reader):
    seats.give_seat(made.plan, by=made.keeper, capacity="follower", user=reader)
    assert reverse("follow_plan", args=[made.plan.public_id]) not in _main(
        page(client, reader, "plan", made.plan.public_id)
    )


def test_a_plan_that_has_ended_is_followed_no_more_but_may_be_left(client, made, reader):
    following.follow(made.plan, by=reader)
    Plan.objects.filter(pk=made.plan.pk).update(ended_on=clock.today() - timedelta(days=1))
    with pytest.raises(PlanEnded):
        following.follow(made.plan, by=made.head)
    assert "Sluta följa planen" in _main(page(client, reader, "plan", made.plan.public_id))
    press(client, reader, made.plan, "stop")
    assert "Följ planen" not in _main(page(client, reader, "plan", made.plan.public_id))


def _main(response):
    return response.content.decode().partition("<main")[2].partition("</main>")[0]
