"""Plays the assignments of the demo: given, taken, adjusted, reported, each step at its own moment."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from cases.models import Diary
from demo.schedule import Days, Schedule
from directives.assignments import (
    adjusting,
    carrying_out,
    drafting,
    staff,
    taking,
    templates,
)
from directives.models import Assignment, AssignmentTemplate, Process
from organisation.models import Unit, User
from workflows import assigning


class AssignmentsStory:
    """Every assignment of ``data/assignments.yaml``, from its draft to where it stands today."""

    def __init__(
        self, data: Mapping[str, Any], units: dict[str, Unit], users: dict[str, User], days: Days
    ) -> None:
        self.data, self.units, self.users, self.days = data, units, users, days
        self.made: dict[str, Assignment] = {}

    def plan(self, schedule: Schedule) -> None:
        """Put every step in the schedule; the template is what the first assignment begins with."""
        for row in self.data["assignments"]:
            chain = schedule.chain(self.days.moment(row))
            chain.add(self.days.moment(row), partial(self._draft, row))
            for step in row["steps"]:
                chain.add(self.days.moment(step), partial(self._take, row, step))

    def _draft(self, row: Mapping[str, Any]) -> None:
        by, parent = self.users[row["by"]], self.made.get(row.get("under", ""))
        assignment = assigning.begin(
            by=by,
            unit=self.units[row["unit"]],
            title=row["title"],
            kind=row.get("kind", Assignment.Kind.ASSIGNMENT),
            diary=Diary.objects.get(code=row["diary"]),
            parent=parent,
            process=Process.objects.filter(name=row.get("process", "")).first(),
            template=self._template() if row.get("template") else None,
            giver=by if row.get("giver", "") is not None else None,
        )
        self.made[row["id"]] = assignment
        for field, text in row.get("texts", {}).items():
            self._write(assignment, field, text, by)
        drafting.change_facts(assignment, by=by, **self._facts(row))

    def _facts(self, row: Mapping[str, Any]) -> dict[str, Any]:
        taker = self.users.get(row.get("to", ""))
        return {
            "taker_user": taker,
            "taker_unit": self.units.get(row.get("place", "")),
            "taker_title": taker.title if taker else "",
            "starts_on": self.days.day(row["starts"]) if "starts" in row else None,
            "due_on": self.days.day(row["due"]) if "due" in row else None,
            "due_words": row.get("due_words", ""),
            "yearly": row.get("yearly", False),
        }

    def _template(self) -> AssignmentTemplate:
        """The unit's template, kept from the first wording that is written from the data."""
        row = self.data["template"]
        unit, by = self.units[row["unit"]], self.users[row["by"]]
        known = AssignmentTemplate.objects.filter(unit=unit, name=row["name"]).first()
        if known is not None:
            return known
        texts = dict(row["texts"])
        texts["responsibilities"] = drafting.lines(texts["responsibilities"])
        return templates.keep_texts(texts, unit=unit, name=row["name"], by=by)

    def _write(self, assignment: Assignment, field: str, text: str, by: User) -> None:
        version = assignment.versions.get(frozen_at=None)
        drafting.save_text(assignment, field, by=by, text=text, edition=version.editions.get(field, 0))

    def _take(self, row: Mapping[str, Any], step: Mapping[str, Any]) -> None:
        assignment = self.made[row["id"]]
        by = self.users[step.get("by", row["by"])]
        assignment.refresh_from_db()
        getattr(self, f"_{step['do']}")(assignment, by, step)

    def _offer(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        assigning.offer(assignment, by=by)

    def _accept(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        assigning.accept(assignment, by=by)

    def _adjust(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        adjusting.begin(assignment, by=by)
        self._write(assignment, step["field"], step["text"], by)
        days = {"starts_on": assignment.starts_on, "due_on": assignment.due_on}
        assigning.adjust(assignment, by=by, reason=step["reason"], due_words=assignment.due_words, **days)

    def _acknowledge(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        taking.acknowledge(assignment, by=by)

    def _status(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        words = ("status", "happened", "next_steps", "risk", "decision_needed")
        carrying_out.report_status(assignment, by=by, **{name: step[name] for name in words if name in step})

    def _part(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        carrying_out.add_part(
            assignment,
            by=by,
            title=step["title"],
            user=self.users[step["person"]],
            due_on=self.days.day(step["due"]),
        )

    def _staff(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        function = staff.add_function(assignment, by=by, name=step["function"])
        for person in step["people"]:
            staff.staff(function, by=by, user=self.users[person])

    def _send_to(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        staff.send_to(assignment, by=by, unit=self.units[step["place"]])

    def _situation(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        staff.send_situation(assignment, by=by, summary=step["summary"])

    def _final(self, assignment: Assignment, by: User, step: Mapping[str, Any]) -> None:
        assigning.report_finally(assignment, by=by, text=step["text"])
