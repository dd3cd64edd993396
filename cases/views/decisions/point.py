"""What a decision point does when it is approved: adopt, order, declare fulfilled, recommend, or only say."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import takers
from cases.errors import Refused
from cases.forms.points import PointForm, first_facts
from cases.meetings import points, without_taker
from cases.meetings.drafting import still
from cases.meetings.errors import ItemTaken
from cases.meetings.whereabouts import where
from cases.models import Point
from cases.point_choices import Candidate, PointChoices
from cases.takers import Taker
from cases.text import normalise
from cases.views.meetings.steps import take
from organisation import clock
from organisation.http import SignedInRequest, form_page

from .places import find_point, home_of, way_back


@form_page
def point(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Choose the kind and its facts; words that find an assignment are searched on the same page."""
    found, states = find_point(request, public_id)
    back = way_back(request, home_of(found))
    if found.item.state not in states:  # type: ignore[union-attr]
        messages.error(request, str(ItemTaken(where=where(found.item))))  # type: ignore[arg-type]
        return redirect(back)
    searching = request.POST.get("do") == "search"
    choices = _choices(request, found)
    form = _form(request, found, choices)
    done = None if searching else _change(request, found, form, states, back)
    words = request.POST.get("wanted", "")
    rows, message = _candidates(choices, words)
    context = {
        "point": found,
        "item": found.item,
        "form": form,
        "candidates": rows,
        "message": message,
        "takers": takers.offered(),
        "back": back,
    }
    return done or render(request, "decisions/point.html", context)


def _choices(request: SignedInRequest, found: Point) -> PointChoices:
    item = found.item
    if item is None:
        raise ValueError("only an item's points are written again")
    chosen = tuple(row.version for row in found.adoptions.select_related("version__document"))
    said_on = item.meeting.on if item.meeting else clock.today()
    return PointChoices(request.user, item.body.unit, said_on, item.case, chosen, item)


def _form(request: SignedInRequest, found: Point, choices: PointChoices) -> PointForm:
    """Bound when it is to be saved; a search only carries on what was typed."""
    if request.method != "POST":
        return PointForm(choices=choices, initial=first_facts(found))
    if request.POST.get("do") == "search":
        typed = {name: request.POST.get(name, "") for name in PointForm.base_fields}
        versions = request.POST.getlist("versions")
        return PointForm(choices=choices, initial=typed | {"versions": versions})
    return PointForm(request.POST, choices=choices, initial=first_facts(found))


def _change(
    request: SignedInRequest, found: Point, form: PointForm, states: tuple[str, ...], back: str
) -> HttpResponse | None:
    def verb() -> Point:
        with still(found.item, *states):  # type: ignore[arg-type]
            return points.change_point(found, by=request.user, **form.facts())

    success = _("Punkt %(number)s är kopplad.") % {"number": found.number}
    done = take(request, form, verb, name="change_point", success=success, go_to=back)
    if done:
        _warn(request, form)
    return done


def _warn(request: SignedInRequest, form: PointForm) -> None:
    """Say that nobody gets the assignment, and whom the words may have been meant to name."""
    taker: Taker = form.cleaned_data["to"]
    if form.cleaned_data["kind"] != Point.Kind.ASSIGN or not taker.words:
        return
    said = without_taker.warning(taker.words)
    if alike := takers.alike(taker.words):
        said += " " + _("Menade du %(names)s?") % {"names": _(" eller ").join(alike)}
    messages.warning(request, said)


def _candidates(choices: PointChoices, words: str) -> tuple[list[Candidate], str]:
    """What can be declared fulfilled, or why nothing was found."""
    try:
        rows = choices.candidates(normalise(words))
    except Refused as refusal:
        return [], str(refusal)
    return rows, "" if rows or not words.strip() else _("Inget uppdrag passar. Sök på andra ord.")
