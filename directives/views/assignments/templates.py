"""The templates of one's units: read, and offered no more."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.text import normalise
from cases.views.support import perform
from directives.assignments.templates import retire, templates_of
from directives.models import AssignmentTemplate
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit


@form_page
def assignment_templates(request: SignedInRequest) -> HttpResponse:
    """Every template one may begin with; one's own can be retired."""
    units = list(access.visible_to(request.user, Unit, "commission"))
    if not units:
        raise Http404
    if request.method == "POST":
        return _retire(request)
    own = {unit.pk for unit in units}
    found = {pk for unit in units for pk in templates_of(unit).values_list("pk", flat=True)}
    rows = AssignmentTemplate.objects.filter(pk__in=found).select_related("unit", "made_by")
    context = {"templates": [(row, row.unit_id in own) for row in rows]}
    return render(request, "assignments/templates.html", context)


def _retire(request: SignedInRequest) -> HttpResponse:
    wanted = normalise(request.POST.get("template", ""))
    found: AssignmentTemplate = access.find_any(
        request.user, AssignmentTemplate, "commission", related=("unit",), public_id=wanted
    )
    return perform(
        request,
        lambda: retire(found, by=request.user),
        name="assignment_template_retire",
        success=_("Mallen erbjuds inte längre."),
        go_to=reverse("assignment_templates"),
    )
