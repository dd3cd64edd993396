"""Rows about secrecy and published minutes that cannot be, each by the name of its rule."""

import pytest
from django.db import IntegrityError, transaction

from cases import secrecy
from cases.meetings import publishing
from cases.models import PublicMinutes, SecrecyEntry
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    """A board whose minutes are published, and one of whose cases is marked."""
    made = meetings.board()
    publishing.publish(
        meetings.approved(made, meetings.ended(made, "Budget")),
        by=made.secretary,
        before_notice=True,
        masks=[],
    )
    secrecy.mark(meetings.case(made), by=made.officer, provision="OSL 25 kap. 1 §", reason="Skäl.")
    return made


def entry(**facts):
    """Another entry like the last."""
    last = SecrecyEntry.objects.get()
    for name, value in facts.items():
        setattr(last, name, value)
    last.pk = None
    last.save(force_insert=True)


def edition(**facts):
    """Another edition of the published minutes."""
    last = PublicMinutes.objects.get()
    for name, value in facts.items():
        setattr(last, name, value)
    last.pk = None
    last.save(force_insert=True)


def gone():
    first = PublicMinutes.objects.get()
    return {"withdrawn_at": clock.now(), "withdrawn_by": first.published_by, "withdrawn_reason": "Fel fil."}


BROKEN = {
    "secrecy_entry_says_why": lambda: entry(reason=""),
    "lifted_mark_needs_no_readers": lambda: entry(provision="", readers=[1]),
    "one_public_edition_of_minutes": lambda: edition(number=2),
    "editions_of_minutes_are_counted": lambda: edition(**gone()),
    "withdrawn_minutes_say_who_when_and_why": lambda: edition(number=2, **gone() | {"withdrawn_reason": ""}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_named_rule_refuses(board, name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BROKEN[name]()
