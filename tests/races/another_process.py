"""Other processes: new interpreters on the database of this run, which begin on one signal.

A fork would copy the locks that other threads of this process hold at that moment, and wait for them for ever.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import Any

import django

PATIENCE = 240.0  # seconds for all of it: to start an interpreter takes long on a busy machine
CHECKOUT = Path(__file__).parents[2]
NOTE = "SAMRAD_TEST_ANOTHER_PROCESS"
ADDRESS = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
Process = subprocess.Popen[str]
Call = tuple[Callable[..., object], list[Any]]  # a function of a module, and plain arguments


def at_once(*calls: Call) -> list[str]:
    """Each call in a process of its own: "" when it ended well, or else what the process said."""
    with _started(calls) as processes:
        for process in processes:
            process.stdout.readline()  # it is ready
        for process in processes:
            process.stdin.write("begin\n")
            process.stdin.flush()
        return [_end_of(process) for process in processes]


@contextmanager
def _started(calls: tuple[Call, ...]) -> Iterator[list[Process]]:
    """The processes; none of them outlives the block, nor our patience."""
    processes: list[Process] = []
    patience = Timer(PATIENCE, _kill, [processes])
    patience.start()
    try:
        processes += [_start(call) for call in calls]
        yield processes
    finally:
        patience.cancel()
        _kill(processes)
        for process in processes:
            process.communicate()


def _start(call: Call) -> Process:
    function, arguments = call
    order = json.dumps([function.__module__, function.__name__, arguments])
    return subprocess.Popen(
        [sys.executable, "-m", __name__, order],
        cwd=CHECKOUT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", NOTE: _where_we_are()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _where_we_are() -> str:
    """The tables and the folder of this test, as one text."""
    from django.conf import settings
    from django.db import connection

    address = {key: connection.settings_dict[key] for key in ADDRESS}
    return json.dumps([address, str(settings.DOCUMENT_STORE)])


def _end_of(process: Process) -> str:
    _, said = process.communicate()
    return "" if process.returncode == 0 else f"ended with {process.returncode}: {said}"


def _kill(processes: list[Process]) -> None:
    for process in processes:
        process.kill()


def main() -> None:
    """What the other process does: it goes where the test is, says so, waits for the signal and calls."""
    module, name, arguments = json.loads(sys.argv[1])
    _go_there()
    function = getattr(import_module(module), name)
    print("ready", flush=True)
    sys.stdin.readline()
    function(*arguments)


def _go_there() -> None:
    from django.conf import settings
    from django.db import connections

    django.setup()
    address, folder = json.loads(os.environ[NOTE])
    connections.settings["default"].update(address)
    settings.DOCUMENT_STORE = Path(folder)


if __name__ == "__main__":
    main()
