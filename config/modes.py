"""The three modes and what each refuses; pure, so that every refusal has a test."""

from collections.abc import Mapping

from config.service_urls import user_of

MODES = ("production", "demo", "test")
REQUIRED = {
    "DATABASE_URL": "the log-in web and workers use: postgresql://samrad_app:…@host/samrad",
    "DATABASE_OWNER_URL": "the log-in that owns the tables and migrates: postgresql://samrad_owner:…@host/samrad",
    "BROKER_URL": "amqp://… or redis://…",
    "EMAIL_URL": "smtp://user:password@host:587?tls=1",
    "SECRET_KEY": "at least 50 random characters",
    "ALLOWED_HOSTS": "the names people type, separated by commas",
}
DEMO_ONLY = {
    "DEBUG": "error pages would show code and data to anybody",
    "SAMRAD_DEMO_LOGINS": "anybody could log in as anybody",
    "SAMRAD_EMBEDDED": "the embedded services have no passwords and no backup",
}
TRUE = {"1", "true", "yes", "on"}


def is_on(value: str | None) -> bool:
    """Whether a switch in the environment is on."""
    return (value or "").strip().lower() in TRUE


def problems(mode: str, env: Mapping[str, str]) -> list[str]:
    """Every reason not to start in this mode, one line each; empty when all is well."""
    if mode not in MODES:
        return [f"SAMRAD_MODE is {mode!r}; it must be one of {', '.join(MODES)}."]
    if mode != "production":
        return []
    return [*_missing(env), *_demo_only(env), *_unsafe(env)]


def _missing(env: Mapping[str, str]) -> list[str]:
    return [f"{name} is missing ({what})." for name, what in REQUIRED.items() if not env.get(name)]


def _demo_only(env: Mapping[str, str]) -> list[str]:
    return [f"{name} is on: {why}." for name, why in DEMO_ONLY.items() if is_on(env.get(name))]


def _unsafe(env: Mapping[str, str]) -> list[str]:
    found = []
    if env.get("SECRET_KEY") and len(env["SECRET_KEY"]) < 50:
        found.append("SECRET_KEY is shorter than 50 characters.")
    if "*" in hosts(env.get("ALLOWED_HOSTS", "")):
        found.append("ALLOWED_HOSTS holds *: name the hosts instead.")
    app, owner = env.get("DATABASE_URL"), env.get("DATABASE_OWNER_URL")
    if app and owner and user_of(app) == user_of(owner):
        found.append("DATABASE_URL and DATABASE_OWNER_URL use one log-in: then events could be altered.")
    return found


def hosts(value: str) -> list[str]:
    """The host names in a comma-separated list."""
    return [host.strip() for host in value.split(",") if host.strip()]


def refusal(found: list[str]) -> str:
    """The message shown instead of starting."""
    lines = "\n".join(f"  - {line}" for line in found)
    return (
        f"Samråd does not start in production mode:\n{lines}\n"
        "See docs/operations.md. For a demo on this machine, with nothing to set: make run"
    )
