"""A referral round of the demo, from registration to compilation, as steps of a schedule."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from cases import rounds
from cases.drafts import DraftSection
from cases.models import Diary, Recipient, ReferralRound
from demo.answers import AnswerStory
from demo.schedule import Chain, Days, Schedule
from demo.weighing import WeighingStory
from organisation import clock
from organisation.models import Unit, User
from workflows import engine


@dataclass
class RoundStory:
    """One round of the data; its verbs find what the earlier ones made."""

    row: dict[str, Any]
    units: dict[str, Unit]
    users: dict[str, User]
    days: Days

    def plan(self, schedule: Schedule) -> None:
        """Lay every step of the round and of its answers in the schedule."""
        beginning = schedule.chain(self.days.moment(self.row["created"]))
        self._plan_step(beginning, "created", self.create)
        sent = self._plan_step(beginning, "dispatched", self.dispatch)
        for answer in self.row["answers"]:
            AnswerStory(answer, self.recipient, self.users, self.days).plan(schedule.chain(sent))
        if "compiled" in self.row:
            self._plan_compilation(schedule.chain(sent))

    def create(self, by: User) -> None:
        """Register the case and prepare everything the recipients will read."""
        self.round = engine.begin_round(
            unit=self.units[self.row["unit"]],
            diary=Diary.objects.get(code=self.row["diary"]),
            title=self.row["title"],
            kind=self.row["kind"],
            by=by,
        )
        rounds.change_round(self.round, by=by, **self._facts())
        self._lay_draft(by)
        rounds.choose_recipients(self.round, [self.units[name] for name in self.row["recipients"]], by=by)

    def dispatch(self, by: User) -> None:
        """Send the round out."""
        self.round = engine.dispatch(self.round, by=by)

    def compile(self, by: User) -> None:
        """End the time for answers."""
        engine.compile_answers(self.round, by=by)

    def find(self) -> ReferralRound:
        """The round as it is now."""
        return ReferralRound.objects.select_related("version", "unit", "case").get(pk=self.round.pk)

    def recipient(self, unit: str) -> Recipient:
        """The round's recipient by the unit's id in the data."""
        return Recipient.objects.get(round=self.round, unit=self.units[unit])

    def _plan_step(self, chain: Chain, name: str, verb: Callable[[User], None]) -> datetime:
        step = self.row[name]
        return chain.add(self.days.moment(step), partial(verb, self.users[step["by"]]))

    def _plan_compilation(self, chain: Chain) -> None:
        chain.add(self._day_after_last(), lambda: engine.advance(self.round))
        self._plan_step(chain, "compiled", self.compile)
        WeighingStory(self.row, self.find, self.units, self.users, self.days).plan(chain)

    def _last_day(self) -> date:
        return self.days.day(self.row["dispatched"]["day"] + self.row["last_day"])

    def _day_after_last(self) -> datetime:
        """When the sweep sees that the last day has passed; a week covers any rolling."""
        return datetime.combine(self._last_day() + timedelta(days=7), time(3, 20), tzinfo=clock.STOCKHOLM)

    def _facts(self) -> dict[str, Any]:
        words = {name: self.row[name] for name in ("summary", "letter", "readers", "roll")}
        return {**words, "last_day": self._last_day()}

    def _lay_draft(self, by: User) -> None:
        rows = self.row["sections"]
        parts = [DraftSection(row["heading"], row["text"], tuple(row["keywords"])) for row in rows]
        for section, row in zip(rounds.lay_sections(self.round, parts, by=by), rows, strict=True):
            rounds.change_section(section, by=by, note=row.get("note", ""), **_wording(row))
            if question := self.row.get("section_question"):
                rounds.ask(self.round, question, by=by, section=section)
        for question in self.row["quality"]:
            rounds.ask(self.round, question, by=by)


def _wording(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("heading", "text", "keywords")}
