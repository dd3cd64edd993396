"""Where a checkout keeps its data, and the facts of the services that run from it."""

import hashlib
import json
import os
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LONGEST_SOCKET_PATH = 100


def state_dir(checkout: Path = CHECKOUT) -> Path:
    """The folder for data, logs and sockets.

    PostgreSQL refuses to run as root, and another user must not need to walk into root's own folders:
    so root's data lie under /var/tmp, everybody else's inside the checkout.
    """
    if os.geteuid() == 0:
        return Path("/var/tmp") / f"samrad-{_hash(checkout)}"  # noqa: S108
    return checkout / ".samrad"


def production_dir(checkout: Path = CHECKOUT) -> Path:
    """Where production keeps logs and, unless the environment says otherwise, files; `make reset` never
    comes here."""
    return checkout / "var"


def socket_dir(wanted: Path) -> Path:
    """`wanted`, or a short folder instead when a Unix socket's path in it would be too long."""
    if len(str(wanted / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return wanted
    return Path(tempfile.gettempdir()) / f"samrad-{os.geteuid()}-{_hash(wanted)}"


def _hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def runtime_file() -> Path:
    """The file that exists while `make run` runs: addresses of its services."""
    return state_dir() / "runtime.json"


def read_runtime() -> dict[str, str]:
    """The running services' addresses; empty when nothing runs."""
    try:
        facts = json.loads(runtime_file().read_text())
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def write_runtime(facts: dict[str, str]) -> None:
    """Publishes the addresses in one step, so that nobody reads half a file."""
    target = runtime_file()
    fresh = target.with_suffix(".new")
    fresh.write_text(json.dumps(facts, indent=2))
    fresh.chmod(0o600)
    fresh.replace(target)


def forget_runtime() -> None:
    """Takes the addresses back."""
    runtime_file().unlink(missing_ok=True)
