"""Steps of a round: registering it, sending it out, compiling its answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, compilation, readiness
from cases.errors import NumberNotInPattern, NumberTaken, Refused
from cases.forms.new_round import NewRoundForm
from cases.models import ReferralRound
from cases.text import normalise
from cases.views import support
from cases.views.rounds import editing
from cases.views.rounds.letter import moved_text
from directives.models import Need, SteeringDocument
from directives.processes.holders import headline
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit
from workflows import engine, needed, revising
from workflows.flows.round import RoundFlow


@form_page
def round_new(request: SignedInRequest) -> HttpResponse:
    """Register the case and begin the round; sent twice it is one round."""
    units = access.visible_to(request.user, Unit, "create_round").order_by("name", "pk")
    if not units.exists():
        raise Http404
    revised = revising.asked_for(request.user, normalise(request.GET.get("styrdokument", "")))
    need = needed.asked_for(request.user, normalise(request.GET.get("behov", "")))
    form = NewRoundForm(support.posted(request), units=units, initial=_first(revised, need))
    if request.method == "POST" and form.is_valid():
        try:
            public_id = _begin(request, form, revised, need)
        except KeyUsedForOtherContent:
            return render(request, "errors/409.html", {"text": form.cleaned_data["title"]}, status=409)
        except Refused as refusal:
            number = isinstance(refusal, NumberTaken | NumberNotInPattern)
            form.add_error("external_number" if number else None, str(refusal))
        else:
            return redirect("round_draft", public_id)
    return render(request, "rounds/new.html", {"form": form})


@form_page
def round_dispatch(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything that is missing; when nothing is, the button that sends to all at once."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    recipients = referral_round.recipients.select_related("unit")
    if request.method == "POST":
        return support.perform(
            request,
            lambda: engine.dispatch(referral_round, by=request.user),
            name="dispatch",
            success=_("Remissrundan är utskickad till %(recipients)s.")
            % {"recipients": editing.recipients_text(len(recipients))},
            go_to=reverse("round", args=[public_id]),
            back_to=reverse("round_dispatch", args=[public_id]),
        )
    return editing.page(
        request,
        referral_round,
        "round_dispatch",
        problems=readiness.problems(referral_round),
        recipients=recipients,
        recipients_text=editing.recipients_text(len(recipients)),
        last_day=readiness.rolled_last_day(referral_round),
        moved=moved_text(referral_round),
        absences=readiness.absent_representatives(referral_round),
    )


@form_page
def round_compile(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what compiling means and who has not answered; then compile."""
    referral_round = editing.find_round(request, public_id)
    back = reverse("round", args=[public_id])
    if request.method == "POST":
        return support.perform(
            request,
            lambda: engine.compile_answers(referral_round, by=request.user),
            name="compile",
            success=_("Svaren är sammanställda. Svar som kommer in nu märks."),
            go_to=back,
        )
    if not engine.can_take(referral_round.process, RoundFlow.compile_answers, request.user):
        return redirect("round", public_id)
    silent = (
        referral_round.recipients.filter(listed=True)
        .exclude(state__in=compilation.ENDED)
        .select_related("unit")
    )
    return render(request, "rounds/compile.html", {"round": referral_round, "silent": silent})


def _first(revised: SteeringDocument | None, need: Need | None) -> dict[str, str]:
    """What the form begins with: the title of what is revised, or the words of the need."""
    if revised is not None:
        return {"title": revised.title}
    return {"title": headline(need)} if need is not None else {}


def _begin(
    request: SignedInRequest, form: NewRoundForm, revised: SteeringDocument | None, need: Need | None
) -> str:
    def verb() -> ReferralRound:
        if revised is not None:
            return revising.begin_revision(revised, by=request.user, **form.facts())
        if need is not None:
            return needed.begin_round(need, by=request.user, **form.facts())
        return engine.begin_round(by=request.user, **form.facts())

    begun: str = support.run_once(request, verb, name="begin_round")
    return begun
