"""One administration's answer in the demo: acknowledged, written together, approved, released."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from cases import answer_text, answers, asking
from cases.models import Answer, AnswerItem, Question, Recipient
from demo.schedule import Chain, Days
from organisation.models import User
from workflows import engine

Row = dict[str, Any]
DAYS_OF_WRITING = 3
BETWEEN_SECTIONS = timedelta(minutes=12)


@dataclass
class AnswerStory:
    """What the data says about one recipient; a step that is not named was not taken."""

    row: Row
    find_recipient: Callable[[str], Recipient]
    users: dict[str, User]
    days: Days

    def plan(self, chain: Chain) -> None:
        """Lay the answer's steps in the chain, in the order they are taken."""
        self._plan_step(chain, "acknowledged", self.acknowledge)
        if self.row.get("coordinator"):
            chain.add(chain.latest, self.take_coordination)
        self._plan_writing(chain)
        self._plan_step(chain, "asked", self.ask_colleague)
        self._plan_step(chain, "submitted", self.submit)
        self._plan_step(chain, "returned", self.return_for_changes)
        self._plan_step(chain, "resubmitted", self.revise_and_submit)
        self._plan_step(chain, "approved", self.approve)
        self._plan_step(chain, "released", self.release)

    @property
    def recipient(self) -> Recipient:
        """The recipient as it is now."""
        return self.find_recipient(self.row["unit"])

    @property
    def answer(self) -> Answer:
        """The answer as it is now."""
        return answers.answer_of(self.recipient)

    def acknowledge(self, by: User) -> None:
        """Confirm that the round has arrived."""
        engine.acknowledge(self.recipient, by=by)

    def take_coordination(self) -> None:
        """Hold the answer together, seen by all the seats ("Jag samordnar")."""
        answers.take_coordination(self.recipient, by=self.users[self.row["coordinator"]])

    def write_section(self, position: int, section: Row) -> None:
        """Fill in a section's stance, comment and wording, and what the section means here."""
        by = self._writer(section)
        self._write(self._item(position, Question.Kind.STANCE), section, by)
        if meaning := section.get("meaning"):
            self._write(self._item(position, Question.Kind.TEXT), {"comment": meaning}, by)

    def write_the_whole(self) -> None:
        """Answer the questions about the whole draft and give the overall statement."""
        by = self._writer({})
        quality = self.answer.items.filter(
            question__kind=Question.Kind.TEXT, question__section_version=None
        ).order_by("question__position")
        for item, text in zip(quality, self.row.get("quality", ()), strict=True):
            self._write(item, {"comment": text}, by)
        self._write(self.answer.items.get(question__kind=Question.Kind.OVERALL), self.row["overall"], by)
        if level := self.row.get("level"):
            answers.set_level(self.answer, level, by=by)

    def ask_colleague(self, by: User) -> None:
        """Ask somebody in the own administration for one section."""
        asked = self.row["asked"]
        asking.ask_colleague(
            self._item(asked["section"], Question.Kind.STANCE),
            self.users[asked["colleague"]],
            by=by,
            message=asked["message"],
            due_on=self.days.day(asked["due"]),
        )

    def submit(self, by: User) -> None:
        """Send the answer for approval."""
        engine.submit(self.answer, by=by)

    def return_for_changes(self, by: User) -> None:
        """The manager wants something changed first."""
        engine.return_for_changes(self.answer, by=by, comment=self.row["returned"]["comment"])

    def revise_and_submit(self, by: User) -> None:
        """Change what the manager asked for and send it again."""
        revised = self.row["revised"]
        item = self._item(revised["section"], Question.Kind.STANCE)
        self._write(item, {"wording": revised["wording"]}, by)
        self.submit(by)

    def approve(self, by: User) -> None:
        """Approve exactly the text as it stands."""
        words = answer_text.snapshot(self.answer)
        engine.approve(self.answer, by=by, read_hash=answer_text.text_hash(words))

    def release(self, by: User) -> None:
        """Give the answer on behalf of the administration."""
        engine.release(self.answer, by=by)

    def _plan_step(self, chain: Chain, name: str, verb: Callable[[User], None]) -> None:
        if step := self.row.get(name):
            by = self.users[step["by"]]
            chain.add(self.days.moment(step), lambda: verb(by))

    def _plan_writing(self, chain: Chain) -> None:
        for number, step in enumerate(self._writing()):
            chain.add(self._begun_at() + number * BETWEEN_SECTIONS, step)

    def _writing(self) -> Iterator[Callable[[], None]]:
        for position, section in enumerate(self.row.get("sections", ()), start=1):
            yield partial(self.write_section, position, section)
        if "overall" in self.row:
            yield self.write_the_whole

    def _begun_at(self) -> datetime:
        if begun := self.row.get("begun"):
            return self.days.moment(begun)
        submitted = self.row["submitted"]
        return self.days.moment({**submitted, "day": submitted["day"] - DAYS_OF_WRITING})

    def _writer(self, section: Row) -> User:
        return self.users[section.get("by") or self.row["coordinator"]]

    def _item(self, position: int, kind: str) -> AnswerItem:
        return self.answer.items.get(question__section_version__position=position, question__kind=kind)

    def _write(self, item: AnswerItem, fields: Row, by: User) -> None:
        for field in AnswerItem.FIELDS:
            if value := fields.get(field):
                answers.save_field(item, field, value, version=getattr(item, f"{field}_version"), by=by)
