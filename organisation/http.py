"""The request of somebody who is logged in, which is what every page but the log-in page gets."""

from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware: ``user`` is a person, never anonymous."""

    user: User
