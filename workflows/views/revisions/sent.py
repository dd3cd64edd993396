"""Which of the page's forms was sent, about which row; the others are ready to be written in."""

from typing import Any

from django import forms
from django.http import QueryDict

from organisation.http import SignedInRequest


class Sent:
    """The form that was sent keeps what was typed; every other one begins as it is stored."""

    def __init__(self, request: SignedInRequest) -> None:
        self.data: QueryDict | None = request.POST if request.method == "POST" else None
        self.code = request.POST.get("do", "")
        self.about = request.POST.get("about", "")
        self.page = request.GET.get("sida", "")
        self.overtaken = False
        self.bound: forms.Form | None = None

    def bind(self, form: type[forms.Form]) -> Any:
        """The form that was sent, with what was typed."""
        self.bound = form(self.data, prefix=prefix(self.code, self.about))
        return self.bound

    def follow(self, name: str, value: str) -> None:
        """Let a hidden field of the form that was sent be what is stored now."""
        if self.data is not None and self.bound is not None:
            typed = self.data.copy()
            typed[name] = value
            self.bound.data = typed

    def form(self, code: str, kind: type[forms.Form], about: str = "", **initial: Any) -> forms.Form:
        """The form of a step about a row."""
        if self.bound is not None and (code, about) == (self.code, self.about):
            return self.bound
        return kind(prefix=prefix(code, about), initial=initial)


def prefix(code: str, about: str) -> str:
    """What keeps the fields of two forms on one page apart."""
    return f"{code}-{about}" if about else code
