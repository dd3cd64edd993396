"""Recurring jobs of directives: load, call one function, run twice with the same result."""

from celery import shared_task

from directives.processes import needs
from directives.steering import reviews
from organisation import clock


@shared_task
def ask_for_reviews() -> int:
    """Ask the owners of steering documents whose review draws near, and remind those who let the day pass."""
    clock.read_demo_shift()
    reviews.remind_of_overdue()
    return reviews.ask_for_reviews()


@shared_task
def move_waiting_questions() -> int:
    """Let questions that wait follow owners who begin or end today."""
    clock.read_demo_shift()
    return needs.lay_waiting()
