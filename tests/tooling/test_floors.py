"""Floors in requirements.in are what the lock holds and the tests have seen."""

import importlib.util

from config.state import CHECKOUT

spec = importlib.util.spec_from_file_location("floors", CHECKOUT / "tools" / "floors.py")
floors = importlib.util.module_from_spec(spec)
spec.loader.exec_module(floors)

LOCK = "django==5.2.19 \\\n    --hash=sha256:1\npsycopg==3.3.9 \\\n"


def test_a_floor_the_lock_has_left_behind_is_named():
    assert floors.strays("Django~=5.2.19\npsycopg[binary,pool]~=3.2\nnh3~=0.3\n", LOCK) == [
        "psycopg: the floor is 3.2, the lock has 3.3.9",
        "nh3: the floor is 0.3, the lock has nothing",
    ]


def test_a_floor_is_compared_part_by_part():
    assert floors.strays("psycopg~=3.3\n", LOCK) == []
    assert floors.strays("Django~=5.2.1\n", LOCK) == ["Django: the floor is 5.2.1, the lock has 5.2.19"]


def test_a_requirement_without_a_floor_is_named():
    assert floors.unreadable("# note\n-r requirements.in\nnh3\nDjango~=5.2 # why\n") == [
        "nh3: write a floor with ~="
    ]


def test_the_repository_agrees_with_itself():
    assert floors.main() == 0
