"""The server ends the connection in the middle of a step: nothing is ever half done."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, close_old_connections

from cases import answer_text, boxes, marking, outcome
from cases.errors import Busy
from cases.models import Document, Feedback, WorkItem
from directives.models import MilestoneReport, Revision, SteeringDocument
from ledger.work import before_commit, work
from organisation import clock
from tests import factories, plans, revisions
from tests.races.support import counted, fresh, killed_after, together, whole_database
from workflows import engine, revising_plans

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


EVERY = 3


class Undo(Exception):
    """Enough was seen."""


def killed_all_the_way(step, every=EVERY):
    """Run ``step``, killed after every ``every``th statement from the last one backwards; then let it pass.

    Answers at how many places it was killed, and its result. It runs in a thread with a connection
    of its own, which has to recover by itself.
    """

    def run():
        before = whole_database()
        statements_of(step)  # what is remembered from the first time is not asked again
        places = range(statements_of(step), 0, -every)
        for place in places:
            with pytest.raises((DatabaseError, Busy)), killed_after(place):
                step()
            close_old_connections()  # as the next request does
            assert whole_database() == before, f"something stayed after statement {place}"
        return len(places), step()

    (result,) = together(run, seconds=55)
    if isinstance(result, BaseException):
        raise result
    return result


def statements_of(step):
    """How many statements the step takes up to its COMMIT."""
    with suppress(Undo), counted() as seen, work():
        step()
        before_commit(_undo)
    return len(seen)


def _undo():
    raise Undo


def test_a_release_killed_anywhere_is_undone_and_can_be_repeated():
    region = factories.world("SkaS")
    place = factories.recipient(factories.open_round(region), region.administrations[0])
    answer = factories.approved_answer(region, place)
    writer = region.representative(place.unit)

    kills, released = killed_all_the_way(lambda: engine.release(answer, by=fresh(writer)), every=1)

    assert kills > 15
    released.refresh_from_db()
    assert released.state == "released"
    assert released.released_hash == answer_text.text_hash(answer_text.snapshot(released))
    documents = Document.objects.filter(kind="answer").order_by("direction")
    assert list(documents.values_list("direction", "number_in_case")) == [("in", 2), ("out", 2)]


def test_a_dispatch_killed_anywhere_is_undone_and_can_be_repeated():
    region = factories.world("SkaS", "SU", "NU")
    draft = factories.draft_round(region)

    kills, sent = killed_all_the_way(lambda: engine.dispatch(draft, by=fresh(region.owner)))

    assert kills > 8
    assert list(sent.recipients.values_list("state", flat=True)) == ["sent"] * 3
    assert sorted(sent.recipients.values_list("case__sequence", flat=True)) == [1, 1, 1]
    waiting = WorkItem.objects.filter(done_at=None)
    assert list(waiting.values_list("kind", flat=True)) == ["answer"] * 3


def test_a_closing_killed_anywhere_is_undone_and_can_be_repeated():
    region = factories.world("SkaS", "SU")
    compiled = factories.compiled_round(region)
    for box in boxes.of_round(compiled):
        marking.mark_read(box, by=region.owner)

    kills, closed = killed_all_the_way(lambda: engine.close(compiled, by=fresh(region.owner)), every=7)

    assert kills > 8
    assert (closed.state, closed.closings, closed.revised_version.number) == ("closed", 1, 2)
    assert Document.objects.filter(kind="compilation").count() == 1
    assert list(Feedback.objects.values_list("stage", flat=True)) == ["preliminary"] * 2


def test_a_decision_killed_anywhere_is_undone_and_can_be_repeated():
    region = factories.world("SkaS", "SU")
    closed = factories.closed_round(region)
    read = outcome.proposal(closed).content_hash

    def decide():
        day = clock.today()
        return engine.decide(closed, by=fresh(region.director), read_hash=read, valid_from=day)

    kills, decision = killed_all_the_way(decide, every=7)

    assert kills > 5
    decision.refresh_from_db()
    assert (decision.sequence, decision.version_hash) == (1, read)
    assert list(SteeringDocument.objects.values_list("decision", flat=True)) == [decision.pk]
    assert Feedback.objects.filter(stage="final").count() == 2


def test_owners_asked_and_killed_anywhere_are_asked_once_by_the_next_try():
    made = plans.adopted("SkaS")
    revision = revisions.begun(made)

    kills, asked = killed_all_the_way(
        lambda: revising_plans.open_reporting(Revision.objects.get(pk=revision.pk), by=fresh(made.keeper)),
        every=5,
    )

    assert kills > 8
    assert asked.state == Revision.State.REPORTING
    assert MilestoneReport.objects.filter(revision=revision, state="waiting").count() == 6
    assert list(WorkItem.objects.filter(kind="report_plan").values_list("user", flat=True)) == [made.head.pk]


def test_a_publishing_killed_anywhere_registers_one_difference_and_plans_one_next_year():
    made = plans.adopted("SkaS")
    revision = revisions.compiling(made, "PA-1")
    revising_plans.skip_round(revision, by=made.keeper, reason="Små ändringar.")
    Revision.objects.filter(pk=revision.pk).update(state=Revision.State.ADOPTED)
    revising_plans.follow(revision)  # the process waits for the publishing

    kills, published = killed_all_the_way(
        lambda: revising_plans.publish(Revision.objects.get(pk=revision.pk), by=fresh(made.keeper)), every=7
    )

    assert kills > 8
    assert (published.state, published.published_by) == (Revision.State.PUBLISHED, made.keeper)
    assert list(Document.objects.filter(kind="difference")) == [published.difference]
    assert list(Revision.objects.values_list("year", "state").order_by("year")) == [
        (revisions.YEAR, "published"),
        (revisions.YEAR + 1, "planned"),
    ]
