"""A secrecy mark names provision, date and authority; whoever sets it reads on, others do not (OSL 5:5)."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases import access, secrecy
from cases.errors import AlreadyDone, ReasonMissing
from cases.models import AgendaItem, Case, CaseGrant, SecrecyEntry, WorkItem
from cases.secrecy_errors import NotMarked, ProvisionMissing
from ledger.models import Event
from organisation import clock, roles
from tests import factories, meetings

pytestmark = pytest.mark.django_db

LAW = "OSL 25 kap. 1 §"


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def registrar(board):
    return factories.person("registrator", ("registrar", board.unit))


@pytest.fixture
def case(board):
    return meetings.case(board, "Kanarieärende")


def reads(user, case):
    access.forget(user)
    return access.can(user, "see_case", case)


def test_a_mark_says_by_which_provision_when_which_authority_who_and_why(board, registrar, case):
    marked = secrecy.mark(case, by=registrar, provision=" OSL 25  kap. 1 § ", reason="Patientuppgifter.")
    assert (marked.secrecy_provision, marked.secrecy_on) == (LAW, clock.today())
    entry = SecrecyEntry.objects.get()
    assert (entry.case, entry.provision, entry.authority, entry.on) == (
        case,
        LAW,
        board.unit,
        clock.today(),
    )
    assert (entry.by, entry.reason, entry.readers) == (registrar, "Patientuppgifter.", [])
    event = Event.objects.get(kind="secrecy.marked")
    assert (event.case_id, event.actor_id, event.data) == (case.pk, registrar.pk, {"entry": entry.pk})


def test_whoever_marks_reads_on_and_so_do_those_who_are_named_and_nobody_else(board, registrar, case):
    colleague = factories.person("kollega", ("officer", board.unit))
    named = factories.person("namngiven", ("officer", board.unit))
    secrecy.mark(case, by=board.officer, provision=LAW, reason="Så är det.", readers=[named])
    people = {"marked": board.officer, "named": named, "registrar": registrar, "colleague": colleague}
    assert {name: reads(user, case) for name, user in people.items()} == {
        "marked": True,
        "named": True,
        "registrar": True,
        "colleague": False,
    }
    assert SecrecyEntry.objects.get().readers == sorted([board.officer.pk, named.pk])


def test_a_changed_mark_takes_the_right_from_whoever_it_no_longer_names(board, registrar, case):
    secrecy.mark(case, by=registrar, provision=LAW, reason="Först.", readers=[board.officer])
    secrecy.mark(case, by=registrar, provision="OSL 19 kap. 3 §", reason="Sedan.")
    assert not reads(board.officer, case)
    said = [(entry.provision, entry.reason) for entry in case.secrecy_entries.all()]
    assert said == [("OSL 19 kap. 3 §", "Sedan."), (LAW, "Först.")]
    assert Event.objects.filter(kind="secrecy.changed").count() == 1


def test_a_lifted_mark_opens_the_case_and_leaves_no_right_behind(board, registrar, case):
    secrecy.mark(case, by=registrar, provision=LAW, reason="Först.", readers=[board.officer])
    lifted = secrecy.lift(case, by=registrar, reason="Uppgifterna är borttagna.")
    assert (lifted.secrecy_provision, lifted.secrecy_on) == ("", None)
    assert reads(board.officer, case)
    assert roles.grants(board.officer, CaseGrant) == {}
    assert secrecy.newest(case).reason == "Uppgifterna är borttagna."
    assert Event.objects.filter(kind="secrecy.lifted").count() == 1


def test_a_mark_without_provision_or_reason_and_the_same_mark_twice_are_refused(registrar, case):
    with pytest.raises(ProvisionMissing):
        secrecy.mark(case, by=registrar, provision="  ", reason="Skäl.")
    with pytest.raises(ReasonMissing):
        secrecy.mark(case, by=registrar, provision=LAW, reason=" ")
    with pytest.raises(NotMarked):
        secrecy.lift(case, by=registrar, reason="Skäl.")
    secrecy.mark(case, by=registrar, provision=LAW, reason="Skäl.")
    with pytest.raises(AlreadyDone):
        secrecy.mark(case, by=registrar, provision=LAW, reason="Andra skäl.")
    assert SecrecyEntry.objects.count() == 1


def test_what_waits_about_the_case_is_its_number_in_every_list(board, registrar):
    item = meetings.announced(board, title="Kanarieärende")
    secrecy.mark(item.case, by=registrar, provision=LAW, reason="Skäl.")
    assert list(WorkItem.objects.filter(case=item.case, done_at=None).values_list("title", flat=True)) == [
        item.case.number
    ]


def test_secretaries_whose_meetings_take_the_case_up_can_be_named_and_then_keep_the_item(board, registrar):
    held = meetings.meeting(board)
    item = meetings.listed(board, held, title="Kanarieärende")
    assert secrecy.own_people(item.case) == [registrar, board.officer]
    assert secrecy.may_need(item.case) == [board.secretary]
    secrecy.mark(item.case, by=registrar, provision=LAW, reason="Skäl.")
    access.forget(board.secretary)
    assert not access.can(board.secretary, "keep_meetings", item)
    secrecy.mark(item.case, by=registrar, provision=LAW, reason="Skäl.", readers=[board.secretary])
    access.forget(board.secretary)
    assert access.visible_to(board.secretary, AgendaItem, "keep_meetings").get() == item


def test_who_marks_works_with_the_case_or_keeps_its_diary(board, registrar, case):
    below = factories.unit("Enheten", kind="unit", parent=board.unit, authority=board.unit)
    other = factories.person("annan", ("officer", below))
    people = {"officer": board.officer, "registrar": registrar, "secretary": board.secretary, "below": other}
    may = {name: access.can(user, "mark_secret", case) for name, user in people.items()}
    assert may == {"officer": True, "registrar": True, "secretary": False, "below": False}


def refused(change):
    def checked():
        with transaction.atomic():
            change()
            connection.check_constraints()

    with pytest.raises(DatabaseError) as caught:
        checked()
    return str(caught.value).splitlines()[0]


def test_the_database_keeps_what_was_said_and_a_case_bears_nothing_else(registrar, case):
    secrecy.mark(case, by=registrar, provision=LAW, reason="Skäl.")
    entries, cases = SecrecyEntry.objects.all(), Case.objects.filter(pk=case.pk)
    kept = "what was said of the secrecy of a case never changes"
    assert refused(lambda: entries.update(reason="Annat.")) == kept
    assert refused(lambda: entries.delete()) == kept
    borne = "a case bears the mark that was last entered"
    assert refused(lambda: cases.update(secrecy_provision="", secrecy_on=None)) == borne
    assert refused(lambda: cases.update(secrecy_provision="OSL 18 kap. 8 §")) == borne
    facts = {"case": case, "authority": case.diary.authority, "by": registrar, "at": clock.now()}
    lifted = {"provision": "", "reason": "Skäl.", "on": clock.today(), **facts}
    assert refused(lambda: SecrecyEntry.objects.create(**lifted)) == borne
