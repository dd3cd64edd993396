"""An extra item while the meeting goes on: an announced one, or one that is written there and then."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.forms.controls import as_sentences
from cases.meetings import agenda as agendas
from cases.models import AgendaItem, Meeting
from cases.views.meetings.during.agenda import Agenda, item_address
from cases.views.meetings.during.showing import show
from cases.views.meetings.finding import kept_meeting
from cases.views.rounds.editing import save
from cases.views.support import posted, run_once
from organisation.http import SignedInRequest, form_page

Kind = AgendaItem.Kind
OF_BOARD = (Kind.DECISION, Kind.INFORMATION, Kind.FORMAL)
OF_GROUP = (Kind.ENDORSEMENT, Kind.INFORMATION, Kind.DIALOGUE)


class ExtraForm(forms.Form):
    """An item nobody announced: what it is called and what is to be done with it."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad ärendet heter.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"))
    presenter = forms.CharField(label=gettext_lazy("Föredragande"), max_length=200, required=False)

    def __init__(self, *args: Any, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in (OF_BOARD if decides else OF_GROUP)]
        self.fields["kind"].choices = as_sentences(kinds)  # type: ignore[attr-defined]


@form_page
def meeting_extra(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put one more item last on the agenda and go to it."""
    meeting = kept_meeting(request, public_id)
    if request.method != "POST" and not meeting.is_running:
        return redirect("meeting_during", public_id)
    waiting = _waiting(request, meeting)
    chosen = request.POST.get("item", "")
    form = ExtraForm(None if chosen else posted(request), decides=meeting.body.decides)
    if request.method == "POST":
        bare = forms.Form(request.POST)
        found = (
            _take_up(request, meeting, waiting, chosen, bare) if chosen else _write(request, meeting, form)
        )
        if found:
            messages.success(request, _("Ärendet är tillagt på dagordningen."))
            return redirect(item_address(meeting, found))
        if chosen:
            messages.error(request, " ".join(map(str, bare.non_field_errors())))
    return show(request, "extra", Agenda(meeting, request.user), form=form, waiting=waiting)


def _waiting(request: SignedInRequest, meeting: Meeting) -> QuerySet[AgendaItem]:
    """What was announced to the body and waits for a meeting."""
    seen = access.visible_to(request.user, AgendaItem, "keep_meetings")
    waiting = seen.filter(body=meeting.body, state=AgendaItem.State.ANNOUNCED)
    return waiting.select_related("case").order_by("announced_at")


def _take_up(
    request: SignedInRequest, meeting: Meeting, waiting: QuerySet[AgendaItem], chosen: str, form: forms.Form
) -> AgendaItem | None:
    item = get_object_or_404(waiting, public_id=chosen)

    def verb() -> AgendaItem:
        return agendas.put_on_agenda(item, meeting, by=request.user)

    return item if save(form, lambda: run_once(request, verb, name="item_extra")) else None


def _write(request: SignedInRequest, meeting: Meeting, form: ExtraForm) -> AgendaItem | None:
    made: list[str] = []

    def verb() -> AgendaItem:
        return agendas.add_item(meeting, by=request.user, **form.cleaned_data)

    if not save(form, lambda: made.append(run_once(request, verb, name="item_extra"))):
        return None
    return meeting.items.get(public_id=made[0])
