"""Mails around a plan's revision: who is told of what, and never a word of a report."""

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.urls import reverse

from directives.models import MilestoneReport, PlanSeat, Revision
from directives.plans import adopting, building, follow_ups, following, merging, seats
from directives.plans.revisions import planning, proposals, publishing
from directives.plans.revisions.places import move
from notifications import delivery, relay
from organisation import clock, roles, substitutions
from organisation.models import User
from tests import factories, plans
from workflows import milestone_reports, revising_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


def sent():
    """Every mail that goes out now: to whom, what its subject says, its text."""
    mail.outbox.clear()
    relay.drain()
    delivery.drain()
    found = [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]
    return sorted(
        (one["To"].partition("@")[0], _said(one["Subject"]), one.get_body(("plain",)).get_content())
        for one in found
    )


def told():
    """To whom, and what the subject says."""
    return [(to, subject) for to, subject, _text in sent()]


def _said(subject):
    return subject.rpartition(": ")[2].partition(" – ")[0]


@pytest.fixture
def made():
    made = plans.adopted("SkaS", "SU")
    for row in made.version.plan.versions.all():
        assert row.state == "adopted"
    return made


def reachable():
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")


def give(report, by, reason):
    saved = milestone_reports.save(report, by=by, edition=report.edition, status="reached", reason=reason)
    return milestone_reports.give(saved, by=by)


def reports(found):
    related = ("part__plan__unit", "revision__draft", "owner", "unit")
    return list(MilestoneReport.objects.select_related(*related).filter(revision=found).order_by("pk"))


def test_owners_are_asked_once_each_and_the_keepers_are_told_when_the_last_has_reported(made):
    found = revising_plans.begin(planning.plan_revision(made.plan, 2027, by=made.keeper), by=made.keeper)
    other = made.region.manager(made.region.administrations[1])
    row = made.milestone("DI-2", found.draft)
    row.owner, row.unit = None, made.region.administrations[1]
    row.save(update_fields=["owner", "unit"])
    reachable()
    sent()
    revising_plans.open_reporting(found, by=made.keeper)
    asked = sent()
    assert [(to, subject) for to, subject, _text in asked] == [
        ("forvaltningschefen", "rapportera dina milstolpar"),
        ("su.chef", "rapportera dina milstolpar"),
    ]
    assert f"/planer/revidering/{found.public_id}/mina-milstolpar/" in asked[0][2]
    assert "rapportera hur det går med 5 milstolpar i" in " ".join(asked[0][2].split())
    assert "rapportera hur det går med 1 milstolpe i" in " ".join(asked[1][2].split())
    *first, last = reports(found)
    for report in first:
        give(report, made.head, "Kanariefågeln sjunger.")
    assert told() == []
    give(last, other, "Kanariefågeln sjunger.")
    [(to, subject, text)] = sent()
    assert (to, subject, "Kanariefågeln" in text) == ("planagare", "alla har rapporterat", False)
    milestone_reports.give_back(first[0], by=made.keeper, reason="Kanariefågeln teg.")
    [(to, subject, text)] = sent()
    assert (to, subject) == ("forvaltningschefen", "en rapport behöver kompletteras")
    assert "Kanariefågeln" not in text


def test_whoever_stands_in_for_an_owner_is_asked_too_and_only_while_in_force(made):
    found = revising_plans.begin(planning.plan_revision(made.plan, 2027, by=made.keeper), by=made.keeper)
    roles.seat(made.head, "head", made.region.office, starts_on=clock.today())
    home, office = made.region.administrations[0], made.region.office
    today, week = clock.today(), timedelta(days=7)
    for name, place, begins, ends in (
        ("ersattaren", home, today, today),
        ("annanstans", office, today, today),
        ("forra-veckan", home, today - week, today - timedelta(days=1)),
        ("nasta-vecka", home, today + timedelta(days=1), today + week),
    ):
        held = made.head.memberships.filter(group__unit_role__unit=place)
        substitutions.cover(held, factories.person(name), starts_on=begins, ends_on=ends, by=made.head)
    reachable()
    sent()
    revising_plans.open_reporting(found, by=made.keeper)
    asked = sent()
    assert [(to, subject) for to, subject, _text in asked] == [
        ("ersattaren", "rapportera dina milstolpar"),
        ("forvaltningschefen", "rapportera dina milstolpar"),
    ]
    assert "rapportera hur det går med 6 milstolpar i" in " ".join(asked[0][2].split())


def test_whoever_proposed_is_told_of_the_answer(made):
    found = revising_plans.begin(planning.plan_revision(made.plan, 2027, by=made.keeper), by=made.keeper)
    part = made.milestone("PA-1").part
    made_one = proposals.propose_drop(found, by=made.head, part=part, reason="Ersätts.")
    reachable()
    sent()
    proposals.decline(made_one, by=made.keeper, answer="Den behövs.")
    assert told() == [("forvaltningschefen", "svar på ditt förslag")]


def test_keepers_are_told_of_the_decision_and_followers_of_the_published_plan(made):
    found = revising_plans.begin(planning.plan_revision(made.plan, 2027, by=made.keeper), by=made.keeper)
    group = factories.unit("Gruppen", kind="group", parent=made.region.region)
    factories.person("gruppledaren", ("member", group))
    follower = factories.person("foljaren")
    former = factories.person("foljde-forr")
    seat = {"plan": made.plan, "capacity": "follower", "starts_on": date(2026, 1, 1)}
    PlanSeat.objects.create(unit=group, **seat)
    PlanSeat.objects.create(user=follower, **seat)
    PlanSeat.objects.create(user=former, ends_on=date(2026, 6, 1), **seat)
    reachable()
    sent()
    for kind in ("revision.sent_back", "revision.adopted"):
        with publishing.work():
            move(found, Revision.State.ADOPTED, by=None, kind=kind)
    assert told() == [
        ("planagare", "planen kom tillbaka från nämnden"),
        ("planagare", "planen är fastställd"),
    ]
    revising_plans.publish(found, by=made.keeper)
    assert told() == [
        ("foljaren", "den reviderade planen är publicerad"),
        ("gruppledaren", "den reviderade planen är publicerad"),
    ]


def test_whoever_has_a_seat_hears_of_the_seat_and_of_all_the_plan_goes_through(made, client):
    follower, lead = factories.person("foljaren"), factories.person("delomradet")
    area = made.version.areawordings.first().part
    reachable()
    sent()
    seats.give_seat(made.plan, by=made.keeper, capacity="follower", user=follower)
    seats.give_seat(made.plan, by=made.keeper, capacity="area_lead", user=lead, area=area)
    assert told() == [
        ("delomradet", "du är med i arbetet med en plan"),
        ("foljaren", "du är med i arbetet med en plan"),
    ]
    found = revising_plans.begin(planning.plan_revision(made.plan, 2027, by=made.keeper), by=made.keeper)
    assert told() == [("delomradet", "revideringen har börjat"), ("foljaren", "revideringen har börjat")]
    publishing.cancel(found, by=made.keeper, reason="Inte i år.")
    begun = follow_ups.begin(
        made.plan, period="part_2", year=2026, report_by=date(2026, 12, 1), by=made.keeper
    )
    assert "foljaren" not in [to for to, _subject in told()]
    follow_ups.freeze(begun, by=made.keeper)
    assert ("foljaren", "uppföljningen är klar") in told()
    other = building.begin_plan(
        unit=made.region.office, title="Större plan", first_year=2026, last_year=2029, by=made.keeper
    )
    merging.merge(made.plan, other, by=made.keeper)
    assert told() == []
    adopting.register_adopted(other, by=made.keeper, words="RF § 1", valid_from=date(2026, 11, 24))
    assert ("delomradet", "en plan är avslutad") in told()

    client.force_login(follower)
    page = " ".join(client.get(reverse("start")).content.decode().split())
    happened = (
        "Du eller din enhet fick en plats i arbetet med planen",
        "Revideringen av planen började",
        "Revideringen avbröts",
        "En uppföljning av planen började",
        "Uppföljningen av planen fastställdes som rapport",
        "Planen avslutades",
    )
    assert [words for words in happened if words not in page] == []
    assert made.plan.name in page


def test_whoever_follows_hears_of_what_they_may_read_and_is_asked_for_nothing(made, client):
    reader = factories.person("lasaren")
    reachable()
    sent()
    following.follow(made.plan, by=reader)
    assert told() == []
    found = revising_plans.begin(planning.plan_revision(made.plan, 2027, by=made.keeper), by=made.keeper)
    [(to, subject, text)] = sent()
    assert (to, subject) == ("lasaren", "revideringen har börjat")
    assert f"/planer/{made.plan.public_id}/" in text
    assert found.public_id not in text
    begun = follow_ups.begin(
        made.plan, period="part_2", year=2026, report_by=date(2026, 12, 1), by=made.keeper
    )
    assert "lasaren" not in [to for to, _subject in told()]
    follow_ups.freeze(begun, by=made.keeper)
    with publishing.work():
        move(found, Revision.State.ADOPTED, by=None, kind="revision.adopted")
    revising_plans.publish(found, by=made.keeper)
    heard = [(subject, text) for to, subject, text in sent() if to == "lasaren"]
    assert sorted(subject for subject, _text in heard) == [
        "den reviderade planen är publicerad",
        "uppföljningen är klar",
    ]
    client.force_login(reader)
    for _subject, text in heard:
        [address] = [word for word in text.split() if "/planer/" in word]
        assert client.get("/planer/" + address.partition("/planer/")[2]).status_code == 200
    following.stop(made.plan, by=reader)
    with publishing.work():
        move(found, Revision.State.PUBLISHED, by=None, kind="revision.published")
    assert "lasaren" not in [to for to, _subject in told()]


def test_whoever_follows_is_told_that_the_plan_has_ended(made):
    reader = factories.person("lasaren")
    reachable()
    following.follow(made.plan, by=reader)
    other = building.begin_plan(
        unit=made.region.office, title="Större plan", first_year=2026, last_year=2029, by=made.keeper
    )
    merging.merge(made.plan, other, by=made.keeper)
    adopting.register_adopted(other, by=made.keeper, words="RF § 1", valid_from=date(2026, 11, 24))
    assert ("lasaren", "en plan är avslutad") in told()
