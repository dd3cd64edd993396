"""Recurring jobs of cases: load, call one function, run twice with the same result."""

from celery import shared_task

from organisation import clock

from . import stored_files


@shared_task
def collect_unreferenced_files() -> int:
    """Remove stored files that nothing points to."""
    clock.read_demo_shift()
    return stored_files.collect_unreferenced()
