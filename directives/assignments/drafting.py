"""Drafting an assignment: begun on its own, from what a decision ordered, or below another; text by text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.errors import DiaryMissing
from cases.models import Case, Diary, Undertaking
from cases.registration import register_case
from cases.text import normalise
from directives.models import TEXTS, Assignment, AssignmentTemplate, AssignmentVersion, Process, ProcessPart
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import trees
from .errors import DueBeforeStart, NothingToChange, ParentClosed, TextOvertaken, TextTooLong
from .overtaking import FACTS, last_saver, refuse_overtaken
from .places import State, draft_of, locked, tell

MOST = 40_000
LISTED = "responsibilities"


def draft(
    *,
    unit: Unit,
    title: str,
    by: User,
    kind: str = Assignment.Kind.ASSIGNMENT,
    case: Case | None = None,
    diary: Diary | None = None,
    external_number: str | None = None,
    parent: Assignment | None = None,
    undertaking: Undertaking | None = None,
    process: Process | None = None,
    part: ProcessPart | None = None,
    template: AssignmentTemplate | None = None,
    giver: User | None = None,
    description: str = "",
    appoints: bool = False,
) -> Assignment:
    """Begin an assignment; without ``case`` a new one is registered in ``diary``. Raises ParentClosed.

    The wording begins with the template's, else with what the undertaking orders.
    """
    with work():
        above = _open_parent(parent)
        assignment = Assignment.objects.create(
            kind=Assignment.Kind(kind),
            unit=unit,
            title=title.strip()[:300],
            case=case or _case_of(unit, title, diary, external_number, by),
            appoints=appoints,
            created_at=clock.now(),
            created_by=by,
            **_given_by(giver),
            **_below(above),
            **_place_of(process, part, above),
            **_ordered_by(undertaking),
        )
        _first_wording(assignment, by, template, description or (undertaking.what if undertaking else ""))
        tell("assignment.drafted", assignment, by, "commission")
        return assignment


def _open_parent(parent: Assignment | None) -> Assignment | None:
    """The one above, locked. Raises ParentClosed."""
    above = trees.lock_above(parent) if parent else None
    if above is not None and not above.is_open:
        raise ParentClosed
    return above


def _below(above: Assignment | None) -> dict[str, Any]:
    """Where it stands in the tree."""
    return {"parent": above, "root": trees.root_of(above)}


def _given_by(giver: User | None) -> dict[str, Any]:
    return {"giver_user": giver, "giver_title": giver.title if giver else ""}


def _place_of(process: Process | None, part: ProcessPart | None, above: Assignment | None) -> dict[str, Any]:
    """The process and the part it belongs to: those of the assignment above when nothing is said."""
    if process is None and part is None and above is not None:
        return {"process": above.process, "part": above.part}
    return {"process": process or (part.process if part else None), "part": part}


def _ordered_by(undertaking: Undertaking | None) -> dict[str, Any]:
    """What a decision orders, and when that is due."""
    if undertaking is None:
        return {}
    days = {name: getattr(undertaking, name) for name in ("due_on", "due_words", "yearly")}
    return {"undertaking": undertaking, **days}


def begin_wording(assignment: Assignment, *, by: User, reason: str = "") -> AssignmentVersion:
    """A new draft that begins with the wording in force; the one being written, if there is one."""
    with work():
        fresh = locked(assignment)
        found = draft_of(fresh)
        if found is not None:
            return found
        last = fresh.versions.order_by("-number")[0]
        return AssignmentVersion.objects.create(
            assignment=fresh,
            number=last.number + 1,
            reason=normalise(reason).strip(),
            made_at=clock.now(),
            made_by=by,
            **texts_of(last),
            **days_of(fresh),
        )


def save_text(assignment: Assignment, field: str, *, by: User, text: str, edition: int) -> AssignmentVersion:
    """Save one text of the draft, if ``edition`` is the one that was read; typing is no event.

    Raises NothingToChange, TextTooLong, TextOvertaken with theirs.
    """
    wording = normalise(text).strip()
    if len(wording) > MOST:
        raise TextTooLong(length=len(wording), most=MOST)
    with work():
        version = draft_of(locked(assignment))
        if version is None:
            raise NothingToChange
        known = version.editions.get(field, 0)
        if known != edition and written(version, field) != wording:
            who = last_saver(version, field, by)
            raise TextOvertaken(theirs=written(version, field), edition=known, who=who)
        if written(version, field) != wording:
            setattr(version, field, lines(wording) if field == LISTED else wording)
            version.editions = version.editions | {field: known + 1}
            version.savers = version.savers | {field: by.pk}
            version.save(update_fields=[field, "editions", "savers"])
        return version


def change_facts(
    assignment: Assignment, *, by: User, as_read: Assignment | None = None, **facts: Any
) -> Assignment:
    """Set giver, taker, days, process, parent while it is drafted or was declined.

    Raises NotNow, DueBeforeStart, ParentClosed, ParentLoop; FactsOvertaken when one of the facts is not
    any more what it was ``as_read``.
    """
    with work():
        if facts.get("parent") is not None:
            facts["parent"] = trees.lock_above(facts["parent"], child=assignment)
        fresh = locked(assignment, State.DRAFTED, State.DECLINED)
        refuse_overtaken(fresh, as_read, facts)
        refuse_backwards(facts.get("starts_on"), facts.get("due_on"))
        if "parent" in facts:
            trees.move(fresh, facts.pop("parent"))
        for name, value in facts.items():
            setattr(fresh, name, value)
        fresh.save()
        version = draft_of(fresh)
        if version is not None:
            for name, value in days_of(fresh).items():
                setattr(version, name, value)
            version.savers = version.savers | {FACTS: by.pk}
            version.save(update_fields=["starts_on", "due_on", "due_words", "savers"])
        tell("assignment.changed", fresh, by, "commission")
        return fresh


def written(version: AssignmentVersion | AssignmentTemplate, field: str) -> str:
    """A text as it is written in one box: the responsibilities one a line."""
    value = getattr(version, field)
    return "\n".join(value) if field == LISTED else str(value)


def lines(text: str) -> list[str]:
    """The rows of a list, without bullets and empty rows."""
    return [row for line in text.split("\n") if (row := line.strip().lstrip("-*•").strip())]


def texts_of(version: AssignmentVersion | AssignmentTemplate) -> dict[str, Any]:
    """Every text of a wording."""
    return {field: getattr(version, field) for field in TEXTS}


def days_of(assignment: Assignment) -> Mapping[str, Any]:
    """The days of an assignment, as its document says them."""
    return {
        "starts_on": assignment.starts_on,
        "due_on": assignment.due_on,
        "due_words": assignment.due_words,
    }


def refuse_backwards(start: date | None, due: date | None) -> None:
    """Raises DueBeforeStart."""
    if start is not None and due is not None and due < start:
        raise DueBeforeStart(due=due, start=start)


def _case_of(unit: Unit, title: str, diary: Diary | None, external_number: str | None, by: User) -> Case:
    own = (
        diary or Diary.objects.filter(authority=unit.authority_id_or_own).order_by("external", "-pk").first()
    )
    if own is None:
        raise DiaryMissing(unit=unit.name)
    return register_case(diary=own, title=title, unit=unit, by=by, external_number=external_number)


def _first_wording(
    assignment: Assignment, by: User, template: AssignmentTemplate | None, description: str
) -> None:
    texts = texts_of(template) if template else {}
    if description or "description" not in texts:
        texts["description"] = normalise(description).strip() or texts.get("description", "")
    AssignmentVersion.objects.create(
        assignment=assignment, number=1, made_at=clock.now(), made_by=by, **texts, **days_of(assignment)
    )
