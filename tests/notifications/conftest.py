"""A round in a region where everybody has an address."""

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from organisation.models import User
from tests import factories


@pytest.fixture
def region():
    made = factories.world("SkaS", "SU")
    give_addresses()
    return made


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


def give_addresses():
    """Everybody gets <username>@samrad.example."""
    User.objects.filter(email="").update(email=Concat("username", Value("@samrad.example")))
