"""A board, its director logged in, and a case of the board in which the director decides."""

import pytest

from tests import factories, meetings
from tests.clients import client_of


@pytest.fixture
def board():
    return meetings.board("SSN")


@pytest.fixture
def director(board):
    return factories.person("direktor", ("director", board.unit))


@pytest.fixture
def client(director):
    return client_of(director)


@pytest.fixture
def case(board):
    return meetings.case(board)
