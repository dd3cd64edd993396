"""A mail server of the tests' own: keeps what it takes, and refuses whom it is told to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Post:
    """What came, and the answers for some addresses: ``refused`` at RCPT, ``after`` at the end of DATA."""

    came: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    after: str = "250 Ok"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Say no to those who are refused."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 Ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the mail, unless everything is refused now."""
        if self.after.startswith("250"):
            self.came.append(message_from_bytes(envelope.content, policy=default))
        return self.after


class AnyPort(Controller):
    """A controller on whatever port is free, known once it runs."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running(settings: Any, post: Post | None = None) -> Iterator[Post]:
    """The server runs, and whoever reads ``settings`` sends to it."""
    post = post or Post()
    controller = AnyPort(post, hostname="127.0.0.1", port=0, server_hostname="localhost")
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_TIMEOUT = 5
    try:
        yield post
    finally:
        controller.stop()
