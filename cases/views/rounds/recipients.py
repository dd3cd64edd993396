"""Who is asked: a network's members, or units chosen one by one."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from cases import readiness, rounds
from cases.forms.recipients import RecipientsForm
from cases.models import ReferralRound
from cases.text import normalise
from cases.views.rounds import editing
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit

ASKED_KINDS = [Unit.Kind.ADMINISTRATION, Unit.Kind.BODY]


@form_page
def round_recipients(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Tick the units that answer; a network ticks its members, ready to be saved."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    units = list(_candidates(referral_round))
    group = _groups().filter(public_id=normalise(request.GET.get("grupp", ""))).first()
    form = RecipientsForm(
        posted(request),
        choices=[(unit.public_id, unit.name) for unit in units],
        initial={"units": list(referral_round.recipients.values_list("unit__public_id", flat=True))},
    )
    if request.method == "POST" and editing.save(form, lambda: _choose(request, referral_round, units, form)):
        return editing.saved(request, referral_round, "round_recipients")
    ticked = _members(group) if group and not form.is_bound else form["units"].value()
    return editing.page(
        request,
        referral_round,
        "round_recipients",
        form=form,
        group=group,
        groups=_groups(),
        rows=_rows(units, ticked or []),
    )


def _candidates(referral_round: ReferralRound) -> QuerySet[Unit]:
    """Administrations, bodies, members of networks, and whoever is chosen already."""
    chosen = Q(pk__in=referral_round.recipients.values("unit"))
    return (
        Unit.objects.filter(Q(kind__in=ASKED_KINDS) | Q(member_of__isnull=False) | chosen)
        .order_by("name", "pk")
        .distinct()
    )


def _groups() -> QuerySet[Unit]:
    return Unit.objects.filter(members__isnull=False).order_by("name", "pk").distinct()


def _members(group: Unit) -> Iterable[str]:
    return group.members.values_list("public_id", flat=True)


def _choose(
    request: SignedInRequest, referral_round: ReferralRound, units: list[Unit], form: RecipientsForm
) -> None:
    wanted = set(form.cleaned_data["units"])
    rounds.choose_recipients(
        referral_round, [unit for unit in units if unit.public_id in wanted], by=request.user
    )


def _rows(units: list[Unit], ticked: Iterable[str]) -> list[dict[str, object]]:
    writers, chosen = readiness.representatives(units), set(ticked)
    return [{"unit": unit, "people": writers[unit.pk], "ticked": unit.public_id in chosen} for unit in units]
