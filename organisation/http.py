"""What a page is asked with: by somebody who is logged in, and by which methods."""

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from .models import User


class SignedInRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware: ``user`` is a person, never anonymous."""

    user: User


form_page = require_http_methods(["GET", "HEAD", "POST"])
"""A page with a form, which is sent to the same address."""
