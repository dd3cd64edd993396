"""Recurring jobs of directives: load, call one function, run twice with the same result."""

from celery import shared_task

from cases.models import Undertaking
from directives import orders
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


@shared_task
def report_order(order_id: int) -> bool:
    """Report one order to its giver when all that was made of it is done."""
    clock.read_demo_shift()
    order = Undertaking.objects.filter(pk=order_id).first()
    return order is not None and orders.report_when_done(order)


@shared_task
def report_orders() -> int:
    """The same for every order; finds what a lost doorbell missed."""
    clock.read_demo_shift()
    return sum(orders.report_when_done(order) for order in orders.maybe_done())
