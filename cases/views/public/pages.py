"""What every page for the public shares: no log-in, read only, always fresh, in no search engine."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def for_the_public(view: View) -> View:
    """A page anybody reads. A browser asks again each time: a notice is taken down, a case becomes secret."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **facts: Any) -> HttpResponseBase:
        response = view(request, *args, **facts)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return login_not_required(require_safe(marked))
