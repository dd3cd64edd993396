"""``manage.py read_bounce < report``: marks the mail that came back, for the mail server to call."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from notifications import bounces


class Command(BaseCommand):
    """Reads one delivery report from standard input; whatever is no failure of ours is left alone."""

    help = "Reads one delivery report (RFC 3464) and marks the mail it is about as not delivered."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say on one line what became of the report; a report that is none is no error."""
        report = bounces.read(sys.stdin.buffer.read())
        notice = bounces.mark(report) if report else None
        if report is None:
            self.stdout.write("This tells of no mail that failed.")
        elif notice is None:
            self.stdout.write(f"We sent no mail {report.message_id}.")
        else:
            self.stdout.write(f"Not delivered to {notice.address}: {notice.failure}")
