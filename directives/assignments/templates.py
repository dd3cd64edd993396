"""A unit's own templates for assignment documents."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from cases import access
from cases.reasons import said
from directives.models import AssignmentTemplate, AssignmentVersion
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .drafting import texts_of
from .errors import TemplateNameTaken


def templates_of(unit: Unit) -> QuerySet[AssignmentTemplate]:
    """The templates somebody in the unit may begin with: its own and those of the units above it."""
    return AssignmentTemplate.objects.filter(unit__in=[*unit.lineage, unit.pk], retired_at__isnull=True)


def keep_as_template(version: AssignmentVersion, *, unit: Unit, name: str, by: User) -> AssignmentTemplate:
    """Keep a wording as a template. Raises ReasonMissing (no name), TemplateNameTaken."""
    return keep_texts(texts_of(version), unit=unit, name=name, by=by)


def keep_texts(texts: dict[str, Any], *, unit: Unit, name: str, by: User) -> AssignmentTemplate:
    """Keep texts as a template; what is not written is left out. Raises ReasonMissing, TemplateNameTaken."""
    called = said(name)[:200]
    with work():
        template = AssignmentTemplate(unit=unit, name=called, made_at=clock.now(), made_by=by, **texts)
        try:
            with transaction.atomic():
                template.save()
        except IntegrityError as error:
            raise TemplateNameTaken(name=called) from error
        _tell("assignment_template.kept", template, by)
        return template


def retire(template: AssignmentTemplate, *, by: User) -> None:
    """Offer the template no more; a second time changes nothing."""
    with work():
        found = AssignmentTemplate.objects.filter(pk=template.pk, retired_at__isnull=True)
        if found.update(retired_at=clock.now()):
            _tell("assignment_template.retired", template, by)


def _tell(kind: str, template: AssignmentTemplate, by: User) -> None:
    behalf = access.acting_for(by, "commission", template.unit)
    record(kind, by=by, on_behalf_of=behalf, unit=template.unit, subject=template)
