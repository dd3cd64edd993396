"""Mails around an assignment, a question to a process and a nomination, as each reads in the end."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
import time_machine
from django.core import mail

from directives.assignments import carrying_out, more_time, staff
from directives.models import Process
from directives.processes import needs, nominations, owners, seating
from directives.processes.nominees import Named
from directives.steering import cards, reviews
from notifications import delivery, relay
from organisation import clock
from organisation.models import User
from tests import assignments, factories
from tests.directives.steering import library
from workflows import assigning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


def told():
    """Who is mailed now and what its subject says after the number, once each."""
    mail.outbox.clear()
    relay.drain()
    delivery.drain()
    sent = [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]
    for message in sent:
        for kind in ("plain", "html"):
            text = message.get_body((kind,)).get_content()
            assert "%(" not in text + message["Subject"]
            assert "None" not in text
    return sorted({(one["To"].partition("@")[0], _said(one["Subject"])) for one in sent})


def _said(subject):
    """What a subject says between the case's number, where there is one, and the title."""
    return subject.rpartition(": ")[2].partition(" – ")[0]


def test_each_step_of_an_assignment_is_told_to_the_other_side():
    made = assignments.commission("SkaS", "SU")
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    steps = {}
    assignment = assignments.offered(made, due_on=date(2026, 12, 18))
    steps["offered"] = told()
    assigning.accept(assignment, by=made.head)
    steps["accepted"] = told()
    carrying_out.report_status(assignment, by=made.head, status="on_track", happened="Igång.")
    steps["status"] = told()
    carrying_out.report_status(
        assignment, by=made.head, status="at_risk", happened="Stopp.", decision_needed="Mer pengar?"
    )
    steps["needs a decision"] = told()
    carrying_out.answer_status(assignment, by=made.giver, comment="Ja.")
    steps["answered"] = told()
    more_time.ask_for_time(assignment, by=made.head, wanted_on=date(2027, 1, 15), reason="Julen.")
    steps["time asked"] = told()
    more_time.refuse_time(assignment, by=made.giver, reason="Nämnden väntar.")
    steps["time refused"] = told()
    staff.send_to(assignment, by=made.giver, user=made.leader)
    staff.send_situation(assignment, by=made.giver, summary="Nästan i mål.")
    steps["situation"] = told()
    assigning.report_finally(assignment, by=made.head, text="Klart.")
    steps["reported"] = told()
    assigning.approve_report(assignment, by=made.giver)
    steps["fulfilled"] = told()
    head, giver = "forvaltningschefen", "givaren"
    assert steps == {
        "offered": [(who, "ett uppdrag väntar på ditt svar") for who in (head, "skas.chef")],
        "accepted": [(giver, "uppdraget är mottaget")],
        "status": [],
        "needs a decision": [(giver, "ett uppdrag behöver ett beslut")],
        "answered": [(head, "svar på din lägesrapport")],
        "time asked": [(giver, "begäran om mer tid")],
        "time refused": [(head, "slutdagen står kvar")],
        "situation": [("owner", "en ny lägesbild")],
        "reported": [(giver, "en slutrapport väntar på dig")],
        "fulfilled": [(head, "uppdraget är fullgjort")],
    }


def test_each_step_of_a_change_of_taker_is_told_to_those_it_concerns():
    made = assignments.commission("SkaS", "SU")
    helper = made.region.representative(made.place)
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    carrying_out.add_part(assignment, by=made.head, title="Enkät", user=helper)
    told()
    steps = {}

    def ask():
        assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=None, user=made.leader)

    ask()
    steps["asked"] = told()
    assigning.decline_to_take_over(assignment, by=made.leader, reason="Nej.")
    steps["declined"] = told()
    ask()
    told()
    assigning.withdraw_transfer(assignment, by=made.giver, reason="Ångrat.")
    steps["withdrawn"] = told()
    ask()
    told()
    assigning.take_over(assignment, by=made.leader)
    steps["taken over"] = told()
    assigning.transfer(assignment, by=made.giver, reason="Tillbaka.", unit=made.place, user=None)
    told()
    assigning.report_finally(assignment, by=made.leader, text="Klart.")
    told()
    assigning.approve_report(assignment, by=made.giver)
    steps["fulfilled"] = told()
    head, giver, over = "forvaltningschefen", "givaren", "frågan om ett uppdrag gäller inte längre"
    assert steps == {
        "asked": [
            (head, "någon annan är tillfrågad om uppdraget"),
            ("owner", "ett uppdrag väntar på ditt svar"),
        ],
        "declined": [(who, "uppdraget ligger kvar där det är") for who in (head, giver)],
        "withdrawn": [(head, "uppdraget ligger kvar hos dig"), ("owner", over)],
        "taken over": [
            (head, "någon annan har tagit över uppdraget"),
            (giver, "uppdraget har en ny uppdragstagare"),
            ("skas.rep", "uppdraget har en ny uppdragstagare"),
        ],
        "fulfilled": [(head, over), ("owner", "uppdraget är fullgjort"), ("skas.chef", over)],
    }


def test_whoever_was_asked_first_is_told_that_somebody_else_is_asked_instead():
    made = assignments.commission("SkaS", "SU")
    for user in (made.head, made.leader):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    assignment = assignments.offered(made, to=made.head)
    told()
    assigning.transfer(assignment, by=made.giver, reason="Fel person.", unit=None, user=made.leader)
    assert told() == [
        ("forvaltningschefen", "frågan om ett uppdrag gäller inte längre"),
        ("owner", "ett uppdrag väntar på ditt svar"),
    ]


def test_whoever_asked_a_process_is_told_of_the_answer():
    made = assignments.commission("SkaS", "SU")
    process = Process.objects.create(name="Screening", kind="care", unit=made.region.process_unit)
    asker = made.region.representative(made.place)
    for user in (asker, made.leader):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    need = needs.ask(process, by=asker, kind="question", text="När kommer kallelserna?")
    assert told() == [("owner", "en fråga till processen")]
    needs.answer(need, by=made.leader, text="I mars.")
    assert told() == [("skas.rep", "svar på din fråga")]


def test_the_owner_of_a_document_is_told_when_its_review_draws_near_and_once_when_it_is_overdue():
    region = factories.world("SkaS")
    owner = factories.person("agaren", ("officer", region.process_unit))
    for user in (owner, region.owner):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    card = library.card_of(library.older(region))
    cards.change_card(card, by=region.owner, edition=0, owner=owner, review_due_on=date(2026, 12, 1))
    assert (reviews.ask_for_reviews(), told()) == (1, [("agaren", "ett styrdokument ska ses över")])
    assert (reviews.ask_for_reviews(), reviews.remind_of_overdue(), told()) == (0, 0, [])
    with time_machine.travel("2026-12-02 09:00 +0100"):
        overdue = [("agaren", "översynen av ett styrdokument är försenad")]
        assert (reviews.remind_of_overdue(), told()) == (1, overdue)
        assert (reviews.remind_of_overdue(), told()) == (0, [])


def test_whoever_keeps_a_document_nobody_owns_is_told_and_what_was_asked_too_late_is_told_once():
    region = factories.world("SkaS")
    User.objects.filter(pk=region.owner.pk).update(email="owner@samrad.example")
    card = library.card_of(library.older(region))
    cards.change_card(card, by=region.owner, edition=0, review_due_on=date(2026, 11, 1))
    assert (reviews.ask_for_reviews(), told()) == (1, [("owner", "ett styrdokument ska ses över")])
    assert (reviews.remind_of_overdue(), told()) == (0, [])


def test_each_step_of_a_nomination_is_told_to_the_other_side():
    made = assignments.commission("SkaS", "SU")
    process = Process.objects.create(name="Screening", kind="care", unit=made.region.process_unit)
    network = factories.unit("Nätverket", kind="group", parent=made.region.region, authority=made.office)
    writer = made.region.representative(made.place)
    for user in (writer, made.leader):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
    steps = {}
    request = nominations.ask(
        process, by=made.leader, network=network, units=[made.place], seats=1, due_on=date(2026, 12, 18)
    )
    steps["asked"] = told()
    nomination = nominations.give(request.nominations.get(), by=writer, people=[Named(user=writer)])
    steps["given"] = told()
    seating.accept(nomination, by=made.leader, starts_on=clock.today())
    steps["accepted"] = told()
    assert steps == {
        "asked": [("skas.rep", "nominera till Nätverket")],
        "given": [("owner", "en nominering väntar på dig")],
        "accepted": [("skas.rep", "nomineringen är godkänd")],
    }


def test_whoever_is_appointed_process_owner_is_mailed_by_whoever_does_it_and_not_by_themselves():
    made = assignments.commission("SkaS", "SU")
    User.objects.filter(pk=made.head.pk).update(email="forvaltningschefen@samrad.example")
    places = {"unit": made.region.process_unit, "keeper": made.office}
    process = Process.objects.create(name="Screening", kind="care", **places)
    owners.appoint(process, by=made.giver, user=made.head, starts_on=clock.today())
    assert told() == [("forvaltningschefen", "du är utsedd till processägare")]
    other = Process.objects.create(name="Vaccination", kind="care", **places)
    assignments.under_way(made, to=made.head, process=other, appoints=True)
    assert "du är utsedd till processägare" not in {subject for _who, subject in told()}
