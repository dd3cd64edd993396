"""``manage.py load_demo``: the demo world, once."""

from typing import Any

from django.core.management.base import BaseCommand

from demo.loader import load


class Command(BaseCommand):
    """Loads the demo world into an empty database and says what it did."""

    help = "Load the demo world into an empty database; a database with people in it is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say that there was nothing to do."""
        if load():
            self.stdout.write("The demo world is loaded.")
        else:
            self.stdout.write("Somebody lives here already; nothing was changed.")
