"""Each view shows some components with made-up contents; nothing is read from the database."""

from collections import deque
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

SCALE = [
    {"code": "T", "label": "Tillstyrker", "icon": "check", "tone": "skog"},
    {"code": "S", "label": "Har synpunkter", "icon": "message-square", "tone": "sol"},
    {"code": "A", "label": "Avstyrker", "icon": "x", "tone": "lingon"},
    {"code": "I", "label": "Ingen synpunkt", "icon": "minus", "tone": "neutral"},
]
STEPS = [
    {"label": "Utkast", "note": "klart 20 okt", "state": "done"},
    {"label": "Remissrunda", "note": "26 okt–18 dec", "state": "now"},
    {"label": "Sammanställning", "note": "januari", "state": ""},
    {"label": "Beslut", "note": "11 februari", "state": ""},
]
EVENTS = [
    {
        "at": datetime(2026, 10, 26, 8, 0, tzinfo=UTC),
        "text": "Remissrundan skickades till nio förvaltningar.",
        "by": "Processägare",
    },
    {"at": datetime(2026, 10, 20, 8, 0, tzinfo=UTC), "text": "Ärendet registrerades.", "by": ""},
]
SHARES = [
    {"tone": "skog", "x": 0, "width": 54.5},
    {"tone": "sol", "x": 55.5, "width": 21.2},
    {"tone": "none", "x": 77.7, "width": 22.3},
]
CELLS = [
    ("SU", "check", "skog", "Tillstyrker"),
    ("SkaS", "x", "lingon", "Avstyrker"),
    ("SÄS", "", "none", ""),
]

# What the next saves are answered with; an empty queue means that all is well.
answers: deque[HttpResponse] = deque()
saves: list[dict[str, str]] = []


class PartsForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Rubrik", help_text="Så att man känner igen den i en lista.")
    text = forms.CharField(label="Utkastet", widget=forms.Textarea({"class": "prose"}), required=False)
    last_day = forms.DateField(label="Sista svarsdag", widget=forms.DateInput({"type": "date"}))
    kind = forms.ChoiceField(label="Slag", choices=[("a", "Remissrunda"), ("b", "Förankring")])
    order = forms.ChoiceField(label="Ordning", choices=[("a", "Ja"), ("b", "Nej")], widget=forms.RadioSelect)
    to = forms.MultipleChoiceField(
        label="Mottagare", choices=[("su", "SU"), ("skas", "SkaS")], widget=forms.CheckboxSelectMultiple
    )
    read = forms.BooleanField(label="Jag har läst följebrevet")


def show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Renders a gallery page as a logged-in person sees it, in the demo."""
    user = SimpleNamespace(is_authenticated=True, name="Företrädare SkaS 1")
    shell = {
        "user": user,
        "seat": "Skaraborgs Sjukhus",
        "initials": "FS",
        "nav": "start",
        "nav_counts": {"mine": 2},
        "demo_clock": {"today": date(2026, 11, 22)},
    }
    return render(request, template, shell | context)


@login_not_required
def parts(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Svaret är lämnat.")
    messages.warning(request, "Två företrädare är frånvarande.")
    messages.error(request, "Sista svarsdag har passerat.")
    messages.info(request, "Remissrundan är stängd.")
    return show(request, "gallery/parts.html", steps=STEPS, events=EVENTS)


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    bound = PartsForm({"kind": "a"}) if "wrong" in request.GET else PartsForm()
    return show(request, "gallery/form.html", form=bound)


@login_not_required
def reply(request: HttpRequest) -> HttpResponse:
    return show(request, "gallery/reply.html", scale=SCALE, sections=[1, 2])


@login_not_required
def matrix(request: HttpRequest) -> HttpResponse:
    cells = [dict(zip(("short", "icon", "tone", "word"), cell, strict=True)) for cell in CELLS]
    return show(request, "gallery/matrix.html", rows=[1, 2, 3], cells=cells, shares=SHARES)


@login_not_required
def error(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"errors/{name}.html", {"text": "Det jag skrev.\nOch mer."})


@login_not_required
def save(request: HttpRequest, name: str) -> HttpResponse:
    """Answers as the test wishes, else as the contract says."""
    saves.append({"name": name, "value": request.POST["value"], "version": request.POST["version"]})
    if answers:
        return answers.popleft()
    version = int(request.POST["version"]) + 1
    return JsonResponse({"version": version, "saved_at": "14.32", "message": "Sparat kl. 14.32"})
