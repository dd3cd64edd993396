"""Who gives what stands below an assignment that somebody else takes over: whoever has it now."""

import re
from datetime import date

import pytest

from cases.models import Document
from directives.assignments import drafting, more_time
from directives.models import Assignment
from ledger.models import Event
from notifications import relay
from notifications.models import Notice
from organisation.models import Unit
from tests import assignments, factories
from tests.workflows.test_assignment_flow import waiting
from tests.workflows.test_assignment_page import as_user, page_of, said, step
from workflows import assigning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

REASON = "Su.ledning tog över uppdraget som det här är en del av."


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


@pytest.fixture
def parent(made):
    return assignments.under_way(made, title="Samordna", due_on=date(2026, 12, 18))


@pytest.fixture
def clinic(made):
    return factories.unit("Kliniken", kind="unit", parent=made.place, authority=made.place)


@pytest.fixture
def nurse(clinic):
    return factories.person("klinikchefen", ("manager", clinic))


@pytest.fixture
def successor(made):
    su = made.region.administrations[1]
    person = factories.person("su.ledning", ("head", su))
    person.title = "Förvaltningsdirektör"
    person.save(update_fields=["title"])
    return person


def given_below(made, parent, *, place: Unit, title="Utreda kallelserna", by=None) -> Assignment:
    """What the one who has the assignment asks a part of their own administration to do."""
    giver = by or made.head
    child = assigning.begin(by=giver, unit=made.place, giver=giver, title=title, parent=parent)
    for field, text in (("description", "Utred."), ("responsibilities", "Kartlägg")):
        assignments.write(child, field, text, by=giver)
    drafting.change_facts(child, by=giver, taker_unit=place)
    return assigning.offer(child, by=giver)


def handed_over(made, parent, successor):
    """Somebody of another administration has it now."""
    place = made.region.administrations[1]
    assigning.transfer(parent, by=made.giver, reason="Byte.", unit=place, user=successor)
    assigning.take_over(parent, by=successor)


def test_whoever_takes_over_gives_what_is_below_and_its_taker_is_told(made, parent, clinic, nurse, successor):
    child = assigning.accept(given_below(made, parent, place=clinic), by=nurse)
    more_time.ask_for_time(child, by=nurse, wanted_on=date(2027, 1, 15), reason="Julen.")

    handed_over(made, parent, successor)

    child.refresh_from_db()
    su = made.region.administrations[1]
    assert (child.giver_user, child.giver_title, child.unit) == (successor, "Förvaltningsdirektör", su)
    assert waiting() == [
        ("adjusted", "klinikchefen"),
        ("carry_out", "klinikchefen"),
        ("carry_out", "su.ledning"),
        ("more_time", "head@SU"),
    ]
    last = child.versions.latest("number")
    named = {name: last.named[name] for name in ("giver", "giver_title", "giver_unit", "taker")}
    assert (last.number, last.reason, last.frozen_by, named) == (
        2,
        REASON,
        successor,
        {
            "giver": "Su.ledning",
            "giver_title": "Förvaltningsdirektör",
            "giver_unit": "SU",
            "taker": "Klinikchefen",
        },
    )
    entered = Document.objects.filter(case=child.case, kind="assignment").order_by("pk")
    assert [(row.direction, row.counterpart) for row in entered] == [("internal", None), ("in", su)]

    changed = said(as_user(nurse).get(f"{page_of(child)}versioner/2/")).partition("Ändrat sedan")[2]
    assert "Ingenting är ändrat." not in changed
    assert re.search(r"<del>.*Forvaltningschefen, SkaS.*<ins>.*Su.ledning, Förvaltningsdirektör, SU", changed)
    page = said(as_user(nurse).get(page_of(child)))
    assert page.count("Su.ledning") >= 4
    assert ("Uppdraget fick en ny uppdragsgivare" in page, REASON in page) == (True, True)
    assert step(successor, child, "grant", day="2027-01-15").status_code == 302
    assert step(nurse, child, "acknowledge").status_code == 302
    assert as_user(made.head).post(page_of(child), {"do": "withdraw"}).status_code == 404


def test_the_taker_is_told_of_the_new_giver_by_mail(made, parent, clinic, nurse, successor):
    assigning.accept(given_below(made, parent, place=clinic), by=nurse)
    handed_over(made, parent, successor)
    event = Event.objects.get(kind="assignment.giver_changed")
    relay.drain()
    told = Notice.objects.filter(event_id=event.pk).values_list("recipient__username", flat=True)
    assert sorted(set(told)) == ["klinikchefen"]


def test_a_draft_below_goes_with_it_and_what_has_ended_stays_as_it_was(
    made, parent, clinic, nurse, successor
):
    ended = assigning.accept(given_below(made, parent, place=clinic, title="Klart"), by=nurse)
    assigning.report_finally(ended, by=nurse, text="Klart.")
    assigning.approve_report(ended, by=made.head)
    draft = assigning.begin(
        by=made.head, unit=made.place, giver=made.head, title="Inte skrivet", parent=parent
    )

    handed_over(made, parent, successor)

    ended.refresh_from_db()
    draft.refresh_from_db()
    assert (ended.giver_user, ended.unit, ended.versions.count()) == (made.head, made.place, 1)
    assert (draft.giver_user, draft.unit) == (successor, made.region.administrations[1])
    assert draft.versions.filter(frozen_at=None).count() == 1


def test_what_the_commissioner_gave_below_stays_the_commissioners(made, parent, successor):
    child = assignments.under_way(made, parent=parent, title="Barnet", to=made.leader)
    handed_over(made, parent, successor)
    child.refresh_from_db()
    assert (child.giver_user, child.unit, child.versions.count()) == (made.giver, made.office, 1)


def test_nobody_becomes_the_giver_of_what_they_carry_out_themselves(made, parent, successor):
    child = given_below(made, parent, place=made.region.administrations[1])
    assigning.accept(child, by=successor)
    handed_over(made, parent, successor)
    child.refresh_from_db()
    assert (child.giver_user, child.unit) == (made.head, made.place)


def test_whoever_may_commission_nowhere_leaves_what_is_below_where_it_is(made, parent, clinic, nurse):
    child = assigning.accept(given_below(made, parent, place=clinic), by=nurse)
    clerk = factories.person("handlaggaren", ("representative", made.region.administrations[1]))
    handed_over(made, parent, clerk)
    child.refresh_from_db()
    assert (child.giver_user, child.unit, child.versions.count()) == (made.head, made.place, 1)
