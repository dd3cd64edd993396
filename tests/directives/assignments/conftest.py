"""A commissioner logged in."""

import pytest
from django.test import Client

from tests import assignments


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


@pytest.fixture
def client(made):
    return log_in(made.giver)


def log_in(user) -> Client:
    """A client of one person."""
    found = Client()
    found.force_login(user)
    return found
