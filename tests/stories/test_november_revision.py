"""Two years of a plan: the first on referral to the administrations, the second sent back once and adopted after all.

From the recurring job that begins it to the published difference: every milestone is reported, every proposal
answered, what changed is weighed by those it concerns, the body adopts exactly one version by its hash, the
old one stays in force until then, and the next year is planned by itself.
"""

from datetime import date, time

import pytest
import time_machine

from cases import boxes, marking, rounds, weighing
from cases.meetings import agenda, points, preparing
from cases.meetings import planning as meeting_planning
from cases.meetings.closing import close_item, end_meeting
from cases.models import AgendaItem, Document, WorkItem
from directives.models import MilestoneReport, Revision, SteeringDocument
from directives.plans import adopting, building
from directives.plans.difference import between
from directives.plans.reading import read
from directives.plans.revisions import compiling, owners, planning, proposals, reporting
from ledger.models import Event
from organisation import clock
from tests import factories, meetings, plans
from workflows import engine, milestone_reports, revising_plans, tasks
from workflows.models import MilestoneReportProcess, RevisionProcess
from workflows.steps import open_task

pytestmark = pytest.mark.django_db

State = Revision.State


def at(day):
    return time_machine.travel(f"{day} 09:00 +0100", tick=False)


def step(revision):
    """The step the revision's process waits at."""
    process = RevisionProcess.objects.get(revision=revision)
    nodes = [node for node in revising_plans.NODES.values() if open_task(process, node)]
    return nodes[0].name if nodes else process.status


def report(row, by, **facts):
    """One report written and given."""
    said = {"status": "under_way", "reason": "Arbetet pågår.", "trend": "same"} | facts
    saved = milestone_reports.save(row, by=by, edition=row.edition, **said)
    return milestone_reports.give(saved, by=by)


def decide(made, item, outcome="as_proposed", starts_at=time(13)):
    """The item announced, listed, closed with an outcome and its minutes approved, all on one day."""
    if item.state == AgendaItem.State.DRAFTED:
        item = preparing.announce(item, by=made.keeper)
    held = meeting_planning.plan_meeting(
        made.board.body, by=made.board.secretary, on=clock.today(), starts_at=starts_at, place="Residenset"
    )
    listed = agenda.put_on_agenda(item, held, by=made.board.secretary)
    meetings.begin(made.board, held)
    if outcome == "returned":
        meetings.ask_anew(made.board, listed)
    close_item(listed, by=made.board.secretary, outcome=outcome)
    end_meeting(held, by=made.board.secretary)
    meetings.approved(made.board, held)
    listed.refresh_from_db()
    return listed


def test_two_years_of_one_plan():
    with at("2026-01-12"):
        made = plans.adopted()
        meeting_planning.plan_meeting(
            made.board.body,
            by=made.board.secretary,
            on=date(2026, 11, 26),
            starts_at=time(9, 30),
            place="Residenset",
        )
        first = planning.plan_revision(made.plan, 2026, by=made.keeper)
        assert (first.decide_on, first.preliminary) == (date(2026, 11, 26), False)
        # Nobody can be asked about this one: it is named before anybody is asked about anything.
        orphan = made.milestone("DI-2")

    _first_year(made, first, orphan)
    _second_year(made, first)


def _first_year(made, revision, orphan):
    with at(revision.begins_on):
        assert tasks.begin_revisions() == 1
        assert tasks.begin_revisions() == 0  # the worker that comes back after three days begins it once
        revision.refresh_from_db()
        assert (revision.state, step(revision)) == (State.PREPARING, "name_owners")
        draft = made.milestone(orphan.code, revision.draft)
        building.change(draft, by=made.keeper, owner=None, unit=None)
        assert [row.code for row in owners.without_owner(revision)] == ["DI-2"]
        with pytest.raises(owners.OwnersMissing):
            revising_plans.open_reporting(revision, by=made.keeper)
        owners.name_owner(made.milestone("DI-2", revision.draft), by=made.keeper, unit=made.place)
        revision = revising_plans.open_reporting(revision, by=made.keeper)
        asked = WorkItem.objects.filter(kind="report_plan", done_at=None).order_by("user")
        assert [(item.user, item.role) for item in asked] == [(made.head, ""), (None, "head")]

    with at(revision.report_by):
        rows = {made.milestone_of(row): row for row in reporting.mine(revision, made.head)}
        assert sorted(rows) == ["DI-1", "DI-2", "NV-1", "NV-2", "PA-1", "PA-2"]
        report(rows["PA-1"], made.head, status="reached", reason="Modellen används överallt.")
        report(rows["PA-2"], made.head, next_year=2028, reason="Det tar ett år till.")
        report(rows["NV-1"], made.head, new_title="En vårdnivå närmare hemmet", reason="Tydligare så.")
        report(rows["DI-1"], made.head)
        returned = report(rows["DI-2"], made.head, reason="?")
        milestone_reports.give_back(returned, by=made.keeper, reason="Skriv vad som hänt.")
        returned.refresh_from_db()
        report(returned, made.head, reason="Två av tre delar är klara.")
        area = made.milestone("NV-1").area
        new = proposals.propose_new(
            revision, by=made.head, area=area, title="Gemensam plan för hemmet", year=2028, reason="Behövs."
        )
        dropped = proposals.propose_drop(revision, by=made.head, part=rows["DI-1"].part, reason="Ersätts.")
        revision = revising_plans.close_reporting(revision, by=made.keeper)
        assert [made.milestone_of(row) for row in reporting.silent(revision)] == ["NV-2"]
        assert WorkItem.objects.filter(kind="report_plan", done_at=None, user=made.head).count() == 1

    with at(revision.compile_by):
        with pytest.raises(compiling.ReportsWaiting):
            revising_plans.refer(revision, by=made.keeper)
        for code in ("PA-1", "PA-2", "NV-1", "DI-2"):
            milestone_reports.take(MilestoneReport.objects.get(pk=rows[code].pk), by=made.keeper)
        milestone_reports.keep_wording(
            MilestoneReport.objects.get(pk=rows["DI-1"].pk), by=made.keeper, reason="Inget nytt."
        )
        with pytest.raises(compiling.ProposalsWaiting):
            revising_plans.refer(revision, by=made.keeper)
        proposals.accept(new, by=made.keeper)
        proposals.decline(dropped, by=made.keeper, answer="Den behövs till 2027.")
        compiling.save_summary(revision, by=made.keeper, text="Inga större förändringar.", edition=0)
        with pytest.raises(owners.OwnersMissing):  # nobody has been named for the new one
            revising_plans.refer(revision, by=made.keeper)
        (fresh,) = owners.without_owner(revision)
        owners.name_owner(fresh, by=made.keeper, unit=made.place)
        difference = between(read(revision.base), read(revision.draft))
        assert difference.counts == {"new": 1, "changed": 1, "moved": 1, "done": 1, "struck": 0}
        moved = difference.by_part[rows["PA-2"].part_id]
        assert (moved.marks, moved.reason) == (("moved",), "Det tar ett år till.")
        referral_round = revising_plans.refer(revision, by=made.keeper)
        revision.refresh_from_db()
        assert (revision.state, step(revision), referral_round.case) == (
            State.REFERRED,
            "await_round",
            revision.case,
        )
        headings = [part.heading for part in referral_round.version.sections.all()]
        assert [heading.split()[0] for heading in headings] == ["PA-1", "PA-2", "NV-1", "NV-3"]
        rounds.choose_recipients(referral_round, made.region.administrations, by=made.keeper)
        rounds.change_round(referral_round, by=made.keeper, letter="Svara gärna.")
        engine.dispatch(referral_round, by=made.keeper)

    with at(revision.answers_by):
        referral_round.refresh_from_db()
        for place in referral_round.recipients.select_related("unit", "round"):
            factories.released_answer(made.region, place, comment="Skriv 2029.")
        engine.advance(referral_round)
        compiled = engine.compile_answers(referral_round, by=made.keeper)
        for box in boxes.of_round(compiled):
            comment = marking.mark_whole(box, by=made.keeper)
            weighing.weigh(comment, by=made.keeper, version=0, outcome="noted", reason="Vi prövar det.")
        engine.close(compiled, by=made.keeper)
        assert tasks.follow_revision(revision.pk) is True
        revision.refresh_from_db()
        assert (revision.state, step(revision)) == (State.REVISING, "revise_plan")
        building.change(
            made.milestone("PA-2", revision.draft), by=made.keeper, first_year=2029, last_year=2029
        )
        item = revising_plans.propose(revision, by=made.keeper)
        revision.refresh_from_db()
        proposed = revision.draft
        (point,) = points.standing(item)
        assert [row.version_hash for row in point.adoptions.all()] == [proposed.text.content_hash]
        assert (proposed.state, step(revision)) == ("proposed", "await_decision")
        assert adopting.in_force(made.plan, clock.today()) == made.version

    with at("2026-11-26"):
        item = decide(made, item)
        tasks.follow_revision(revision.pk)
        revision.refresh_from_db()
        proposed.refresh_from_db()
        made.version.refresh_from_db()
        assert (revision.state, step(revision)) == (State.ADOPTED, "publish_plan")
        assert (proposed.state, proposed.adoption.point.item) == ("adopted", item)
        assert (made.version.valid_to, proposed.valid_from) == (date(2026, 11, 25), date(2026, 11, 26))
        assert SteeringDocument.objects.get(version=proposed.text).valid_to is None
        referral_round.refresh_from_db()
        assert referral_round.state == "decided"
        revision = revising_plans.publish(revision, by=made.keeper)
        assert (revision.state, step(revision)) == (State.PUBLISHED, "DONE")
        told = [part.heading for part in revision.difference.versions.get().sections.all()]
        assert told == ["Sammanfattning", "Ny", "Ändrad", "Flyttad", "Klar", "Inte rapporterade"]
        told = Document.objects.filter(kind="difference").order_by(
            "pk"
        )  # what the board got, what was published
        assert [one.number_in_case is not None for one in told] == [True, True]
        assert told[1] == revision.difference
        assert not WorkItem.objects.filter(target_type="revision", done_at=None).exists()
        assert MilestoneReportProcess.objects.filter(status="DONE").count() == 5
    made.version = proposed


def _second_year(made, earlier):
    with at("2026-11-27"):
        revision = Revision.objects.get(plan=made.plan, year=2027)
        # next year's meetings are not planned yet: the same Thursday of the same week, until they are
        assert (revision.state, revision.preliminary, revision.decide_on) == (
            State.PLANNED,
            True,
            date(2027, 11, 25),
        )
        meeting_planning.plan_meeting(
            made.board.body,
            by=made.board.secretary,
            on=date(2027, 11, 18),
            starts_at=time(9, 30),
            place="Residenset",
        )
        revision.refresh_from_db()
        assert (revision.preliminary, revision.decide_on) == (False, date(2027, 11, 18))

    with at(revision.begins_on):
        tasks.begin_revisions()
        revision.refresh_from_db()
        assert revision.questions.all()[0].text == "Är aktiviteten genomförd?"
        revision = revising_plans.open_reporting(revision, by=made.keeper)
        # what was said last is there to begin with: nobody writes the same fact twice
        rows = {made.milestone_of(row): row for row in reporting.mine(revision, made.head)}
        assert rows["DI-2"].reason == "Två av tre delar är klara."
        merged = proposals.propose_merge(
            revision,
            by=made.head,
            parts=[rows["DI-1"].part, rows["DI-2"].part],
            title="Ett digitalt arbetssätt",
            reason="Samma arbete.",
        )
        proposals.accept(merged, by=made.keeper)
        revision = revising_plans.close_reporting(revision, by=made.keeper)
        revision = revising_plans.skip_round(revision, by=made.keeper, reason="Bara en sammanslagning.")
        assert step(revision) == "revise_plan"
        item = revising_plans.propose(revision, by=made.keeper)
        refused = Revision.objects.get(pk=revision.pk).draft

    with at("2027-11-18"):
        decide(made, item, outcome="returned")
        tasks.follow_revision(revision.pk)
        revision.refresh_from_db()
        refused.refresh_from_db()
        assert (revision.state, refused.state, step(revision)) == (State.REVISING, "dropped", "revise_plan")
        assert revision.draft != refused
        assert revision.draft.base == made.version
        again = revising_plans.propose(revision, by=made.keeper)
        assert again.continues == item
        decide(made, again, starts_at=time(15))
        tasks.follow_revisions()
        revision.refresh_from_db()
        revision = revising_plans.publish(revision, by=made.keeper)
        assert revision.state == State.PUBLISHED
        difference = between(read(revision.base), read(revision.draft))
        assert difference.counts == {"new": 1, "changed": 0, "moved": 0, "done": 0, "struck": 2}
        new = next(
            change for change in difference.changes if "new" in change.marks and change.kind == "milestone"
        )
        struck = [
            change
            for change in difference.changes
            if change.marks == ("struck",) and change.kind == "milestone"
        ]
        assert {change.into_id for change in struck} == {new.part_id}
        assert Revision.objects.get(year=2028).state == State.PLANNED
        # the plan as it stood, on any day
        day = [date(2025, 12, 24), date(2026, 12, 24), date(2027, 12, 24)]
        stood = [adopting.in_force(made.plan, one).number for one in day]
        assert stood == [1, 2, 4]
        assert Event.objects.filter(kind="plan.version_adopted").count() == 2
