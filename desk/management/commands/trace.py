"""``manage.py trace RS 2024-05699``: one case's events and notices in order."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.models import Case
from ledger.clock import local
from ledger.models import Event
from notifications.models import Notice
from organisation.models import User


class Command(BaseCommand):
    help = "Print one case's events and the messages they led to, oldest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The diary number as it is written, with or without quotation marks."""
        parser.add_argument("number", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the case; an unknown number is a clear error."""
        number = " ".join(options["number"])
        found = Case.objects.filter(number=number).first()
        if found is None:
            raise CommandError(f"No case has the number {number}.")
        self.stdout.write(f"{found.number}  {found.title}")
        for event in Event.objects.filter(case_id=found.pk).order_by("id"):
            self.stdout.write(_line(event))


def _line(event: Event) -> str:
    actor = User.objects.filter(pk=event.actor_id or 0).first()
    name = actor.username if actor else "the system"
    notices = Notice.objects.filter(event_id=event.pk).values_list("recipient__username", "channel", "state")
    whose = "  (the unit's own)" if event.restricted_to_id else ""
    told = sorted(name if channel == "app" else f"{name} (mail {state})" for name, channel, state in notices)
    messages = f"  told: {', '.join(told)}" if told else ""
    return f"{local(event.at):%Y-%m-%d %H:%M:%S}  {event.kind}  by {name}{whose}{messages}"
