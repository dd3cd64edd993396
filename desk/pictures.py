"""The pictures of a case's processes: ours to draw, Viewflow's to lay out."""

from dataclasses import dataclass
from typing import Any

from cases import access
from cases.models import Case, Recipient, ReferralRound
from organisation.models import User
from workflows import chart
from workflows.flows.answer import AnswerFlow
from workflows.flows.round import RoundFlow
from workflows.models import AnswerProcess, RoundProcess


@dataclass(frozen=True)
class Picture:
    """One process: its title, where it leads, its layout, and the same steps in words."""

    title: str
    url_name: str
    public_id: str
    grid: Any
    steps: list[chart.Step]


def of_case(case: Case, user: User) -> list[Picture]:
    """The case's own rounds and, where the user may read it, the answer being prepared in it."""
    return [*_rounds(case, user), *_answers(case, user)]


def _rounds(case: Case, user: User) -> list[Picture]:
    visible = access.visible_by_any(user, ReferralRound, "see_round", "manage_round").filter(case=case)
    return [
        _picture(RoundFlow, RoundProcess.objects.filter(round=found).first(), found.title, "round", found)
        for found in visible
    ]


def _answers(case: Case, user: User) -> list[Picture]:
    visible = access.visible_to(user, Recipient, "read_draft").filter(case=case).select_related("round")
    return [
        _picture(
            AnswerFlow,
            AnswerProcess.objects.filter(recipient=found).first(),
            found.round.title,
            "answer",
            found,
        )
        for found in visible
    ]


def _picture(flow_class: Any, process: Any, title: str, url_name: str, about: Any) -> Picture:
    return Picture(
        title=title,
        url_name=url_name,
        public_id=about.public_id,
        grid=chart.picture(flow_class, process),
        steps=chart.steps(flow_class, process),
    )
