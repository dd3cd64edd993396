"""A worker that can be killed and replaced at once: this process forks one for each line it reads.

`python -m torture.worker PORT` prints the process id of every worker it makes. Each relays and sends
until nothing waits, as the Celery tasks do, to the mail server on PORT.
"""

import os
import signal
import sys
import time


def main() -> None:
    """Fork a worker per line on standard input, until it ends."""
    prepare(int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            work()
            os._exit(0)
        print(pid, flush=True)


def prepare(port: int) -> None:
    """Django as the application's role; no connection is opened before the fork."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    connection.settings_dict["OPTIONS"]["assume_role"] = settings.APP_ROLE
    warm_up()


def warm_up() -> None:
    """Read once what every worker would read anew: addresses, templates, texts."""
    from django.core.mail.utils import DNS_NAME
    from django.template.loader import render_to_string
    from django.urls import reverse
    from django.utils import translation

    from notifications import tasks  # noqa: F401

    DNS_NAME.get_fqdn()
    reverse("answer", args=["a"])
    with translation.override("sv"):
        translation.gettext("Samråd")
        for name in ("notice.txt", "notice.html", "mail.css"):
            render_to_string(f"mail/{name}")


def work() -> None:
    """Relay and send until nothing is left; what a killed worker held is free again in a moment."""
    from ledger.models import OutboxEntry
    from notifications import tasks
    from notifications.models import Notice

    while True:
        tasks.sweep_outbox()
        tasks.deliver_mail()
        waiting = Notice.objects.filter(state=Notice.State.WAITING)
        if not waiting.exists() and not OutboxEntry.objects.filter(relayed_at=None).exists():
            return
        time.sleep(0.01)


if __name__ == "__main__":
    main()
