"""Children of the supervisor: each is started again when it dies, a little later every time."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config import processes

STEADY = 60.0
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """One program that should always run."""

    name: str
    begin: Callable[[], subprocess.Popen[bytes]]
    farewell: signal.Signals = signal.SIGTERM
    patience: float = 8
    process: subprocess.Popen[bytes] | None = None
    began: float = 0
    deaths: int = 0
    again_at: float | None = field(default=None)

    def start(self) -> None:
        """Starts the program now."""
        self.again_at = None
        self.began = time.monotonic()
        self.process = self.begin()

    def look(self, now: float) -> str | None:
        """Restarts what died when its pause is over; a line to show when something happened."""
        if self.again_at is not None:
            return self._start_again() if now >= self.again_at else None
        if self.process is None or self.process.poll() is None:
            return None
        return self._plan_restart(now)

    def _plan_restart(self, now: float) -> str:
        assert self.process is not None
        processes.kill_session(self.process.pid)
        self.deaths = 1 if now - self.began > STEADY else self.deaths + 1
        pause = min(2.0 ** (self.deaths - 1), LONGEST_PAUSE)
        self.again_at = now + pause
        return f"{self.name} ended ({_how(self.process.returncode)}); starting it again in {pause:.0f} s"

    def _start_again(self) -> str | None:
        try:
            self.start()
        except Exception as error:  # a service that still refuses is tried again later
            self.deaths += 1
            self.again_at = time.monotonic() + LONGEST_PAUSE
            return f"{self.name} does not start: {error}"
        return f"{self.name} runs again"

    def ask_to_stop(self) -> None:
        """The first, friendly signal."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.farewell)

    def stop(self) -> None:
        """Waits for the end, and forces it when patience is over."""
        if self.process is not None:
            processes.finish(self.process, seconds=self.patience)


def _how(code: int) -> str:
    return f"exit {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def stop_all(children: list[Child]) -> None:
    """Asks all at once, then waits for each."""
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop()
