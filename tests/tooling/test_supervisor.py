"""What the supervisor refuses and how it looks after its children."""

import math
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from config import children, processes, state, watch
from config.address import Address, BadAddress
from config.children import Child, stop_all

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.mark.parametrize(
    ("env", "url"),
    [
        ({}, "http://localhost:8000/"),
        ({"PORT": "8123"}, "http://localhost:8123/"),
        ({"HOST": "10.0.0.1", "PORT": "80"}, "http://10.0.0.1:80/"),
    ],
)
def test_the_address_comes_from_port_and_host(env, url):
    assert Address.from_environment(env).url == url


@pytest.mark.parametrize("port", ["0", "65536", "-1", "åtta", "80 80"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(BadAddress, match="must be a number from 1 to 65535"):
        Address.from_environment({"PORT": port})


def test_a_taken_port_is_one_clear_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = Address("127.0.0.1", other.getsockname()[1])
        with pytest.raises(
            watch.Refused, match=f"Port {address.port} cannot be used .* PORT={address.port + 1} make run"
        ):
            watch.refuse_taken_port(address)
    watch.refuse_taken_port(address)


def test_one_checkout_runs_once(tmp_path):
    with watch.only_one(tmp_path, "http://localhost:1/"):
        says = r"already runs from this checkout: http://localhost:1/$"
        with pytest.raises(watch.Refused, match=says), watch.only_one(tmp_path, "http://localhost:2/"):
            pass
        assert watch.holder(tmp_path)
    assert watch.holder(tmp_path) is None


def child(tmp_path: Path, argv: list[str]) -> Child:
    return Child("worker", lambda: processes.start(argv, log=tmp_path / "log"))


def test_a_child_that_dies_is_started_again(tmp_path):
    worker = child(tmp_path, SLEEP)
    worker.start()
    first = worker.process
    assert worker.look(time.monotonic()) is None
    first.kill()
    first.wait()
    assert worker.look(time.monotonic()) == "worker ended (killed by SIGKILL); starting it again in 1 s"
    assert worker.look(time.monotonic()) is None
    assert worker.look(time.monotonic() + 1.1) == "worker runs again"
    assert worker.process is not first
    stop_all([worker])
    assert worker.process.poll() is not None


def test_a_child_that_keeps_dying_is_started_less_and_less_often(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "STEADY", math.inf)
    worker = child(tmp_path, [sys.executable, "-c", "raise SystemExit(3)"])
    now, pauses = time.monotonic(), []
    worker.start()
    for _ in range(7):
        worker.process.wait()
        pauses.append(worker.look(now).rpartition("again in ")[2])
        now = worker.again_at
        worker.look(now)
    assert pauses == ["1 s", "2 s", "4 s", "8 s", "16 s", "30 s", "30 s"]
    stop_all([worker])


DEAF = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
print(os.getpid(), flush=True)
time.sleep(60)
"""


def test_stopping_ends_grandchildren_and_the_deaf(tmp_path):
    worker = child(tmp_path, [sys.executable, "-c", DEAF])
    worker.patience = 0.2
    worker.start()
    log = tmp_path / "log"
    while log.read_text().count("\n") < 2:
        time.sleep(0.02)
    stop_all([worker])
    assert [pid for pid in map(int, log.read_text().split()) if still_alive(pid)] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells children of a parent's death")
def test_children_do_not_outlive_a_killed_supervisor(tmp_path):
    script = f"""
import pathlib, sys, time
from config import children, processes
print(processes.start({SLEEP!r}, log=pathlib.Path({str(tmp_path / "log")!r})).pid, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=state.CHECKOUT)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert not still_alive(pid)


def still_alive(pid: int) -> bool:
    """Whether it runs two seconds from now; a zombie does not."""
    status = Path(f"/proc/{pid}/status")
    for _ in range(40):
        with suppress(OSError):
            if "State:\tZ" not in status.read_text():
                time.sleep(0.05)
                continue
        return False
    return True


def test_the_state_folder_is_this_checkouts_own(monkeypatch):
    here = Path("/home/anna/samrad")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert state.state_dir(here) == here / ".samrad"
    monkeypatch.setattr("os.geteuid", lambda: 0)
    root = state.state_dir(here)
    assert root.parent == Path("/var/tmp")
    assert root != state.state_dir(Path("/home/anna/other"))


def test_a_socket_path_too_long_gets_a_short_folder():
    assert state.socket_dir(Path("/short/run")) == Path("/short/run")
    long = Path("/" + "long" * 30 + "/run")
    assert len(str(state.socket_dir(long))) < 60


def test_facts_of_a_running_demo_are_read_back(tmp_path, monkeypatch):
    monkeypatch.setattr(state, "state_dir", lambda: tmp_path)
    assert state.read_runtime() == {}
    state.write_runtime({"database_url": "postgresql://samrad_app@/samrad"})
    assert state.read_runtime() == {"database_url": "postgresql://samrad_app@/samrad"}
    (tmp_path / "runtime.json").write_text("half a fi")
    assert state.read_runtime() == {}
    state.forget_runtime()
    assert not state.runtime_file().exists()
