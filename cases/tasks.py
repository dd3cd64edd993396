"""Recurring jobs of cases: load, call one function, run twice with the same result."""

from celery import shared_task

from organisation import clock

from . import stored_files
from .meetings import notices


@shared_task
def collect_unreferenced_files() -> int:
    """Remove stored files that nothing points to."""
    clock.read_demo_shift()
    return stored_files.collect_unreferenced()


@shared_task
def take_down_notices() -> int:
    """Take down notices that have been up for their whole time."""
    clock.read_demo_shift()
    return notices.take_down_old()
