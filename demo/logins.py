"""Whom one can be in the demo: read by the log-in page and by the supervisor. Pure: no Django."""

from typing import Any

from demo import world

LEVELS = ("bodies", "administrations", "other_administrations", "units", "groups", "external")


def demo_logins() -> list[dict[str, str]]:
    """The log-ins worth showing, in the order of the story: username, description, name and unit."""
    people = {person["username"]: person for person in world.read("people")["people"]}
    units = unit_names()
    return [
        {
            "username": login["username"],
            "description": login["description"],
            "name": people[login["username"]]["name"],
            "unit": units[people[login["username"]]["seats"][0]["unit"]],
        }
        for login in world.read("people")["logins"]
    ]


def unit_names() -> dict[str, str]:
    """The name of every unit in the demo by its id."""
    organisation = world.read("organisation")
    units = [organisation["region"], *(unit for level in LEVELS for unit in organisation[level])]
    return {unit["id"]: unit["name"] for unit in units}


def __getattr__(name: str) -> Any:
    """``LOGINS`` is (username, description) for each, read when first asked for."""
    if name == "LOGINS":
        return [(login["username"], login["description"]) for login in demo_logins()]
    raise AttributeError(name)
