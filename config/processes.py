"""Starting and stopping the programs the demo and the tests bring along."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from config.state import CHECKOUT

PR_SET_PDEATHSIG = 1


def start(
    argv: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    user: pwd.struct_passwd | None = None,
    when_we_die: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own, so that Ctrl-C reaches us alone; it does not outlive us."""
    with log.open("ab") as output:
        return subprocess.Popen(
            list(argv),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/" if user else CHECKOUT,
            env=dict(env) if env is not None else None,
            start_new_session=True,
            preexec_fn=_follow_parent(when_we_die),
            **as_user(user),
        )


def as_user(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """Popen arguments that run a program as somebody else; none for ourselves."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _follow_parent(sig: signal.Signals) -> Callable[[], None] | None:
    """Linux tells a child that its parent was killed; elsewhere the next start clears up."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, sig)


def stop(process: subprocess.Popen[bytes], sig: signal.Signals, *, seconds: float) -> None:
    """Asks, waits, and kills what is left."""
    if process.poll() is None:
        process.send_signal(sig)
    finish(process, seconds=seconds)


def finish(process: subprocess.Popen[bytes], *, seconds: float) -> None:
    """Waits for a program that was asked to stop, and kills what is left of its session."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    kill_session(process.pid)


def kill_session(leader: int) -> None:
    """Ends children that lost their leader."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def tail(log: Path, lines: int = 8) -> str:
    """The last lines of a log, for the one who must know why."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
