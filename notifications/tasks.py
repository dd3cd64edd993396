"""Jobs of the messages: load, call one function, run twice with the same result."""

from celery import shared_task

from organisation import clock

from . import delivery, relay, reminders


@shared_task
def sweep_outbox() -> int:
    """Relay everything that waits; the doorbell and the beat both ring this."""
    clock.read_demo_shift()
    return relay.drain()


@shared_task
def deliver_mail() -> int:
    """Send the mail that waits; the relay and the beat both ring this."""
    clock.read_demo_shift()
    return delivery.drain()


@shared_task
def remind_due() -> int:
    """Remind those who have not answered, on the days the rounds' owners chose."""
    clock.read_demo_shift()
    return reminders.remind_due()
