"""Every race ends without a single deadlock."""

from collections.abc import Iterator

import pytest

from tests.races.support import deadlocks


@pytest.fixture(autouse=True)
def no_deadlock(transactional_db: None) -> Iterator[None]:
    """The database counts the deadlocks it had to break; a race adds none."""
    before = deadlocks()
    yield
    assert deadlocks() == before
