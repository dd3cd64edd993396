"""The clock every app above the ledger asks; in the demo it may live on another day."""

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ledger.clock import STOCKHOLM, at, local, now, set_shift, today

from .models import DemoClock

__all__ = [
    "STOCKHOLM",
    "DemoClockMiddleware",
    "at",
    "local",
    "now",
    "read_demo_shift",
    "set_demo_day",
    "today",
]


def read_demo_shift() -> None:
    """Set this request's or job's clock to the demo's day; does nothing outside the demo."""
    if settings.SAMRAD_MODE == "demo":
        days = DemoClock.objects.values_list("days", flat=True).first()
        set_shift(timedelta(days=days or 0))


def set_demo_day(day: date | None) -> None:
    """Let the demo live on ``day`` from now on; None brings it back to the real one."""
    set_shift(timedelta(0))
    days = (day - today()).days if day else 0
    DemoClock.objects.update_or_create(pk=1, defaults={"days": days})


class DemoClockMiddleware:
    """Reads the demo's day at the start of each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        read_demo_shift()
        return self.get_response(request)
