"""Browsers without JavaScript, for asking the server as somebody."""

from django.test import Client

from organisation.models import User


def client_of(user: User) -> Client:
    """A browser in which ``user`` is logged in."""
    client = Client()
    client.force_login(user)
    return client
