"""What is seldom done with an assignment, through its pages: a new taker, the next term, no more time, a child."""

from datetime import date, timedelta

import pytest

from cases import giving_on
from cases.errors import NotAllowed
from cases.models import WorkItem
from directives.assignments import ending, more_time
from directives.assignments.errors import AskedForItYourself
from directives.models import Assignment, Need, Process
from directives.processes import needs, turning
from ledger.public_id import new_public_id
from ledger.work import work
from organisation import clock
from organisation.models import Membership, Substitution
from tests import assignments, factories
from tests.workflows.test_assignment_page import as_user, page_of, said, step
from workflows import assigning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def waiting():
    """What waits for whom."""
    rows = WorkItem.objects.filter(done_at=None).order_by("pk").select_related("user", "unit")
    return [(row.kind, row.user.username if row.user else f"{row.role} {row.unit.name}") for row in rows]


def test_no_more_time_leaves_the_day_and_says_why(made):
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    step(made.head, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    refused = step(made.giver, assignment, "refuse", reason="Nämnden väntar.")
    assert (refused.status_code, assignment.due_on) == (302, date(2026, 12, 18))
    assert waiting() == [("carry_out", "forvaltningschefen")]
    page = said(as_user(made.head).get(page_of(assignment)))
    assert ("Nämnden väntar." in page, "Be om mer tid" in page) == (True, True)


def test_more_time_is_never_less_time(made):
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    step(made.head, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    response = step(made.giver, assignment, "grant", day="2026-12-01")
    assert (response.status_code, assignment.due_on) == (200, date(2026, 12, 18))
    assert "senare än" in said(response)


def test_the_next_term_leads_to_the_one_before_and_back(made):
    assignment = assignments.reported(made, yearly=True, starts_on=date(2026, 1, 1), due_on=date(2026, 12, 1))
    asked = said(as_user(made.giver).get(page_of(assignment)))
    assert "När du godkänner erbjuds omgång 2 till Forvaltningschefen direkt" in asked
    assert "från fredag 1 januari 2027 till onsdag 1 december 2027" in asked
    approved = as_user(made.giver).post(page_of(assignment), {"do": "approve"}, follow=True)
    assert "Omgång 2 är erbjuden till Forvaltningschefen." in said(approved)
    following = Assignment.objects.get(previous=assignment)
    after = said(as_user(made.head).get(page_of(following)))
    before = said(as_user(made.head).get(page_of(assignment)))
    assert (page_of(assignment) in after, page_of(following) in before) == (True, True)
    assert "Omgång 2" in after
    step(made.head, following, "accept")
    assert (following.state, following.due_on) == ("under_way", date(2027, 12, 1))


def test_a_term_ends_on_a_working_day_and_does_not_drift(made):
    first = assignments.reported(made, yearly=True, due_on=date(2026, 11, 20))
    assigning.approve_report(first, by=made.giver)
    days = [first.due_on]
    for _year in range(3):
        row = Assignment.objects.latest("pk")
        days.append(row.due_on)
        assigning.accept(row, by=made.head)
        assigning.report_finally(row, by=made.head, text="Klart.")
        assigning.approve_report(row, by=made.giver)
    # 20 November is a Saturday in 2027, a Monday in 2028 and a Tuesday in 2029
    assert days == [date(2026, 11, 20), date(2027, 11, 22), date(2028, 11, 20), date(2029, 11, 20)]


def test_a_wish_that_nobody_can_answer_says_so_and_a_substitute_answers_it(made):
    assignment = assignments.under_way(made, to=made.giver, place=made.office, due_on=date(2026, 12, 18))
    client = as_user(made.giver)
    typed = {"time-wanted_on": "2027-01-15", "time-reason": "Julen."}
    sent = {"do": "time", "once_key": new_public_id(), **typed}
    page = said(client.post(page_of(assignment), sent, follow=True))
    assert "Din begäran är sparad, men ingen annan i Koncernkontoret kan svara på den just nu." in page
    assert "Du bad om detta själv. Ingen annan i Koncernkontoret kan svara just nu" in page
    stand_in = factories.person("ersattaren", ("officer", made.place))
    cover = Substitution.objects.create(
        substitute=stand_in, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=7)
    )
    cover.memberships.set(Membership.objects.filter(user=made.giver))
    assert "får svara: Ersattaren." in said(as_user(made.giver).get(page_of(assignment)))
    assert step(stand_in, assignment, "grant", day="2027-01-15").status_code == 302
    assert assignment.due_on == date(2027, 1, 15)


def test_nobody_grants_their_own_wish_for_more_time(made):
    colleague = factories.person("kollegan", ("manager", made.office))
    assignment = assignments.under_way(made, to=colleague, place=made.office, due_on=date(2026, 12, 18))
    step(colleague, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    page = said(as_user(colleague).get(page_of(assignment)))
    assert "Du bad om detta själv. Någon annan i Koncernkontoret får svara: Givaren." in page
    words = ("Ge mer tid", "Byt uppdragstagare", "Pausa uppdraget", "Be om mer tid")
    assert [word in page for word in words] == [False] * 4
    again = step(colleague, assignment, "time", wanted_on="2027-02-01", reason="Mer.")
    assert (again.status_code, "Det finns redan en begäran om mer tid" in said(again)) == (409, True)
    assert step(colleague, assignment, "grant", day="2027-01-15").status_code == 404
    with pytest.raises(AskedForItYourself, match="Någon annan i Koncernkontoret får svara"):
        more_time.grant_time(assignment, by=colleague, day=date(2027, 1, 15))
    with pytest.raises(AskedForItYourself):
        more_time.refuse_time(assignment, by=colleague, reason="Nej.")
    assert step(made.giver, assignment, "grant", day="2027-01-15").status_code == 302
    assert assignment.due_on == date(2027, 1, 15)


def test_a_seat_beside_the_taker_does_not_make_the_commissioner_report(made):
    colleague = factories.person("kollegan", ("manager", made.office))
    assignment = assignments.under_way(made, to=colleague, place=made.office, due_on=date(2026, 12, 18))
    by_giver = said(as_user(made.giver).get(page_of(assignment)))
    by_taker = said(as_user(colleague).get(page_of(assignment)))
    words = ("Lämna lägesrapporten", "Be om mer tid", "Lämna slutrapporten")
    assert [word in by_giver for word in words] == [False] * 3
    assert [word in by_taker for word in words] == [True] * 3
    assert as_user(colleague).get(page_of(assignment, "assignment_adjust")).status_code == 404
    with pytest.raises(NotAllowed):
        assigning.report_finally(assignment, by=made.giver, text="Klart.")
    with pytest.raises(NotAllowed):
        assigning.withdraw(assignment, by=colleague, reason="Vill inte.")
    assigning.report_finally(assignment, by=colleague, text="Klart.")
    with pytest.raises(NotAllowed):
        assigning.approve_report(assignment, by=colleague)


def test_whoever_holds_it_may_steer_it_when_no_commissioner_is_left(made):
    colleague = factories.person("kollegan", ("manager", made.office))
    assignment = assignments.reported(made, to=colleague, place=made.office)
    Membership.objects.filter(user=made.giver).delete()
    assert assigning.approve_report(assignment, by=colleague).state == "fulfilled"


def test_the_page_says_who_does_it_just_now_to_the_side_it_is_done_on(made):
    assignment = assignments.under_way(made)
    colleague = factories.person("kollegan", ("manager", made.place))
    item = WorkItem.objects.get(kind="carry_out", done_at=None)
    giving_on.give(item, colleague, by=made.head, was=made.head.pk)
    words = "Görs av Kollegan, som fick det av Forvaltningschefen måndag 23 november"
    pages = {
        user: said(as_user(user).get(page_of(assignment))) for user in (made.head, colleague, made.giver)
    }
    assert [words in page for page in pages.values()] == [True, True, False]
    giving_on.take_back(item, by=made.head, was=colleague.pk)
    assert words not in said(as_user(made.head).get(page_of(assignment)))


def test_a_draft_of_a_need_goes_with_what_is_declared_fulfilled_by_nobody_in_person(made):
    parent = assignments.under_way(made)
    process = Process.objects.create(name="Screening", kind="care", unit=made.region.process_unit)
    need = needs.ask(process, by=made.head, kind="need", text="Gemensamma kallelser.")
    draft = assignments.drafted(made, title="Kallelser", parent=parent)
    turning.turn(need, by=made.leader, assignment=draft)
    with work():
        ending.fulfil(ending.locked(parent), by=None)
    need.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, need.state) == ("withdrawn", Need.State.NEW)


def test_a_child_is_begun_taken_and_reported_below_its_parent(made):
    parent = assignments.under_way(made, to=made.leader, process=None)
    begin = as_user(made.leader)
    address = f"/uppdragshandlingar/nytt/?under={parent.public_id}"
    form = {"title": "Enkäten", "kind": "workstream", "unit": str(made.region.process_unit.pk)}
    form |= {"parent": parent.public_id, "diary": str(made.region.diary.pk)}
    response = begin.post(address, form)
    assert response.status_code == 302, said(response)
    child = Assignment.objects.get(parent=parent)
    assert (child.kind, child.giver_user, child.case == parent.case) == ("workstream", made.leader, False)
    assignments.drafting.change_facts(child, by=made.leader, taker_unit=made.place)
    assignments.write(child, "description", "Fråga alla.", by=made.leader)
    assigning.offer(child, by=made.leader)
    step(made.head, child, "accept")
    step(made.head, child, "final", text="Alla har svarat.")
    assert ("final_report", "process_owner Invånarinteraktion") in waiting()
    step(made.leader, child, "approve", comment="")
    page = said(as_user(made.leader).get(page_of(parent)))
    assert (child.state, "Enkäten" in page, "Fullgjort" in page) == ("fulfilled", True, True)
