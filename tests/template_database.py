"""The tables are made once while the workers start; each worker's database is a copy of that one.

The controller holds a lock on a small file until the database is whole and then writes its name there.
"""

import fcntl
import os
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest
from pytest_django.plugin import blocking_manager_key

NOTE = "SAMRAD_TEST_TEMPLATE"
making = pytest.StashKey[Future[str]]()


def begin(config: pytest.Config) -> None:
    """The controller starts to make it, beside the workers' own start."""
    handle, path = tempfile.mkstemp(prefix="samrad-template-")
    note = os.fdopen(handle, "w")
    fcntl.flock(note, fcntl.LOCK_EX)
    os.environ[NOTE] = path
    config.stash[making] = ThreadPoolExecutor(1).submit(_make, config, note)


def name() -> str | None:
    """A worker waits for it; None when this session makes none or it failed: then the worker migrates."""
    path = os.environ.get(NOTE)
    if path is None:
        return None
    with Path(path).open() as note:
        fcntl.flock(note, fcntl.LOCK_SH)
        return note.read() or None


def end(config: pytest.Config) -> None:
    """The controller removes what it made; anybody else does nothing."""
    from django.db import connection

    made = config.stash.get(making, None)
    if made is None:
        return
    if made.exception() is None:
        with config.stash[blocking_manager_key].unblock():
            connection.creation._destroy_test_db(made.result(), verbosity=0)
    Path(os.environ.pop(NOTE)).unlink()


def _make(config: pytest.Config, note: IO[str]) -> str:
    from django.db import connection

    with note, config.stash[blocking_manager_key].unblock():
        connection.settings_dict["TEST"]["NAME"] = f"test_samrad_template_{os.getpid()}"
        made: str = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
        note.write(made)
        return made
