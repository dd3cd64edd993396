"""What no row of an assignment may be, and what of it never changes, whoever writes it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from directives.assignments import adjusting, carrying_out, more_time, staff, templates, transferring
from directives.models import (
    Assignment,
    AssignmentPart,
    AssignmentTemplate,
    AssignmentVersion,
    FunctionHolder,
    SituationRecipient,
    SituationReport,
    StaffFunction,
    StatusReport,
    TimeRequest,
    Transfer,
)
from organisation import clock
from organisation.models import User
from tests import assignments
from tests.access.world import undone

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
BEFORE = DAY - timedelta(days=1)
ITSELF = 987_654


@pytest.fixture(scope="module", autouse=True)
def given(django_db_setup, django_db_blocker):
    """An assignment under way with a part, a staff, reports, a wish and an adjustment begun; others ended."""
    with django_db_blocker.unblock(), undone():
        made = assignments.commission("SkaS", "SU")
        _fulfilled(made)
        top = assignments.under_way(made, title="Samordna", starts_on=clock.today(), due_on=DAY)
        assignments.drafted(made, title="Delen", parent=top)
        _carried_out(made, top)
        _staffed(made, top)
        adjusting.begin(top, by=made.giver)
        asked = {"unit": made.region.process_unit, "user": made.leader}
        transferring.ask(top, by=made.giver, reason="Hinner inte.", **asked)
        texts = {"description": "Leda arbetet."}
        templates.keep_texts(texts, unit=made.office, name="Mall", by=made.giver)
        yield made


def _fulfilled(made):
    """Its wording is acknowledged and its final report answered."""
    done = assignments.reported(made, title="Klart")
    assignments.assigning.approve_report(done, by=made.giver)


def _carried_out(made, top):
    carrying_out.report_status(top, by=made.head, status="on_track", happened="Vi har börjat.")
    carrying_out.add_part(top, by=made.head, title="Enkäten")
    more_time.ask_for_time(top, by=made.head, wanted_on=DAY + timedelta(days=7), reason="Julen.")


def _staffed(made, top):
    staff.staff(staff.add_function(top, by=made.head, name="Stabschef"), by=made.head, user=made.head)
    staff.send_to(top, by=made.head, unit=made.place)
    staff.send_situation(top, by=made.giver, summary="Vi ligger i fas.")


def called(title):
    """The assignment by that title, past every verb."""
    return Assignment.objects.filter(title=title)


def change(**facts):
    """A change of the assignment that is under way."""
    return lambda: called("Samordna").update(**facts)


def draft(**facts):
    """A change of the adjustment that is being written."""
    return lambda: AssignmentVersion.objects.filter(
        assignment__title="Samordna", frozen_at__isnull=True
    ).update(**facts)


def only(model, **facts):
    """A change of the newest row."""
    newest = model.objects.order_by("pk").last()
    return model.objects.filter(pk=newest.pk).update(**facts)


def again(model, **facts):
    """A copy of the newest row with an identity of its own."""
    row = model.objects.order_by("pk").last()
    row.pk, row._state.adding = None, True
    for name, value in {"public_id": "x" * 26, **facts}.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def settled():
    return {"answered_at": clock.now(), "answered_by": User.objects.all()[0]}


def two_final_reports():
    for code in "yz":
        again(StatusReport, kind="final", public_id=code * 26)


BROKEN = {
    "assignment_is_due_after_it_starts": change(starts_on=DAY, due_on=BEFORE),
    "offered_assignment_has_a_taker": change(taker_user=None, taker_unit=None),
    "accepted_assignment_says_who_and_when": change(accepted_by=None),
    "ended_assignment_says_when": change(state="fulfilled"),
    "one_transfer_at_a_time": lambda: again(Transfer),
    "transfer_asks_somebody": lambda: only(Transfer, to_unit=None, to_user=None),
    "answered_transfer_says_when": lambda: only(Transfer, state="declined"),
    "who_had_it_is_known_when_it_moved": lambda: only(Transfer, from_user=F("asked_by")),
    "only_what_is_under_way_is_paused": lambda: called("Delen").update(
        paused_at=clock.now(), paused_by=F("created_by")
    ),
    "a_point_fulfils_it": change(fulfilled_by=1),
    "no_assignment_below_itself": lambda: again(
        Assignment, pk=ITSELF, parent_id=ITSELF, root_id=ITSELF, case=called("Delen").get().case
    ),
    "a_child_knows_its_root": lambda: called("Delen").update(root=None),
    "appoints_to_a_process": change(appoints=True),
    "one_assignment_version_per_number": draft(number=1),
    "one_assignment_draft": lambda: again(AssignmentVersion, number=9),
    "frozen_assignment_says_who_when_and_hash": draft(frozen_at=F("made_at")),
    "only_what_is_frozen_is_acknowledged": draft(acknowledged_at=F("made_at"), acknowledged_by=F("made_by")),
    "one_template_per_name": lambda: again(AssignmentTemplate),
    "done_part_says_who_and_when": lambda: only(AssignmentPart, done_at=clock.now()),
    "answered_report_says_who_and_when": lambda: only(StatusReport, answered_at=clock.now()),
    "status_report_has_a_status": lambda: again(StatusReport, status=""),
    "one_final_report_waits": two_final_reports,
    "one_wish_for_more_time_at_a_time": lambda: again(TimeRequest),
    "answered_wish_says_who_and_when": lambda: only(TimeRequest, answered_at=clock.now()),
    "granted_wish_names_a_day": lambda: only(TimeRequest, state="granted", **settled()),
    "one_function_per_name": lambda: again(StaffFunction),
    "function_ends_after_it_starts": lambda: only(FunctionHolder, starts_on=DAY, ends_on=BEFORE),
    "one_place_in_a_function": lambda: again(FunctionHolder),
    "situation_report_has_one_recipient_a_row": lambda: only(SituationRecipient, unit=None),
    "one_place_among_the_recipients": lambda: again(SituationRecipient),
    "one_situation_report_per_number": lambda: again(SituationReport),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_named_rule_refuses(name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BROKEN[name]()


def wording():
    """The wording that was given and acknowledged."""
    return AssignmentVersion.objects.filter(assignment__title="Klart", acknowledged_at__isnull=False)


def report(**facts):
    return StatusReport.objects.filter(**facts)


def gone(rows):
    """Take the rows away as the database sees it, without asking what points at them."""
    return rows._raw_delete(rows.db)


def below_its_child():
    child = called("Delen").get()
    called("Samordna").update(parent=child, root=child)


WORDING, REPORTED, SENT = "a given wording", "what was reported", "what was sent"
KEPT = {
    "a given wording is not taken away": (WORDING, lambda: gone(wording())),
    "a given wording is not rewritten": (WORDING, lambda: wording().update(description="Annat")),
    "a wording is acknowledged once": (WORDING, lambda: wording().update(acknowledged_at=None)),
    "a wording keeps its document": (WORDING, lambda: wording().update(document=None)),
    "a report is not taken away": (REPORTED, lambda: gone(report(kind="status"))),
    "a report is not rewritten": (REPORTED, lambda: report(kind="status").update(happened="Annat")),
    "a report is answered once": (REPORTED, lambda: report(answer="approved").update(comment="Annat")),
    "a report keeps its document": (REPORTED, lambda: _moved(StatusReport)),
    "a situation report is not taken away": (SENT, lambda: gone(_unfiled())),
    "a situation report is not rewritten": (SENT, lambda: _unfiled().update(summary="Annat")),
    "a situation report keeps its document": (SENT, lambda: only(SituationReport, document=None)),
    "what was offered is kept": ("what was offered is kept", lambda: gone(called("Samordna"))),
    "what has ended is as it was": ("what has ended", lambda: called("Klart").update(due_words="Annat")),
    "what was offered keeps its case": (
        "keeps its case",
        lambda: change(case=called("Klart").get().case)(),
    ),
    "no assignment stands below its child": ("stands below itself", below_its_child),
}


def _moved(model):
    """A report that waits with its document, moved to another document."""
    again(model, kind="final", document=wording().get().document)
    only(model, document=None)


def _unfiled():
    """A situation report that has no document yet."""
    again(SituationReport, number=9, document=None)
    return SituationReport.objects.filter(number=9)


@pytest.mark.parametrize("promise", KEPT)
def test_what_was_given_or_told_stays(promise):
    words, breaking = KEPT[promise]
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        breaking()
