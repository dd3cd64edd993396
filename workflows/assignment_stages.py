"""Where an assignment stands, read from its row alone."""

from directives.models import Assignment

ORDER = ("prepare", "take", "carry_out", "answer", "end")
STAGES = {
    Assignment.State.DRAFTED: "prepare",
    Assignment.State.DECLINED: "prepare",
    Assignment.State.OFFERED: "take",
    Assignment.State.UNDER_WAY: "carry_out",
    Assignment.State.REPORTED: "answer",
    Assignment.State.FULFILLED: "end",
    Assignment.State.WITHDRAWN: "end",
}


def stage(assignment: Assignment) -> str:
    """The stage's name, one of ``ORDER``."""
    return STAGES[Assignment.State(assignment.state)]
