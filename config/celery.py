"""The Celery app and the one table of recurring jobs. Every job may run twice with the same result."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

EVERY_NIGHT_AT_ONE = crontab(hour="1", minute="0")
EVERY_NIGHT_AT_TWO = crontab(hour="2", minute="0")
EVERY_NIGHT = crontab(hour="3", minute="20")
EVERY_HOUR_OF_THE_DAY = crontab(hour="7-18", minute="5")

RECURRING_JOBS: dict[str, dict[str, Any]] = {
    "send what the doorbell missed": {"task": "notifications.tasks.sweep_outbox", "schedule": 30.0},
    "send mail that waits": {"task": "notifications.tasks.deliver_mail", "schedule": 30.0},
    "remind those who have not answered": {
        "task": "notifications.tasks.remind_due",
        "schedule": EVERY_HOUR_OF_THE_DAY,
    },
    "advance rounds that wait": {"task": "workflows.tasks.advance_rounds", "schedule": 60.0},
    "let decisions follow their items": {"task": "workflows.tasks.follow_items", "schedule": 300.0},
    "let assignments follow their rows": {
        "task": "workflows.tasks.follow_assignments",
        "schedule": 300.0,
    },
    "report orders whose assignments are done": {
        "task": "directives.tasks.report_orders",
        "schedule": 300.0,
    },
    "begin the revisions of plans": {
        "task": "workflows.tasks.begin_revisions",
        "schedule": EVERY_NIGHT_AT_ONE,
    },
    "let revisions of plans follow their rows": {
        "task": "workflows.tasks.follow_revisions",
        "schedule": 300.0,
    },
    "ask owners to see their documents over": {
        "task": "directives.tasks.ask_for_reviews",
        "schedule": EVERY_NIGHT_AT_TWO,
    },
    "let questions follow the owners of a process": {
        "task": "directives.tasks.move_waiting_questions",
        "schedule": EVERY_NIGHT_AT_TWO,
    },
    "take old notices down": {"task": "cases.tasks.take_down_notices", "schedule": EVERY_NIGHT_AT_ONE},
    "collect unreferenced files": {"task": "cases.tasks.collect_unreferenced_files", "schedule": EVERY_NIGHT},
}

app = Celery("samrad")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = RECURRING_JOBS
app.autodiscover_tasks()
