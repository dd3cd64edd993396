"""The proof that no word is forgotten: whatever people do, a round that closes has nothing unread or unweighed.

The oracle keeps its own account, letter by letter, of what somebody has read; it shares no code
with the product. Seen red with ``drop`` leaving the read mark, with ``blocks`` passing over
outdated comments, and with ``close`` not asking ``blocks``.
"""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cases import answer_text, answers, boxes, marking, weighing
from cases.errors import Refused
from cases.models import AnswerParty, Comment, Disposition, ReferralRound
from tests import factories
from tests.access.world import undone
from workflows import engine

pytestmark = pytest.mark.django_db

TEXTS = ("Ordet lätt är otydligt. Vi saknar telefonen.", "Enkelt är bra.", "Ordet lätt är otydligt.")
OUTCOMES = [choice.value for choice in Disposition.Outcome]
WORDINGS = ("", "Vi gör det enkelt att nå oss.", "Ingen ska behöva leta efter oss.")
OFTEN = ("mark", "read", "weigh")
VERBS = (*OFTEN * 2, "drop", "carry", "replace", "gather", "apart", "withdraw", "close", "reopen")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), *[st.integers(0, 40)] * 3), max_size=14)

QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)  # a failing example of a few steps needs no shrinking
READ_BOTH = [("read", 0, 0, 0), ("read", 1, 0, 0)]
MARKED_BY_MISTAKE = [("mark", 0, 0, 5), *READ_BOTH, ("drop", 0, 0, 0), ("close", 0, 0, 0)]
REPLACED = [
    ("mark", 0, 0, 60),
    ("read", 1, 0, 0),
    ("weigh", 0, 3, 0),
    ("replace", 0, 1, 0),
    ("read", 0, 0, 0),
]


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """A round of two administrations whose answering time has ended."""
    with django_db_blocker.unblock(), undone():
        made = factories.world("SkaS", "SU")
        made.round = factories.compiled_round(made, skas=TEXTS[0], su=TEXTS[1])
        yield made


class Ledger:
    """Does what the steps say, and keeps its own account of every letter."""

    def __init__(self, made):
        self.made, self.owner = made, made.owner
        self.round = ReferralRound.objects.get(pk=made.round.pk)
        self.seen = set()  # (answer, item, field, position) somebody has read outside comments

    def take(self, verb, *numbers):
        """One step; what the product refuses changes nothing."""
        step = transaction.atomic()
        step._from_testcase = True  # verbs ask for the outermost transaction; a test's own is none
        with suppress(Refused), step:
            getattr(self, verb)(*numbers)

    def mark(self, which, start, length):
        box = self._box(which)
        start %= max(len(box.text), 1)
        marking.mark(box, box.text[start : start + 1 + length], by=self.owner, near=start)

    def read(self, which, *_others):
        box = self._box(which)
        marking.mark_read(box, by=self.owner)
        self.seen |= {(*boxes.box_place(box), position) for position in range(len(box.text))}

    def weigh(self, which, outcome, wording):
        comment = self._comment(which)
        section = comment.section_version
        text = WORDINGS[wording % 3] or section.text
        weighing.weigh(
            comment,
            by=self.owner,
            version=comment.disposition.version if comment.disposition else 0,
            outcome=OUTCOMES[outcome % 4],
            reason="Därför.",
            wording=weighing.Wording(section, section.heading, text),
        )

    def drop(self, which, *_others):
        comment = marking.drop(self._comment(which), by=self.owner, reason="Felmarkerad.")
        place = boxes.place_of(comment)
        self.seen -= {(*place, position) for position in range(comment.start, comment.end)}

    def carry(self, which, *_others):
        marking.carry_over(self._comment(which), by=self.owner)

    def gather(self, which, other, *_others):
        weighing.gather(self._comment(which), self._comment(other), by=self.owner)

    def apart(self, which, *_others):
        weighing.set_apart(self._comment(which), by=self.owner)

    def replace(self, which, text, *_others):
        place = self._place(which)
        writer = self.made.representative(place.unit)
        answer = engine.replace_answer(place, by=writer)
        first = answer_text.items(answer)[0]
        answers.save_field(first, "comment", TEXTS[text % 3], version=first.comment_version, by=writer)
        engine.submit(answer, by=writer)
        words = answer_text.text_hash(answer_text.snapshot(answer))
        engine.approve(answer, by=self.made.manager(place.unit), read_hash=words)
        engine.release(answer, by=writer)

    def withdraw(self, which, *_others):
        place = self._place(which)
        writer = self.made.representative(place.unit)
        engine.withdraw_answer(place, answers.answer_of(place), by=writer, reason="Fel svar.")

    def close(self, *_numbers):
        engine.close(self.round, by=self.owner)
        assert self.forgotten() == []

    def reopen(self, *_numbers):
        engine.reopen(self.round, by=self.owner, reason="En synpunkt till.")

    def forgotten(self):
        """Every letter nobody has read, and every comment without a disposition or in an answer that fell."""
        valid = set(AnswerParty.objects.filter(current=True).values_list("answer_id", flat=True))
        active = list(Comment.objects.filter(state="active"))
        left = [
            comment.number
            for comment in active
            if not comment.disposition_id or comment.answer_id not in valid
        ]
        inside = {
            (*boxes.place_of(one), position) for one in active for position in range(one.start, one.end)
        }
        for party in AnswerParty.objects.filter(current=True, answer__state="released"):
            for item in party.answer.items.all():
                for field in ("comment", "wording"):
                    place = (party.answer_id, item.pk, None, field)
                    text = getattr(item, field)
                    left += [
                        (field, position)
                        for position, letter in enumerate(text)
                        if not letter.isspace() and not {(*place, position)} & (inside | self.seen)
                    ]
        return left

    def _box(self, which):
        found = boxes.of_round(self.round)
        if not found:
            raise Refused
        return found[which % len(found)]

    def _comment(self, which):
        found = list(Comment.objects.filter(round=self.round).select_related("disposition", "round"))
        if not found:
            raise Refused
        return found[which % len(found)]

    def _place(self, which):
        return list(self.round.recipients.select_related("unit", "round"))[which % 2]


@settings(max_examples=40, deadline=None, phases=QUICKLY, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
@example(steps=MARKED_BY_MISTAKE)
@example(steps=REPLACED)
@example(steps=[*REPLACED, ("carry", 0, 0, 0)])
def test_a_round_that_closes_has_nothing_unread_and_nothing_unweighed(region, steps):
    with undone():
        ledger = Ledger(region)
        for verb, *numbers in steps:
            ledger.take(verb, *numbers)
        ledger.take("close")


@settings(max_examples=10, deadline=None, phases=QUICKLY, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_happened_before_a_round_can_be_brought_to_its_close(region, steps):
    with undone():
        ledger = Ledger(region)
        for verb, *numbers in steps:
            ledger.take(verb, *numbers)
        ledger.take("reopen")
        for comment in Comment.objects.filter(round=ledger.round, state="active"):
            marking.drop(comment, by=ledger.owner, reason="Vi börjar om.")
        for number, _box in enumerate(boxes.of_round(ledger.round)):
            ledger.read(number)
        ledger.close()
        ledger.round.refresh_from_db()
        assert ledger.round.state == "closed"
