"""A revision's days and where it is in them, as its pages draw them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.deadlines import days_left
from cases.templatetags.text_tags import days_left_text, long_day
from directives.models import Revision
from directives.plans.revisions import before_board
from organisation import clock

State = Revision.State
ORDER = (
    State.PLANNED,
    State.PREPARING,
    State.REPORTING,
    State.COMPILING,
    State.REFERRED,
    State.REVISING,
    State.PROPOSED,
    State.ADOPTED,
    State.PUBLISHED,
)
STAGES = (
    (gettext_lazy("Förbered"), (State.PREPARING,), "begins_on"),
    (gettext_lazy("Ägarna rapporterar"), (State.REPORTING,), "report_by"),
    (gettext_lazy("Sammanställ"), (State.COMPILING,), "compile_by"),
    (gettext_lazy("Remiss"), (State.REFERRED,), "answers_by"),
    (gettext_lazy("Revidera"), (State.REVISING,), "manuscript_by"),
    (gettext_lazy("Beslut"), (State.PROPOSED,), "decide_on"),
    (gettext_lazy("Publicera"), (State.ADOPTED,), ""),
)
# each day, and the first state in which what it is about is over
DAYS = (
    ("begins_on", gettext_lazy("Börjar"), State.PREPARING),
    ("report_by", gettext_lazy("Ägarna rapporterar"), State.COMPILING),
    ("compile_by", gettext_lazy("Sammanställd"), State.REFERRED),
    ("refer_by", gettext_lazy("Remissrundan skickas"), State.REFERRED),
    ("answers_by", gettext_lazy("Sista svarsdag"), State.REVISING),
    ("manuscript_by", gettext_lazy("Manusstopp"), State.PROPOSED),
    ("decide_on", gettext_lazy("Beslut"), State.ADOPTED),
)


@dataclass(frozen=True)
class Stage:
    """A step of the stage line."""

    label: str
    note: str
    state: str


@dataclass(frozen=True)
class Day:
    """A day of the calendar."""

    label: str
    on: str
    note: str
    state: str


def stages(revision: Revision) -> list[Stage]:
    """The steps of a revision; those it has passed are done, a skipped round says so."""
    return [
        Stage(str(label), _note(revision, states[0], day), _state(revision, states))
        for label, states, day in STAGES
    ]


def calendar(revision: Revision) -> list[Day]:
    """The days in order; the one that is next is now, or late when it has passed."""
    rows: list[Day] = []
    next_is_found = revision.state == State.CANCELLED
    for name, label, over in DAYS:
        on = getattr(revision, name)
        done = _passed(revision, over) or (name == "compile_by" and revision.is_prepared)
        done = done and not (name == "manuscript_by" and _is_unannounced(revision))
        state = "done" if done else ""
        note = ""
        if not done and not next_is_found:
            next_is_found = True
            state = "late" if days_left(on, clock.today()) < 0 else "now"
            note = days_left_text(on)
        rows.append(Day(str(label), long_day(on), note, state))
    return rows


def _is_unannounced(revision: Revision) -> bool:
    """The text is locked, but the board has nothing yet."""
    on_its_way = before_board.laid(revision)
    return on_its_way is not None and not on_its_way.is_announced


def _passed(revision: Revision, state: str) -> bool:
    if revision.state == State.CANCELLED:
        return False
    return ORDER.index(_reached(revision)) >= ORDER.index(State(state))


def _reached(revision: Revision) -> State:
    """Where it is; until its round is really sent it is still being compiled."""
    return State.COMPILING if revision.is_prepared else State(revision.state)


def _state(revision: Revision, states: tuple[str, ...]) -> str:
    if _reached(revision) in states:
        return "now"
    done = _passed(revision, states[0])
    return "done" if done else ""


def _note(revision: Revision, state: str, day: str) -> str:
    if state == State.REFERRED and revision.no_round_reason:
        return _("hoppades över")
    if state == State.REFERRED and revision.is_prepared:
        return _("förberedd, inte skickad")
    return long_day(getattr(revision, day)) if day else ""
