"""``python -m torture``: 500 mails leave while the worker is killed 50 times, on a database of its own."""

import os
import sys

from bench.server import database

MAILS, KILLS = 500, 50


def main() -> int:
    """0 when nothing was lost and no mail changed its name."""
    with database():
        from torture import mail, world

        world.round_to(MAILS)
        result = mail.run(MAILS, KILLS, dict(os.environ))
    print(
        f"{result.mails} mails, the worker killed {result.kills} times in {result.seconds:.0f} s: "
        f"lost {result.lost}, sent again {result.twice}, "
        f"sent again under another Message-ID {result.names_changed}"
    )
    return 1 if result.lost or result.names_changed else 0


if __name__ == "__main__":
    sys.exit(main())
