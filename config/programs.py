"""The three programs of the product: web server, worker and beat. The same in the demo and in production."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config import modes, processes, watch
from config.address import Address
from config.children import Child

THREADS = 4
WORKERS = 2


@dataclass
class Product:
    """The three, ready to start."""

    address: Address
    children: list[Child]
    web_log: Path
    host_name: str

    def start(self) -> None:
        """Starts all three and waits until the web server answers."""
        for child in self.children:
            child.start()
        watch.until_it_answers(self.address, self.children[0], name=self.host_name, log=self.web_log)


def product(address: Address, home: Path, env: Mapping[str, str]) -> Product:
    """The three for one address, with their logs under `home`."""
    log = home / "log"
    for folder in (log, home / "static"):
        folder.mkdir(exist_ok=True)
    reload = env["SAMRAD_MODE"] == "demo" and modes.is_on(env.get("DEBUG"))
    web_env = {"SAMRAD_DB_POOL": str(THREADS + 1), **env}

    def child(name: str, argv: list[str], child_env: Mapping[str, str]) -> Child:
        file = watch.fresh_log(log / f"{name}.log")
        return Child(name, lambda: processes.start(argv, log=file, env=child_env))

    children = [
        child("web", web(address.bind, reload=reload), web_env),
        child("worker", worker(), env),
        child("beat", beat(home), env),
    ]
    host_names = modes.hosts(env.get("ALLOWED_HOSTS", "")) or ["localhost"]
    return Product(address, children, log / "web.log", host_names[0].lstrip("."))


def web(address: str, *, workers: int = WORKERS, reload: bool = False) -> list[str]:
    """gunicorn with threads; every thread may hold one database connection."""
    argv = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", address]
    argv += ["--workers", str(workers), "--threads", str(THREADS), "--worker-class", "gthread"]
    argv += ["--graceful-timeout", "5", "--timeout", "60", "--no-control-socket"]
    return argv + (["--reload"] if reload else [])


def worker(concurrency: int = 2) -> list[str]:
    """The Celery worker."""
    return [
        *_celery("worker"),
        f"--concurrency={concurrency}",
        "--hostname=samrad@%h",
        "--without-gossip",
        "--without-mingle",
        "--without-heartbeat",
    ]


def beat(folder: Path) -> list[str]:
    """The clock that rings for the recurring jobs; exactly one may run."""
    return [*_celery("beat"), f"--schedule={folder / 'beat-schedule'}", "--pidfile="]


def _celery(command: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "config.celery", command, "--loglevel=INFO"]


def manage(*arguments: str) -> list[str]:
    """Django's command line."""
    return [sys.executable, "manage.py", *arguments]
