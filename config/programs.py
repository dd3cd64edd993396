"""The three programs of the product: web server, worker and beat. The same in the demo and in production."""

import sys
from pathlib import Path

THREADS = 4
WORKERS = 2


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
