"""The second half of a demo round: comments marked and weighed, the weighing closed, the outcome decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from cases import boxes, feedback, marking, outcome, weighing
from cases.boxes import Box
from cases.models import Comment, ReferralRound
from cases.weighing import Wording
from demo.schedule import Chain, Days
from organisation.models import Unit, User
from workflows import engine

Row = dict[str, Any]
BETWEEN_COMMENTS = timedelta(minutes=11)


@dataclass
class WeighingStory:
    """What the data says came of a round's answers; a step that is not named was not taken."""

    row: Row
    find_round: Callable[[], ReferralRound]
    units: dict[str, Unit]
    users: dict[str, User]
    days: Days

    def plan(self, chain: Chain) -> None:
        """Lay the steps in the chain, in the order they are taken."""
        self._plan_comments(chain)
        self._plan_step(chain, "closed", self.close)
        for reply in self.row.get("replies", ()):
            self._add(chain, reply, partial(self.reply, reply))
        self._plan_step(chain, "endorsed", self.endorse)
        self._plan_step(chain, "asked", self.ask)
        self._plan_step(chain, "decided", self.decide)

    def mark(self, said: Row, by: User) -> None:
        """Mark one comment and, where the data says what became of it, weigh it."""
        comment = marking.mark(self._box(said), said["quote"], by=by)
        if "outcome" in said:
            self._weigh(comment, said, by)

    def read_the_rest(self, units: list[str], by: User) -> None:
        """Mark everything these administrations wrote besides as read."""
        chosen = {self.units[name].pk for name in units}
        for box in boxes.of_round(self.find_round()):
            if box.recipient.unit_id in chosen and not box.is_read:
                marking.mark_read(box, by=by)

    def close(self, by: User) -> None:
        """Close the weighing."""
        engine.close(self.find_round(), by=by)

    def reply(self, said: Row, by: User) -> None:
        """An administration says whether that was what it meant."""
        recipient = self.find_round().recipients.get(unit=self.units[said["unit"]])
        letter = feedback.letters_to(recipient)[0].feedback
        feedback.reply(letter, by=by, meant=said["meant"], remark=said.get("remark", ""))

    def endorse(self, by: User) -> None:
        """Record the steering group's position."""
        said = self.row["endorsed"]
        outcome.endorse(
            self.find_round(),
            by=by,
            group=self.units[said["group"]],
            on=self.days.moment(said).date(),
            outcome=said["outcome"],
            condition=said.get("condition", ""),
        )

    def ask(self, by: User) -> None:
        """Put the proposal before an official."""
        outcome.ask_for_decision(self.find_round(), self.users[self.row["asked"]["decider"]], by=by)

    def decide(self, by: User) -> None:
        """Adopt the proposal as it was read."""
        said, found = self.row["decided"], self.find_round()
        engine.decide(
            found,
            by=by,
            read_hash=outcome.proposal(found).content_hash,
            valid_from=self.days.day(said["valid_from"]),
            reason=said["reason"],
        )

    def _plan_comments(self, chain: Chain) -> None:
        if weighed := self.row.get("weighed"):
            by, at = self.users[weighed["by"]], self.days.moment(weighed)
            for number, said in enumerate(weighed["comments"]):
                chain.add(at + number * BETWEEN_COMMENTS, partial(self.mark, said, by))
            chain.add(at, partial(self.read_the_rest, weighed["read"], by))

    def _plan_step(self, chain: Chain, name: str, verb: Callable[[User], None]) -> None:
        if step := self.row.get(name):
            self._add(chain, step, verb)

    def _add(self, chain: Chain, step: Row, verb: Callable[[User], None]) -> datetime:
        by = self.users[step["by"]]
        return chain.add(self.days.moment(step), lambda: verb(by))

    def _box(self, said: Row) -> Box:
        """The box of the administration that holds the quotation."""
        words = " ".join(said["quote"].split())
        for box in boxes.of_round(self.find_round()):
            if box.recipient.unit_id == self.units[said["unit"]].pk and words in " ".join(box.text.split()):
                return box
        raise LookupError(f"{said['unit']} has not said: {said['quote']}")

    def _weigh(self, comment: Comment, said: Row, by: User) -> None:
        section = comment.section_version
        wording = (
            Wording(section, section.heading, said["wording"]) if section and "wording" in said else None
        )
        weighing.weigh(
            comment, by=by, version=0, outcome=said["outcome"], reason=said["reason"], wording=wording
        )
