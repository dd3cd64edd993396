"""What the supervisor checks and waits for; every refusal is one clear line."""

import fcntl
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from config import processes
from config.address import Address
from config.children import Child
from config.postgres_home import ServiceFailed
from config.state import CHECKOUT


class Refused(Exception):
    """We do not start; the message says why and what to do instead."""


@contextmanager
def only_one(home: Path, url: str) -> Iterator[None]:
    """Holds this checkout's lock; a second start learns who has it."""
    with (home / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            _, _, where = lock.read().partition(" ")
            raise Refused(f"Samråd already runs from this checkout: {where}") from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {url}")
        lock.flush()
        yield
        lock.truncate(0)


def holder(home: Path) -> int | None:
    """The process that runs from this checkout, if any."""
    with suppress(OSError, ValueError), (home / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            return int(lock.read().split()[0])
    return None


def refuse_taken_port(address: Address) -> None:
    """Says it before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise Refused(
                f"Port {address.port} cannot be used ({error.strerror}). Choose another: "
                f"PORT={address.port + 1} make run"
            ) from None


def finish(argv: list[str], env: Mapping[str, str]) -> None:
    """Runs a program to its end; when it fails, its last words are the message."""
    done = subprocess.run(argv, cwd=CHECKOUT, env=dict(env), capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-12:]
        raise ServiceFailed(f"{' '.join(argv[1:])} failed:\n" + "\n".join(words))


def until_it_answers(address: Address, web: Child, *, name: str, log: Path, seconds: float = 60) -> None:
    """Waits until the web server answers anything at all."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if _answers(address, name):
            return
        if web.process is None or web.process.poll() is not None:
            break
        time.sleep(0.1)
    raise ServiceFailed(f"The web server does not start; its last words:\n{processes.tail(log)}")


def _answers(address: Address, name: str) -> bool:
    with suppress(OSError, http.client.HTTPException):
        connection = http.client.HTTPConnection(address.host, address.port, timeout=20)
        connection.request("GET", "/logga-in/", headers={"Host": name})
        return connection.getresponse().status > 0
    return False


def fresh_log(file: Path) -> Path:
    """A new log; the one before is kept beside it."""
    if file.exists():
        file.replace(file.with_suffix(".before.log"))
    return file
