"""What several tests of meetings begin with: a management group and its secretary at the desk."""

import pytest
from django.test import Client

from tests import meetings
from tests.meetings import Board


@pytest.fixture
def group() -> Board:
    """A management group: it endorses and never decides."""
    return meetings.group()


@pytest.fixture
def group_client(group: Board) -> Client:
    """Its secretary, logged in."""
    made = Client()
    made.force_login(group.secretary)
    return made
