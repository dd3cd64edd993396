"""Names that point from one app to another without an import: none may point upwards.

import-linter sees imports. It does not see a foreign key written as a string, ``get_model``, the
name of an address, or what a template includes, loads and links to.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
LAYER = {
    "ledger": 0,
    "organisation": 1,
    "cases": 2,
    "directives": 3,
    "workflows": 4,
    "notifications": 4,
    "desk": 5,
    "config": 6,
    "demo": 7,
}
# A page belongs to the app whose view draws it; these folders bear another name than their app.
TEMPLATE_APP = {
    "rounds": "cases",
    "outcome": "cases",
    "answers": "cases",
    "weighing": "cases",
    "meetings": "cases",
    "decisions": "cases",
    "public": "cases",
    "minutes": "workflows",
    "undertakings": "cases",
    "assignments": "directives",
    "plans": "directives",
    "revisions": "directives",
    "registration": "organisation",
}
# Frames every page hangs in: what they may point to is listed, address by address.
FRAMES = ("base.html", "cotton/", "errors/")
FRAME_MAY_POINT_TO = {
    "start",
    "assignments",
    "plans",
    "diary",
    "case",
    "rounds",
    "meetings",
    "processes",
    "steering",
    "steering_document",
    "help",
    "accessibility",
    "privacy",
    "notice_board",
    "public_diary",
    "demo_clock",
    "mailbox",
    "login",
    "logout",
    "set_language",
}


def python_files() -> list[Path]:
    """Every module of the product; migrations name models as Django writes them."""
    return [
        path for app in LAYER for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
    ]


def template_files() -> list[Path]:
    """Every template of the product."""
    return sorted((ROOT / "templates").rglob("*.html"))


@cache
def url_owners() -> dict[str, str]:
    """Which app's view answers each address name; a page drawn by the steps is named with its page."""
    return dict(_names(get_resolver()))


def _names(resolver: URLResolver) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name, owner_of_view(entry.callback)


def owner_of_view(view: object) -> str:
    """The app whose code a view is; Django's own views belong to organisation, which mounts them."""
    home = getattr(view, "view_class", view).__module__.partition(".")[0]
    return home if home in LAYER else "organisation"


def app_of_template(path: Path) -> str:
    """The app a template belongs to; a frame belongs to none and answers an empty word."""
    name = path.relative_to(ROOT / "templates").as_posix()
    if name.startswith(FRAMES):
        return ""
    folder = name.partition("/")[0]
    return TEMPLATE_APP.get(folder, folder)


def points_up(here: str, there: str) -> bool:
    """Whether ``there`` stands above ``here``, or beside it."""
    return there in LAYER and there != here and LAYER[there] >= LAYER[here]


MODEL_NAME = re.compile(
    r"""(?:ForeignKey|OneToOneField|ManyToManyField|get_model|import_string|import_module)\(\s*["'](\w+)[."']"""
)
SEND_TASK = re.compile(r"""send_task\(\s*["'](\w+)\.""")
ADDRESS = re.compile(r"""(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["']([\w-]+)["']""")
DRAWN = re.compile(r"""["'](\w+)/[\w/-]+\.html["']""")


def test_no_name_in_code_points_upwards():
    found = {name_of(path): names_above(path) for path in python_files()}
    assert {path: names for path, names in found.items() if names} == {}


def names_above(path: Path) -> list[str]:
    """What a module names that stands above it."""
    here = path.relative_to(ROOT).parts[0]
    text = path.read_text()
    return [
        *[name for name in MODEL_NAME.findall(text) if points_up(here, name)],
        *[name for name in SEND_TASK.findall(text) if points_up(here, name)],
        *[name for name in ADDRESS.findall(text) if points_up(here, owner_seen_from(here, name))],
        *[name for name in DRAWN.findall(text) if points_up(here, TEMPLATE_APP.get(name, name))],
    ]


def owner_seen_from(here: str, address: str) -> str:
    """The app behind an address. The pages of rounds, answers and assignments are cases' and directives' even
    where the step they lead to is taken in workflows: both live under one stable address (ARCHITECTURE § 3)."""
    owner = url_owners().get(address, "")
    return here if owner == "workflows" and here in {"cases", "directives"} else owner


def name_of(path: Path) -> str:
    """The file's name inside the repository."""
    return path.relative_to(ROOT).as_posix()


LINK = re.compile(r"""\{%\s*url\s+["']([\w-]+)["'](?=[\s%])""")
INCLUDE = re.compile(r"""\{%\s*(?:include|extends)\s+["'](\w+)/""")
LOAD = re.compile(r"""\{%\s*load\s+([\w \n]+?)\s*%\}""")


@cache
def tag_owners() -> dict[str, str]:
    """Which app each of our template tag libraries belongs to."""
    return {path.stem: app for app in LAYER for path in (ROOT / app).glob("templatetags/*.py")}


def test_no_name_in_a_template_points_upwards():
    found = {name_of(path): template_names_above(path) for path in template_files()}
    assert {path: names for path, names in found.items() if names} == {}


def template_names_above(path: Path) -> list[str]:
    """What a template links to, includes or loads that stands above its app."""
    here, text = app_of_template(path), path.read_text()
    links = LINK.findall(text)
    if not here:
        return [name for name in links if name not in FRAME_MAY_POINT_TO]
    return [
        *[name for name in links if points_up(here, owner_seen_from(here, name))],
        *[name for name in INCLUDE.findall(text) if points_up(here, TEMPLATE_APP.get(name, name))],
        *[name for name in libraries(text) if points_up(here, tag_owners().get(name, ""))],
    ]


def libraries(text: str) -> list[str]:
    """The tag libraries a template loads."""
    found = []
    for names in LOAD.findall(text):
        picked = names.partition(" from ")[2]
        found += (picked or names).split()
    return found


def test_every_address_a_template_names_exists():
    known = set(url_owners())
    unknown = {name_of(path): set(LINK.findall(path.read_text())) - known for path in template_files()}
    assert {path: names for path, names in unknown.items() if names} == {}


def test_cotton_components_belong_to_no_app():
    folders = {path.name for path in (ROOT / "templates" / "cotton").iterdir() if path.is_dir()}
    assert folders & set(LAYER) == set()


def test_every_app_of_the_product_has_a_place_in_the_order():
    own = {name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()}
    assert own | {"config", "demo"} == set(LAYER)


@pytest.mark.parametrize(
    ("here", "there", "up"),
    [
        ("cases", "desk", True),
        ("desk", "cases", False),
        ("workflows", "notifications", True),
        ("ledger", "ledger", False),
    ],
)
def test_the_order_itself(here, there, up):
    assert points_up(here, there) is up


@pytest.mark.parametrize(
    ("pattern", "text", "names"),
    [
        (MODEL_NAME, 'models.ForeignKey("desk.Thing", on_delete=PROTECT)', ["desk"]),
        (MODEL_NAME, "apps.get_model('desk', 'Thing')", ["desk"]),
        (SEND_TASK, 'current_app.send_task("notifications.tasks.sweep")', ["notifications"]),
        (ADDRESS, 'redirect("start")', ["start"]),
        (ADDRESS, "reverse_lazy(\n    'start')", ["start"]),
        (DRAWN, 'render(request, "desk/case.html")', ["desk"]),
        (LINK, '{% url "start" %}', ["start"]),
        (INCLUDE, "{% include 'desk/_process.html' with a=b %}", ["desk"]),
    ],
)
def test_what_the_eyes_see(pattern, text, names):
    assert pattern.findall(text) == names


def test_loaded_libraries_are_seen_in_every_spelling():
    assert libraries("{% load i18n process_tags %}{% load picture from other_tags %}") == [
        "i18n",
        "process_tags",
        "other_tags",
    ]
