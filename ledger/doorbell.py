"""Waking a job after COMMIT. A broker that is away stops nobody: a sweep does the work later."""

import logging
from typing import Any

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def ring_after_commit(task: str, *args: Any) -> None:
    """Send the named task when this transaction has committed."""

    def ring() -> None:
        try:
            current_app.send_task(task, args=args, retry=False, ignore_result=True)
        except Exception:  # whatever the broker did: nothing is lost, only later
            logger.warning("The broker did not answer; a sweep will do %s.", task)

    transaction.on_commit(ring, robust=True)
