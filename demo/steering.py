"""The demo's library of steering documents: what was adopted before, how it hangs together, what is to be seen over."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from cases.models import Diary
from demo.schedule import Days, Schedule
from directives.models import Process, SteeringCard
from directives.steering import cards, ending, reviews
from directives.steering.earlier import EarlierBasis, register_older
from organisation.models import Unit, User


class SteeringStory:
    """Every document of ``data/steering.yaml``, registered on one day and placed right after."""

    def __init__(
        self, data: Mapping[str, Any], units: dict[str, Unit], users: dict[str, User], days: Days
    ) -> None:
        self.data, self.units, self.users, self.days = data, units, users, days
        self.by = users[data["by"]]
        self.made: dict[str, SteeringCard] = {}

    def plan(self, schedule: Schedule) -> None:
        """Put every step in the schedule."""
        moment = self.days.moment(self.data)
        chain = schedule.chain(moment)
        for row in self.data["documents"]:
            chain.add(moment, partial(self._register, row))
        for row in self.data["documents"]:
            chain.add(moment, partial(self._place, row))
        chain.add(moment, self._relate)
        chain.add(moment, self._replace)
        chain.add(moment, reviews.ask_for_reviews)

    def _register(self, row: Mapping[str, Any]) -> None:
        adopted = row["adopted"]
        basis = EarlierBasis(
            unit=self.units[adopted["by"]], on=adopted["day"], paragraph=adopted.get("paragraph")
        )
        steering = register_older(
            self.units[self.data["unit"]],
            by=self.by,
            diary=Diary.objects.get(code=self.data["diary"]),
            external_number=row["number"],
            title=row["title"],
            kind=row["kind"],
            text=row["text"],
            basis=basis,
            valid_from=row["valid_from"],
        )
        self.made[row["id"]] = steering.document.steering_card

    def _place(self, row: Mapping[str, Any]) -> None:
        review = row.get("review", {})
        cards.change_card(
            self._card(row["id"]),
            by=self.by,
            edition=0,
            parent=self.made.get(row.get("under", "")),
            process=Process.objects.filter(name=self.data["process"]).first(),
            owner=self.users.get(row.get("owner", "")),
            review_every_months=review.get("months"),
            review_due_on=self.days.day(review["due"]) if review else None,
        )

    def _relate(self) -> None:
        for row in self.data["relations"]:
            cards.relate(self.made[row["from"]], self.made[row["to"]], kind=row["kind"], by=self.by)

    def _replace(self) -> None:
        for row in self.data["replaced"]:
            heir = self._card(row["by"])
            ending.replace(self._card(row["document"]), by=self.by, successor=heir, on=row["from"])

    def _card(self, name: str) -> SteeringCard:
        return SteeringCard.objects.get(pk=self.made[name].pk)
