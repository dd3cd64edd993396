"""Which processes, questions, nominations and other rows of directives a right opens; a section per subject."""

from django.db.models import Exists, OuterRef, Q

from cases.scopes import Right, Scopes
from cases.scopes.right import no_secret
from directives import assignment_scopes, plan_scopes
from directives.models import Need, Nomination, NominationRequest, Process, SteeringCard
from directives.processes.owners import owners_on
from organisation import clock
from organisation.models import Unit

# --- the process map, questions and needs, nominations ---


def _led(right: Right) -> Q:
    """Processes of the person's units, and those the person leads today without a unit of their own."""
    leads = owners_on(clock.today()).filter(process=OuterRef("pk"), user=right.user_id)
    return Q(unit__in=right.units) | Q(Exists(leads))


def _kept(right: Right) -> Q:
    return Q(keeper__in=right.units)


def _kept_and_led_by_nobody(right: Right) -> Q:
    """A vacant process is answered for by whoever keeps the map."""
    led = owners_on(clock.today()).filter(process=OuterRef("pk"), user__isnull=False)
    return _kept(right) & ~Q(Exists(led))


def _of_led(right: Right) -> Q:
    return Q(process__in=Process.objects.filter(_led(right)))


def _of_vacant(right: Right) -> Q:
    return Q(process__in=Process.objects.filter(_kept_and_led_by_nobody(right)))


def _for_led(right: Right) -> Q:
    """What administrations answer the processes the person leads."""
    return Q(request__process__in=Process.objects.filter(_led(right)))


def _own_need(right: Right) -> Q:
    return Q(asker=right.user_id)


PROCESSES: Scopes = {
    (Process, "keep_processes"): _kept,
    (Unit, "keep_processes"): lambda right: Q(pk__in=right.units),
    (Process, "lead_process"): _led,
    (Need, "lead_process"): _of_led,
    (Need, "keep_processes"): _of_vacant,
    (Need, "see_need"): _own_need,
    (Need, "handle_need"): lambda right: Q(routed_unit__in=right.units),
    (NominationRequest, "lead_process"): _of_led,
    (NominationRequest, "keep_processes"): _of_vacant,
    (Nomination, "nominate"): lambda right: Q(unit__in=right.units),
    (Nomination, "lead_process"): _for_led,
}

# --- steering documents ---


def _kept_card(right: Right) -> Q:
    """Cards of the person's units, and those whose document the person owns."""
    own = Q(unit__in=right.units) | Q(owner=right.user_id)
    return own & no_secret(right, "document__case__")


STEERING: Scopes = {
    (SteeringCard, "keep_steering"): _kept_card,
    (Unit, "keep_steering"): lambda right: Q(pk__in=right.units),
}

SCOPES: Scopes = {**assignment_scopes.SCOPES, **PROCESSES, **STEERING, **plan_scopes.SCOPES}
