"""Mail leaves while the worker is killed again and again: what was lost, and what came twice."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tests.notifications import server

LONGEST = 120.0


@dataclass(frozen=True)
class Result:
    """Of so many mails: how many never came, came more than once, or came under several Message-IDs."""

    mails: int
    kills: int
    lost: int
    twice: int
    names_changed: int
    seconds: float


class Assassin(server.Post):
    """Takes mail, and kills whoever brought it a moment after a chosen one."""

    victim: int | None = None
    spared: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the mail; the shot falls before our yes is read, or before it is committed, or after."""
        said = await super().handle_DATA(server, session, envelope)
        self.spared -= 1
        if self.victim and self.spared <= 0:
            victim, self.victim = self.victim, None
            asyncio.get_running_loop().call_later(random.random() * 0.01, shoot, victim)
        return said


def shoot(pid: int) -> None:
    """SIGKILL, unless it is gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def run(mails: int, kills: int, environment: dict[str, str]) -> Result:
    """Let ``mails`` that wait in the outbox leave while the worker is killed ``kills`` times."""
    post, began = Assassin(), time.perf_counter()
    settings = SimpleNamespace()
    with server.running(settings, post), workers(lambda: settings.EMAIL_PORT, environment) as fork:
        for left in range(kills, 0, -1):
            remaining = mails - len({message["To"] for message in post.came})
            post.spared = random.randint(1, max(1, remaining // left))
            post.victim = fork()
            wait_for_end(post.victim)
        wait_for_end(fork())
    return counted(post, mails, kills, time.perf_counter() - began)


@contextmanager
def workers(port: Callable[[], int], environment: dict[str, str]) -> Iterator[Callable[[], int]]:
    """A function that starts a worker and answers its process id."""
    program = subprocess.Popen(
        [sys.executable, "-m", "torture.worker", str(port())],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdin
    assert program.stdout

    def fork() -> int:
        program.stdin.write("\n")
        program.stdin.flush()
        return int(program.stdout.readline())

    with program:
        yield fork
        program.stdin.close()


def wait_for_end(pid: int | None) -> None:
    """Until the process is gone, by itself or not."""
    until = time.monotonic() + LONGEST
    while pid and time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.002)
    raise TimeoutError(f"worker {pid} still runs")


def counted(post: server.Post, mails: int, kills: int, seconds: float) -> Result:
    """What came, against what should have."""
    ids: dict[str, set[str]] = {}
    for message in post.came:
        ids.setdefault(message["To"], set()).add(message["Message-ID"])
    came = Counter(message["Message-ID"] for message in post.came)
    return Result(
        mails=mails,
        kills=kills,
        lost=mails - len(ids),
        twice=sum(count - 1 for count in came.values()),
        names_changed=sum(len(found) > 1 for found in ids.values()),
        seconds=seconds,
    )
