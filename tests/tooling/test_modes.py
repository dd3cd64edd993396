"""Production refuses what only a demo may do, and says why, line by line."""

import os
import subprocess
import sys

import pytest

from config import modes
from config.state import CHECKOUT

GOOD = {
    "DATABASE_URL": "postgresql://samrad_app:a@db/samrad",
    "DATABASE_OWNER_URL": "postgresql://samrad_owner:b@db/samrad",
    "BROKER_URL": "amqp://broker",
    "EMAIL_URL": "smtp://mail",
    "SECRET_KEY": "a1B2c3D4e5" * 6,
    "ALLOWED_HOSTS": "samrad.example",
}


def test_a_complete_production_environment_has_no_problems():
    assert modes.problems("production", GOOD) == []


def test_an_empty_environment_names_everything_that_is_missing():
    found = modes.problems("production", {})
    assert [line.split(" ")[0] for line in found] == list(GOOD)
    assert all("is missing" in line for line in found)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"DEBUG": "1"}, "DEBUG is on: error pages would show code and data to anybody."),
        ({"SAMRAD_DEMO_LOGINS": "true"}, "SAMRAD_DEMO_LOGINS is on: anybody could log in as anybody."),
        (
            {"SAMRAD_EMBEDDED": "yes"},
            "SAMRAD_EMBEDDED is on: the embedded services have no passwords and no backup.",
        ),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters."),
        ({"ALLOWED_HOSTS": "a.example, *"}, "ALLOWED_HOSTS holds *: name the hosts instead."),
        (
            {"DATABASE_OWNER_URL": GOOD["DATABASE_URL"]},
            "DATABASE_URL and DATABASE_OWNER_URL use one log-in: then events could be altered.",
        ),
    ],
)
def test_one_unsafe_setting_is_one_line(change, says):
    assert modes.problems("production", GOOD | change) == [says]


def test_demo_and_test_need_nothing():
    assert modes.problems("demo", {}) == modes.problems("test", {}) == []


def test_an_unknown_mode_is_refused():
    assert modes.problems("prod", GOOD) == [
        "SAMRAD_MODE is 'prod'; it must be one of production, demo, test."
    ]


def manage(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    argv = [sys.executable, "manage.py", *arguments]
    return subprocess.run(argv, cwd=CHECKOUT, env=clean | env, capture_output=True, text=True, check=False)


def test_production_is_the_default_and_a_refusal_is_not_a_traceback():
    done = manage({"SAMRAD_MODE": ""} | GOOD | {"DEBUG": "1"}, "check")
    assert done.returncode == 1
    assert "does not start in production mode" in done.stderr
    assert "Traceback" not in done.stderr


def test_production_settings_hold_no_demo():
    shown = "s.MODE, s.DEMO_LOGINS, 'demo' in s.INSTALLED_APPS, s.DEBUG"
    script = f"from django.conf import settings as s; print({shown})"
    done = manage({"SAMRAD_MODE": "production"} | GOOD, "shell", "--no-imports", "-c", script)
    assert done.stdout.strip() == "production False False False", done.stderr
