"""Things that are done in one place only, read from the source itself."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "config",
    "desk",
    "workflows",
    "notifications",
    "directives",
    "cases",
    "organisation",
    "ledger",
    "demo",
)
MOST_LINES = 400

# What may be written, and the only modules that may write it.
ONE_PLACE = {
    "permissions are read and given": (
        r"\b(?:has_perm|has_perms|get_objects_for_user|get_perms|assign_perm|remove_perm|user_passes_test"
        r"|permission_required|is_superuser|is_staff)\b|\.groups\b|\bGroup(?:\(|\.objects)",
        {"organisation/roles.py"},
    ),
    "time is read": (
        r"\btimezone\.(?:now|localdate|localtime)\b|\bdatetime\.(?:now|today|utcnow)\(|\bdate\.today\("
        r"|\bNow\(\)|\btime\.time\(",
        {"ledger/clock.py"},
    ),
    "a case is born": (
        r"(?<!class )\bCase\(|\bCase\.objects\.(?:create|bulk_create|get_or_create|update_or_create)\(",
        {"cases/registration.py"},
    ),
    "a registered document is born": (
        r"\bDocument\.objects\.(?:create|get_or_create)\(|(?<!class )\bDocument\(",
        {"cases/registration.py", "cases/dispatch.py", "cases/documents.py"},
    ),
    "an event is written": (
        r"(?<!class )\bEvent\(|\bEvent\.objects\.(?:create|bulk_create)\(",
        {"ledger/events.py"},
    ),
    "numbers are allotted": (r"\ballot\(|NumberSeries\b", {"ledger/numbers.py", "ledger/models.py"}),
    "seats and grants are read": (
        r"\b(?:Substitution|UnitGrant|CaseGrant)\.objects\b|\bMembership\.objects\b",
        {"organisation/roles.py", "organisation/substitutions.py", "cases/readiness.py", "demo/"},
    ),
    "seats are reached through access": (
        r"\bcases\.seats\b|\bfrom \.seats\b|\bfrom cases import [^\n]*\bseats\b",
        {"cases/access.py", "cases/seats/"},
    ),
    "flow tasks are taken": (
        r"\.activation_class\(|\bTask\.objects\b",
        {"workflows/steps.py"},
    ),
    "safety is switched off": (
        r"\b(?:mark_safe|csrf_exempt|xframe_options_exempt)\b",
        {"cases/markdown.py"},
    ),
    "raw SQL is written": (
        r"\.cursor\(\)",
        {"ledger/", "config/", "cases/locks.py", "cases/stored_files.py", "directives/steering/tree.py"},
    ),
}
SOURCE = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
}
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.html"))
}


def code(text: str) -> str:
    """The text without docstrings and comments, which may name what they forbid."""
    text = re.sub(r'"""(?:.|\n)*?"""', '""', text)
    return re.sub(r"(?m)(?:^|\s)#.*$", "", text)


def outside(path: str, homes: set[str]) -> bool:
    """Whether a file is none of the homes, and in none of the folders among them."""
    return not any(path == home or (home.endswith("/") and path.startswith(home)) for home in homes)


@pytest.mark.parametrize(("pattern", "homes"), ONE_PLACE.values(), ids=ONE_PLACE.keys())
def test_done_in_one_place_only(pattern, homes):
    found = {
        path: re.findall(pattern, code(text))
        for path, text in SOURCE.items()
        if outside(path, homes) and re.search(pattern, code(text))
    }
    assert found == {}


def test_the_environment_is_read_in_config_only():
    assert [
        path for path, text in SOURCE.items() if "os.environ" in code(text) and not path.startswith("config/")
    ] == []


def test_the_domain_does_not_know_the_request():
    """Verbs take a person, never a request; only views, middleware and context processors do."""
    homes = {
        "cases/views/",
        "directives/views/",
        "workflows/views/",
        "desk/",
        "config/",
        "organisation/views.py",
        "organisation/clock.py",
        "organisation/http.py",
    }
    assert [
        path for path, text in SOURCE.items() if "HttpRequest" in code(text) and outside(path, homes)
    ] == []


def test_rows_named_in_an_address_are_always_asked_of_access():
    """A view that fetches by ``public_id`` or ``pk`` straight from the table shows what nobody allowed."""
    pattern = r"\.objects\.(?:get|filter)\(\s*(?:pk|id|public_id)\s*=(?!\w+\.pk\))|get_object_or_404\(\s*[A-Z]\w*\s*,"
    views = {path: text for path, text in SOURCE.items() if "/views" in path}
    assert {
        path: re.findall(pattern, code(text))
        for path, text in views.items()
        if re.search(pattern, code(text))
    } == {}


def test_no_module_grows_past_reading():
    lengths = {path: text.count("\n") for path, text in SOURCE.items()}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_templates_hold_no_style_script_or_handler():
    """The content security policy is strict: what is written inline does not run."""
    inline = re.compile(
        r"""<style\b|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE
    )
    assert {path: inline.findall(text) for path, text in TEMPLATES.items() if inline.search(text)} == {}


def test_templates_switch_no_escaping_off():
    off = re.compile(r"(?<!field\.help_text)\|\s*safe\b|\{%\s*autoescape\s+off|\|\s*safeseq\b")
    assert {path: off.findall(text) for path, text in TEMPLATES.items() if off.search(text)} == {}


def test_every_form_that_posts_carries_its_token():
    forms = re.compile(r"<form\b[^>]*method=[\"']post[\"'][^>]*>(?:.|\n)*?</form>", re.IGNORECASE)
    bare = {
        path: len(missing)
        for path, text in TEMPLATES.items()
        if (missing := [form for form in forms.findall(text) if "csrf_token" not in form])
    }
    assert bare == {}
