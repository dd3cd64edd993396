"""Everything stands still for three days and starts again: each step is taken once, nothing twice.

All recurring jobs of the beat's table are run as the beat would run them.
"""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from django.utils.module_loading import import_string

from cases import extensions
from cases.models import ReferralRound, WorkItem
from config.celery import RECURRING_JOBS
from ledger.models import Event
from notifications.models import Notice, Reminder
from organisation.models import User
from tests import factories
from tests.races.support import whole_database
from workflows import engine
from workflows.flows.round import RoundFlow

pytestmark = pytest.mark.django_db

HALF_A_MINUTE = 30.0
STOP, START = "2026-12-11 17:00 +0100", "2026-12-14 08:00 +0100"


def run_all_jobs():
    """Every job of the beat's table, then those of the half minute again for what the others made."""
    often = [job for job in RECURRING_JOBS.values() if job["schedule"] == HALF_A_MINUTE]
    for job in [*RECURRING_JOBS.values(), *often]:
        import_string(job["task"])()


@pytest.fixture
def region():
    """Four rounds when everything stops on a Friday evening."""
    with time_machine.travel("2026-11-23 09:00 +0100", tick=False):
        made = factories.world("SkaS", "SU")
        for user in User.objects.all():
            User.objects.filter(pk=user.pk).update(email=f"{user.username}@samrad.example")
        made.ended = factories.open_round(made, last_day=day(18))  # its last day passes meanwhile
        made.reminded = factories.open_round(made, last_day=day(21))  # a reminder falls in the stop
        made.extended = factories.open_round(made, last_day=day(18))  # one has more time
        made.cancelled = factories.open_round(made, last_day=day(18))
        engine.cancel(made.cancelled, by=made.owner, reason="Löst.")
    with time_machine.travel(STOP, tick=False):
        run_all_jobs()
        place = factories.recipient(made.extended, made.administrations[0])
        extensions.grant(place, by=made.owner, day=day(21), reason="Semester.")
        factories.released_answer(made, factories.recipient(made.ended, made.administrations[0]))
    return made


def day(ahead):
    """A day so long after Monday 23 November."""
    return timezone.datetime(2026, 11, 23).date() + timedelta(days=ahead)


def test_after_three_days_each_step_is_taken_once_and_a_second_run_changes_nothing(region):
    """Seen red with ``is_complete`` reading the round's last day for everybody, and with both guards of a
    reminder gone: the query's NOT EXISTS and the question whether the row was new."""
    with time_machine.travel(START, tick=False):
        before = {
            kind: Event.objects.filter(kind=kind).count() for kind in ("reminder.due", "answer.released")
        }
        assert before["answer.released"] == 1
        mail.outbox.clear()
        run_all_jobs()
        assert waits_to_be_compiled(region) == [region.ended]
        assert list(WorkItem.objects.filter(kind="compile").values_list("target_id", flat=True)) == [
            region.ended.pk
        ]
        assert reminded_now(region) == {
            "ended": [("SU", 3)],
            "reminded": [("SU", -1), ("SkaS", -1)],
            "extended": [("SU", 3), ("SkaS", -1)],
            "cancelled": [],
        }
        assert Event.objects.filter(kind="reminder.due").count() == before["reminder.due"] + 5
        sent = [message.extra_headers["Message-ID"] for message in mail.outbox]
        assert len(sent) == len(set(sent)) > 0
        assert not Notice.objects.filter(state=Notice.State.WAITING).exists()
        once, mails = whole_database(), len(mail.outbox)
        run_all_jobs()
        assert (whole_database(), len(mail.outbox)) == (once, mails)


def reminded_now(region):
    """Who was reminded of what in this moment, by round."""
    rows = Reminder.objects.filter(made_at__gte=timezone.now())
    return {
        name: sorted(
            rows.filter(place__round=getattr(region, name)).values_list("place__unit__short_name", "offset")
        )
        for name in ("ended", "reminded", "extended", "cancelled")
    }


def waits_to_be_compiled(region):
    """The rounds whose owner is asked to compile."""
    rounds = ReferralRound.objects.order_by("pk").select_related("process")
    return [one for one in rounds if engine.open_task(one.process, RoundFlow.compile_answers)]


def test_a_round_extended_just_before_the_stop_is_waited_for_after_it(region):
    """Seen red with ``is_complete`` reading the round's last day instead of the recipient's own."""
    with time_machine.travel(START, tick=False):
        run_all_jobs()
        assert region.extended not in waits_to_be_compiled(region)
        assert engine.open_task(region.extended.process, RoundFlow.await_answers) is not None
    with time_machine.travel("2026-12-15 08:00 +0100", tick=False):
        run_all_jobs()
        assert region.extended in waits_to_be_compiled(region)
