"""The same Monday for every test here."""

import pytest
import time_machine

from tests import factories


@pytest.fixture
def monday():
    """Monday 23 November 2026, 09.00."""
    with time_machine.travel("2026-11-23 09:00 +0100", tick=False):
        yield


@pytest.fixture
def region(db, monday):
    """A region with two administrations."""
    return factories.world("SkaS", "SU")
