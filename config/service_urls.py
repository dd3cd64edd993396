"""Turns the URLs of services into the dictionaries Django wants; reads no environment."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUTS = "-c lock_timeout=10s -c statement_timeout=60s"
# A page's row is found with a dozen tables around it, joined by their keys. To try every order of eight
# took 20-60 ms a page; joined five at a time, as written, the plans are as good and made in a fourth of it.
PLANNING = "-c join_collapse_limit=5 -c jit=off"


def database(url: str, *, pool: int = 0, timeouts: str = TIMEOUTS) -> dict[str, Any]:
    """One DATABASES entry; `pool` is the most connections one process keeps open (0: no pool)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"expected postgresql://…, got {parts.scheme or 'nothing'}://…")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {**query, "options": f"{timeouts} {PLANNING}", **_pool(pool)},
    }


def _pool(size: int) -> dict[str, Any]:
    return {"pool": {"min_size": 1, "max_size": size, "timeout": 10}} if size else {}


def email(url: str) -> dict[str, Any]:
    """The EMAIL_* settings for smtp:// (STARTTLS by ?tls=1) or smtps:// (TLS from the first byte)."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError(f"expected smtp://… or smtps://…, got {parts.scheme or 'nothing'}://…")
    query = parse_qs(parts.query)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and query.get("tls", ["0"])[-1] == "1",
        "EMAIL_TIMEOUT": 20,
    }


def site(url: str) -> str:
    """The address people reach the product at, as links in mail begin: no slash at the end."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"expected https://name, got {url!r}")
    return f"{parts.scheme}://{parts.netloc.lstrip('.')}"


def user_of(url: str) -> str:
    """The log-in name in a service URL, or an empty string."""
    return unquote(urlsplit(url).username or "")
