"""The demo's plan: built, adopted before this system came, and being planned anew for next year."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from cases.calendar import preceding_working_day
from cases.models import Body
from demo import world
from demo.schedule import Days, Schedule
from directives.models import MilestoneWording, PlanPart, PlanVersion, Revision
from directives.plans import adopting, arrows, building, cutting, keeping, seats
from directives.plans.revisions import owners, planning, proposals
from directives.plans.transfer import beginning
from directives.plans.transfer.yaml_in import read_yaml
from organisation.models import Unit, User
from workflows import milestone_reports, revising_plans

YEARS = ("first_year", "last_year")


class PlansStory:
    """The plan of ``data/plan.yaml``; its years are counted from the year of loading."""

    def __init__(
        self, data: Mapping[str, Any], units: dict[str, Unit], users: dict[str, User], days: Days
    ) -> None:
        self.data, self.units, self.users, self.days = data, units, users, days
        self.by = users[data["by"]]
        self.version: PlanVersion
        self.revision: Revision
        self.areas: dict[str, PlanPart] = {}

    def plan(self, schedule: Schedule) -> None:
        """Put every step in the schedule."""
        imported = self.data["imported"]
        schedule.chain(self.days.moment(imported)).add(
            self.days.moment(imported), partial(self._import, imported)
        )
        begun, adopted, draft = self.data["begun"], self.data["adopted"], self.data["draft"]
        chain = schedule.chain(self.days.moment(begun))
        chain.add(self.days.moment(begun), self._build)
        chain.add(self.days.moment(adopted), partial(self._adopt, adopted))
        chain.add(self.days.moment(draft["cut"]), partial(self._revise, draft))
        revision = self.data["revision"]
        chain.add(self.days.moment(revision["begun"]), partial(self._begin, revision))
        for row in revision["reports"]:
            chain.add(self.days.moment(revision["begun"]), partial(self._report, row))
        for row in revision["proposals"]:
            chain.add(self.days.moment(revision["begun"]), partial(self._propose, row))

    def _import(self, row: Mapping[str, Any]) -> None:
        rows = read_yaml((world.DATA / f"{row['file']}.yaml").read_text(encoding="utf-8"))
        version = beginning.begin(rows, by=self.by, unit=self.units[self.data["unit"]], body=None)
        adopting.register_adopted(version, by=self.by, words=row["words"], valid_from=row["from"])

    def _build(self) -> None:
        first, last = (self._year(count) for count in self.data["years"])
        facts = {name: self.data[name] for name in ("title", "short_title", "level", "binds")}
        self.version = building.begin_plan(
            unit=self.units[self.data["unit"]],
            first_year=first,
            last_year=last,
            by=self.by,
            **facts,
        )
        introduction = self.data["introduction"]
        self.version = building.change_version(self.version, by=self.by, edition=0, introduction=introduction)
        for row in self.data["areas"]:
            self._add_area(row)
        for text in self.data["goals"]:
            self._add("goal", text=text)
        for row in self.data["milestones"]:
            self._add_milestone(row)
        for row in self.data["indicators"]:
            self._add_indicator(row)
        for before, after in self.data["arrows"]:
            arrows.enable(self.version, self._row(before).part, self._row(after).part, by=self.by)

    def _adopt(self, row: Mapping[str, Any]) -> None:
        body, day = row["words"].split(" ", 1)
        since = self.days.day(row["from"])
        words = f"{body} {self.days.moment(row):%Y-%m-%d} {day}"
        adopting.register_adopted(self.version, by=self.by, words=words, valid_from=since)

    def _revise(self, draft: Mapping[str, Any]) -> None:
        self._give_seats()
        body = Body.objects.get(unit=self.units[self.data["body"]])
        keeping.change_plan(self.version.plan, by=self.by, body=body)
        self.version = cutting.cut(self.version.plan, by=self.by)
        for row in draft["changes"]:
            facts = {name: self._value(name, value) for name, value in row["set"].items()}
            building.change(self._row(row["code"]), by=self.by, reason=row["reason"], **facts)
        for row in draft["added"]:
            self._add_milestone(row)
        for row in draft["struck"]:
            into = self._row(row["into"]).part
            building.strike(self._row(row["code"]), by=self.by, reason=row["reason"], into=into)

    def _begin(self, row: Mapping[str, Any]) -> None:
        """Plan next November's revision, and begin one between the years in the planning version there is."""
        plan = self.version.plan
        planning.plan_revision(plan, self.days.loaded_on.year + 1, by=self.by)
        decide_on = preceding_working_day(self.days.day(row["decided"]))
        extra = planning.plan_extra(plan, by=self.by, occasion=row["occasion"], decide_on=decide_on)
        self.revision = revising_plans.begin(extra, by=self.by)
        for code, unit in row["owners"].items():
            owners.name_owner(self._row(code), by=self.by, unit=self.units[unit])
        self.revision = revising_plans.open_reporting(self.revision, by=self.by)

    def _report(self, row: Mapping[str, Any]) -> None:
        by = self.users[row["by"]]
        milestone = self._row(row["code"])
        report = self.revision.reports.get(part=milestone.part)
        said = {name: row[name] for name in ("status", "trend", "reason")}
        if "later" in row:
            said["next_year"] = self._year(row["later"])
        saved = milestone_reports.save(report, by=by, edition=report.edition, **said)
        milestone_reports.give(saved, by=by)

    def _propose(self, row: Mapping[str, Any]) -> None:
        proposals.propose_new(
            self.revision,
            by=self.users[row["by"]],
            area=self.areas[row["area"]],
            title=row["title"],
            year=self._year(row["year"]),
            reason=row["reason"],
        )

    def _give_seats(self) -> None:
        for row in self.data["seats"]:
            seats.give_seat(
                self.version.plan,
                by=self.by,
                capacity=row["capacity"],
                user=self.users.get(row.get("user", "")),
                unit=self.units.get(row.get("unit", "")),
                area=self.areas.get(row.get("area", "")),
            )

    def _add_area(self, row: Mapping[str, Any]) -> None:
        area = self._add("area", code=row["code"], name=row["name"], statement=row["statement"])
        self.areas[row["code"]] = area.part
        for text in row["goals"]:
            self._add("goal", area=area.part, text=text)

    def _add_milestone(self, row: Mapping[str, Any]) -> None:
        last = self._year(row["year"]) if "year" in row else None
        made = self._add(
            "milestone",
            area=self.areas[row["area"]],
            kind=row.get("kind", "milestone"),
            code=row["code"],
            title=row["title"],
            description=row.get("description", ""),
            first_year=self._year(row["first"]) if "first" in row else last,
            last_year=last,
            cadence=row.get("cadence", ""),
            times_a_year=row.get("times"),
            owner=self.users.get(row.get("owner", "")),
            unit=self.units.get(row.get("unit", "")),
            owner_words=row.get("words", ""),
            **self._going(row),
        )
        for text, audiences in row["effects"]:
            self._add("effect", milestone=made.part, text=text, audiences=audiences)

    def _going(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """How it goes; in a planning version ``reason`` is why the milestone is new."""
        said = row.get("reason", "")
        status = row.get("status", MilestoneWording.Status.NOT_STARTED)
        why = {"status_reason": said} if "status" in row else {"reason": said}
        return {"status": status, "trend": row.get("trend", ""), "doubt": row.get("doubt", ""), **why}

    def _add_indicator(self, row: Mapping[str, Any]) -> None:
        self._add(
            "indicator",
            code=row["code"],
            name=row["name"],
            measure=row["measure"],
            better=row.get("better", "higher"),
            target=Decimal(row["target"]) if "target" in row else None,
            source=row.get("source", ""),
            measures=self._row(row["measures"]).part,
        )

    def _add(self, part_kind: str, /, **facts: Any) -> Any:
        return building.add(self.version, PlanPart.Kind(part_kind), by=self.by, **facts)

    def _row(self, code: str) -> MilestoneWording:
        found = MilestoneWording.objects.select_related("part", "version__plan")
        return found.get(version=self.version, code=code)

    def _value(self, name: str, value: Any) -> Any:
        return self._year(value) if name in YEARS else value

    def _year(self, count: int) -> int:
        loaded: date = self.days.loaded_on
        return loaded.year + count
