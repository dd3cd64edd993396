"""The texts of a draft as its page shows them, and taken from its form: none that was typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.text import normalise
from cases.views.meetings.during.trouble import Problem, Tried, fingerprint, seen_marks
from directives.assignments.drafting import save_text, written
from directives.assignments.errors import TextOvertaken
from directives.assignments.headings import HEADINGS, HINTS
from directives.models import TEXTS, Assignment, AssignmentVersion
from organisation.models import User

ROWS = {"description": 6, "responsibilities": 5}


@dataclass(frozen=True)
class TextRow:
    """One text box; ``theirs`` is what a colleague has saved meanwhile."""

    name: str
    label: str
    hint: str
    value: str
    edition: int
    autosave: str
    mark: str
    rows: int
    error: str = ""
    theirs: str = ""


def rows_of(assignment: Assignment, version: AssignmentVersion, tried: Tried | None = None) -> list[TextRow]:
    """A box per text, as stored or as typed when that was refused."""
    return [_row(assignment, version, name, tried or Tried()) for name in TEXTS]


def take(assignment: Assignment, version: AssignmentVersion, typed: QueryDict, *, by: User) -> list[Problem]:
    """Save each text that was changed in the form; answers those that could not be."""
    marks = seen_marks(typed.getlist("seen"))
    problems = [_take(assignment, version, name, typed, marks, by) for name in TEXTS if name in typed]
    return [*filter(None, problems)]


def _take(
    assignment: Assignment,
    version: AssignmentVersion,
    name: str,
    typed: QueryDict,
    marks: Mapping[str, str],
    by: User,
) -> Problem | None:
    text = normalise(typed.get(name, "")).strip()
    if marks.get(name) == fingerprint(text) or text == written(version, name):
        return None
    sent = typed.get(f"{name}-version", "")
    edition = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
    label = str(HEADINGS[name])
    try:
        save_text(assignment, name, by=by, text=text, edition=edition)
    except TextOvertaken as refusal:
        return Problem(name, str(refusal), label, refusal.theirs, refusal.edition, text)
    except Refused as refusal:
        return Problem(name, str(refusal), label, typed=text)
    return None


def _row(assignment: Assignment, version: AssignmentVersion, name: str, tried: Tried) -> TextRow:
    problem = tried.at(name)
    stored = written(version, name)
    edition = version.editions.get(name, 0)
    return TextRow(
        name=name,
        label=str(HEADINGS[name]),
        hint=str(HINTS[name]),
        value=problem.typed if problem else stored,
        edition=problem.edition if problem and problem.theirs is not None else edition,
        autosave=reverse("assignment_autosave", args=[assignment.public_id, name]),
        mark=f"{name}:{fingerprint(stored)}",
        rows=ROWS.get(name, 3),
        error=problem.message if problem else "",
        theirs=(problem.theirs or _("(tom text)")) if problem and problem.theirs is not None else "",
    )
