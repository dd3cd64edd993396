"""Which minutes under approval, and which extracts of them, a right opens."""

from django.db.models import Q

from cases.models import ApprovalOccasion, Approver, Extract
from organisation.models import Unit

from .right import Right, Scopes, in_units


def _occasion_before_approver(right: Right) -> Q:
    return Q(approvers__in=Approver.objects.filter(_named_approver(right)))


def _named_approver(right: Right) -> Q:
    return Q(user=right.user_id, occasion__called_off_at__isnull=True)


SCOPES: Scopes = {
    (ApprovalOccasion, "keep_meetings"): lambda right: in_units(right, "meeting__body__unit"),
    (ApprovalOccasion, "approve_minutes"): _occasion_before_approver,
    (Approver, "keep_meetings"): lambda right: in_units(right, "occasion__meeting__body__unit"),
    (Approver, "approve_minutes"): _named_approver,
    (Extract, "keep_meetings"): lambda right: in_units(right, "item__body__unit"),
    (Extract, "read_extract"): lambda right: in_units(right, "unit") & Q(delivered_at__isnull=False),
    (Unit, "read_extract"): lambda right: Q(pk__in=right.units),
}
