"""Guessing passwords is stopped; a forgetful person is told when to come back."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def guarded(settings):
    settings.AXES_ENABLED = True


def log_in(client, password):
    return client.post(reverse("login"), {"username": "anna", "password": password})


def test_too_many_wrong_passwords_close_the_door_even_for_the_right_one(client, guarded):
    factories.person("anna")
    for _guess in range(settings.AXES_FAILURE_LIMIT - 1):
        assert log_in(client, "wrong").status_code == 200
    assert log_in(client, "wrong").status_code == 429
    closed = log_in(client, "demo")
    assert closed.status_code == 429
    assert "Vänta en kvart" in closed.content.decode()


def test_the_right_password_in_time_starts_the_count_anew(client, guarded):
    factories.person("anna")
    for _guess in range(3):
        log_in(client, "wrong")
    assert log_in(client, "demo").status_code == 302
