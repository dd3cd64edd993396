#!/usr/bin/env python
"""Django's command line; finds the demo that runs from this checkout, and migrates as the tables' owner."""

import os
import sys

from config import state

OWNER_COMMANDS = {"migrate", "sqlflush", "flush", "dbshell"}


def main(argv: list[str]) -> None:
    """Runs one command; a demo that is not running is one clear line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    use_the_running_demo()
    command = argv[1] if len(argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ["SAMRAD_AS_OWNER"] = "1"
    run(argv, command)


def use_the_running_demo() -> None:
    """With nothing set in the environment, a demo running from this checkout is what is meant."""
    nothing_set = not os.environ.get("SAMRAD_MODE") and not os.environ.get("DATABASE_URL")
    if nothing_set and state.read_runtime():
        os.environ["SAMRAD_MODE"] = "demo"


def run(argv: list[str], command: str) -> None:
    """Executes; after `migrate` the application role gets its rights."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    try:
        execute_from_command_line(argv)
        if command == "migrate":
            from config import app_role

            app_role.main()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        if os.environ.get("SAMRAD_MODE") != "demo" or state.read_runtime():
            raise
        sys.exit(f"The demo's database does not run. Start it with: make run\n({str(error).splitlines()[0]})")


if __name__ == "__main__":
    main(sys.argv)
