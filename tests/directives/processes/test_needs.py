"""Questions and needs: whom they reach, what can come of them, and who may read them."""

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404

from cases import access
from cases.models import WorkItem
from cases.takers import find_taker
from directives import processes
from directives.assignments import drafting
from directives.models import Need, Process, ProcessOwner
from directives.processes import errors, keeping, needs, turning
from ledger.models import Event
from organisation import clock
from tests import assignments, factories
from tests import processes as maps
from workflows import assigning, engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid():
    return maps.lay()


@pytest.fixture
def asker(laid):
    return laid.region.representative(laid.region.administrations[0])


def asked(process, by, text="När införs det nya arbetssättet?", **facts):
    return needs.ask(process, by=by, kind="question", text=text, **facts)


def lists(need):
    """Where the question lies open: (unit, role) or a person."""
    rows = WorkItem.objects.filter(target_type="need", target_id=need.pk, done_at=None)
    return [(row.unit.name, row.role) if row.unit else row.user.name for row in rows.order_by("pk")]


def told(need):
    """What the asker is told of, by kind."""
    rows = Event.objects.filter(kind__startswith="need.", subject_id=need.pk).order_by("pk")
    return [(row.kind, row.data["asker"] == need.asker_id) for row in rows]


def readers(laid, need, *more):
    people = {
        "owner": laid.owner,
        "keeper": laid.keeper,
        "director": laid.region.director,
        "asker": need.asker,
        "another": laid.region.representative(laid.region.administrations[1]),
    } | dict(more)
    found = set()
    for name, user in people.items():
        access.forget(user)
        try:
            access.find_any(user, Need, *needs.READING, pk=need.pk)
        except Http404:
            continue
        found.add(name)
    return found


def test_a_question_reaches_the_owner_and_is_read_by_asker_and_owner_alone(laid, asker):
    made = asked(laid.led, asker, "  Vem beslutar om tider?  ")
    assert (made.text, made.asker_unit.name, made.state) == ("Vem beslutar om tider?", "SkaS", "new")
    assert lists(made) == [("Invånarinteraktion", "process_owner")]
    assert readers(laid, made) == {"owner", "asker"}
    assert told(made) == [("need.asked", True)]


def test_a_vacant_process_is_answered_for_by_whoever_keeps_it_until_somebody_leads_it(laid, asker):
    made = asked(laid.vacant, asker)
    assert (lists(made), readers(laid, made)) == ([("Koncernkontoret", "director")], {"keeper", "asker"})
    lead = factories.person("lead", ("manager", laid.region.administrations[0]))
    owner = processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=clock.today())
    assert (lists(made), readers(laid, made, ("lead", lead))) == (["Lead"], {"lead", "asker"})
    with time_machine.travel(clock.now() + timedelta(days=2)):
        processes.end_ownership(
            owner,
            by=laid.keeper,
            ends_on=clock.today() - timedelta(days=1),
            reason="Slutar",
            vacancy="inquiry",
        )
        assert (lists(made), readers(laid, made, ("lead", lead))) == (
            [("Koncernkontoret", "director")],
            {"keeper", "asker"},
        )


def test_a_question_about_a_part_goes_to_whoever_leads_that_part(laid, asker):
    parts = [keeping.add_part(laid.vacant, by=laid.keeper, name=name) for name in ("BFM", "Lab", "Övrigt")]
    for name, part in zip(("bfm", "lab"), parts, strict=False):
        user = factories.person(name, ("manager", laid.region.administrations[0]))
        processes.appoint(laid.vacant, by=laid.keeper, user=user, part=part, starts_on=clock.today())
    found = [lists(asked(laid.vacant, asker, part=part)) for part in (*parts, None)]
    assert found == [["Bfm"], ["Lab"], ["Bfm", "Lab"], ["Bfm", "Lab"]]
    titles = set(WorkItem.objects.filter(kind="need").values_list("title", flat=True))
    asked_at = Need.objects.values_list("asked_at", flat=True)
    assert titles == {f"Screening: SkaS, {clock.local(at):%Y-%m-%d %H.%M}" for at in asked_at}


def test_what_waits_follows_an_owner_who_begins_on_a_later_day(laid, asker):
    made = asked(laid.vacant, asker)
    lead = factories.person("lead", ("manager", laid.region.administrations[0]))
    later = clock.today() + timedelta(days=5)
    processes.appoint(laid.vacant, by=laid.keeper, user=lead, starts_on=later)
    assert lists(made) == [("Koncernkontoret", "director")]
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert (needs.lay_waiting(), lists(made), needs.lay_waiting()) == (1, ["Lead"], 0)


def test_an_answer_reaches_everybody_who_asked_the_same(laid, asker):
    first = asked(laid.led, asker)
    other = laid.region.representative(laid.region.administrations[1])
    second = asked(laid.led, other, "Börjar vi i år?")
    third = asked(laid.led, other, "Är det i år?")
    needs.merge(third, by=laid.owner, into=second)
    needs.merge(second, by=laid.owner, into=first)
    needs.answer(first, by=laid.owner, text="I mars 2027.")
    assert [told(one)[-1] for one in (first, second, third)] == [("need.answered", True)] * 3
    states = [(one.state, one.merged_into_id) for one in Need.objects.order_by("pk")]
    assert states == [("answered", None), ("merged", first.pk), ("merged", first.pk)]
    assert lists(first) == lists(second) == lists(third) == []


def test_an_end_reaches_everybody_who_asked_the_same(laid, asker):
    first = asked(laid.led, asker)
    other = laid.region.representative(laid.region.administrations[1])
    second = asked(laid.led, other, "Börjar vi i år?")
    needs.merge(second, by=laid.owner, into=first)
    needs.close(first, by=laid.owner, reason="Det blir inget.")
    assert [told(one)[-1] for one in (first, second)] == [("need.closed", True)] * 2


@pytest.mark.parametrize("wrong", ["itself", "another process", "merged"])
def test_a_question_is_merged_only_into_another_of_its_process(laid, asker, wrong):
    made, twin = asked(laid.led, asker), asked(laid.led, asker)
    targets = {"itself": made, "another process": asked(laid.vacant, asker), "merged": twin}
    needs.merge(twin, by=laid.owner, into=asked(laid.led, asker))
    with pytest.raises(errors.MergeIntoItself, match="Välj en annan fråga i samma process"):
        needs.merge(made, by=laid.owner, into=targets[wrong])


def test_a_council_that_gets_the_question_has_it_as_a_task_and_may_answer(laid, asker):
    council = factories.unit("Styrgruppen", kind="group", parent=laid.region.office)
    secretary = factories.person("sekr", ("secretary", council))
    made = needs.route(asked(laid.led, asker), by=laid.owner, to=find_taker("Styrgruppen"))
    assert (made.routed_to, lists(made)) == ("Styrgruppen", [("Styrgruppen", "secretary")])
    assert readers(laid, made, ("secretary", secretary)) == {"owner", "asker", "secretary"}
    answered = needs.answer(made, by=secretary, text="Vi beslutar i juni.")
    assert (answered.state, answered.settled_by, lists(made)) == ("answered", secretary, [])


def test_a_decider_without_a_unit_here_is_kept_in_words(laid, asker):
    made = needs.route(asked(laid.led, asker), by=laid.owner, to=find_taker("Samrådsgruppen i Borås"))
    assert (made.routed_to, made.state, lists(made)) == ("Samrådsgruppen i Borås", "routed", [])
    with pytest.raises(errors.RouteMissing):
        needs.route(made, by=laid.owner, to=find_taker(""))


def test_a_need_becomes_a_round_and_the_asker_is_told_which(laid, asker):
    made = needs.ask(laid.led, by=asker, kind="need", text="Vi behöver gemensamma principer.")
    sent = factories.open_round(laid.region)
    turned = turning.turn(made, by=laid.owner, round=sent)
    event = Event.objects.get(kind="need.turned")
    assert (turned.state, turned.round, event.data["round"]) == ("turned", sent, sent.pk)
    with pytest.raises(errors.TurnMissing):
        turning.turn(made, by=laid.owner)


def test_a_need_is_being_prepared_until_its_assignment_is_offered(laid, asker):
    made, twin = (asked(laid.led, asker) for _one in range(2))
    needs.merge(twin, by=laid.owner, into=made)
    keeper = laid.keeper
    begun = assigning.begin(by=keeper, unit=laid.region.office, title="Införandet", giver=keeper)
    turning.turn(made, by=laid.owner, assignment=begun)
    made.refresh_from_db()
    assert (made.state, lists(made), told(made)[1:]) == ("drafting", [], [("need.prepared", True)])
    assignments.write(begun, "description", "Leda.", by=keeper)
    assignments.write(begun, "responsibilities", "Samla", by=keeper)
    drafting.change_facts(begun, by=keeper, taker_user=laid.owner)
    assigning.offer(begun, by=keeper)
    made.refresh_from_db()
    assert (made.state, told(made)[2:], told(twin)[-1]) == (
        "turned",
        [("need.turned", True)],
        ("need.turned", True),
    )


def test_a_need_waits_again_when_what_came_of_it_is_dropped(laid, asker):
    council = factories.unit("Styrgruppen", kind="group", parent=laid.region.office)
    factories.person("sekr", ("secretary", council))
    routed = needs.route(asked(laid.led, asker), by=laid.owner, to=find_taker("Styrgruppen"))
    made, keeper = asked(laid.led, asker), laid.keeper
    begun = assigning.begin(by=keeper, unit=laid.region.office, title="Införandet", giver=keeper)
    for one in (made, routed):
        turning.turn(one, by=laid.owner, assignment=begun)
    assigning.withdraw(begun, by=keeper, reason="Behövs inte.")
    made.refresh_from_db()
    routed.refresh_from_db()
    assert (made.state, made.assignment, made.settled_by) == ("new", None, None)
    assert lists(made) == [("Invånarinteraktion", "process_owner")]
    assert (routed.state, lists(routed)) == ("routed", [("Styrgruppen", "secretary")])
    assert told(made)[-1] == ("need.came_back", True)


def test_a_need_follows_its_round_from_draft_to_dispatch_and_back(laid, asker):
    made = asked(laid.led, asker)
    begun = factories.draft_round(laid.region)
    turning.turn(made, by=laid.owner, round=begun)
    made.refresh_from_db()
    assert made.state == "drafting"
    engine.dispatch(begun, by=laid.owner)
    made.refresh_from_db()
    assert made.state == "turned"
    engine.cancel(begun, by=laid.owner, reason="Frågan är löst.")
    made.refresh_from_db()
    assert (made.state, lists(made)) == ("new", [("Invånarinteraktion", "process_owner")])


def test_what_is_settled_is_not_settled_again(laid, asker):
    made = asked(laid.led, asker)
    needs.close(made, by=asker, reason="Jag hittade svaret.")
    steps = (
        lambda: needs.answer(made, by=laid.owner, text="Ja."),
        lambda: needs.close(made, by=laid.owner, reason="Klart."),
        lambda: needs.merge(made, by=laid.owner, into=asked(laid.led, asker)),
    )
    for step in steps:
        with pytest.raises(errors.NeedSettled, match="redan hanterat av Skas"):
            step()
    made.refresh_from_db()
    assert (made.state, made.answer) == ("closed", "Jag hittade svaret.")


def test_nothing_is_asked_without_words_or_where_nobody_could_answer(laid, asker):
    with pytest.raises(errors.QuestionEmpty, match="Skriv vad du undrar över"):
        asked(laid.led, asker, " \n ")
    lonely = Process.objects.create(name="Försörjning", kind="service")
    with pytest.raises(errors.NobodyAnswers, match="Försörjning har ingen som kan ta emot frågor"):
        asked(lonely, asker)
    assert Need.objects.count() == 0


def test_somebody_who_left_the_process_reads_its_questions_no_more(laid, asker):
    made = asked(laid.led, asker)
    [owner] = ProcessOwner.objects.filter(process=laid.led)
    processes.end_ownership(owner, by=laid.keeper, ends_on=clock.today(), reason="Slutar", vacancy="inquiry")
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert readers(laid, made) == {"keeper", "asker"}
