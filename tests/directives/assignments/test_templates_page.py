"""A unit's templates: kept from a document, begun with, retired by the unit itself."""

import pytest

from directives.models import AssignmentTemplate
from tests import assignments
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import address, text_of, whole_form

pytestmark = pytest.mark.django_db

PAGE = "/uppdragshandlingar/mallar/"


def keep(client, assignment, name="Processansvarig", **more):
    return client.post(address(assignment), whole_form(assignment, do="template", name=name, **more))


def test_a_document_becomes_a_template_once_under_a_name(made, client):
    assert "Inga mallar ännu" in text_of(client.get(PAGE))
    assignment = assignments.drafted(made)
    assert keep(client, assignment, mandate="Besluta.").status_code == 302
    template = AssignmentTemplate.objects.get()
    assert (template.unit, template.name, template.mandate) == (made.office, "Processansvarig", "Besluta.")
    assert "Processansvarig" in text_of(client.get(PAGE))
    again = keep(client, assignment)
    assert "Det finns redan en mall som heter Processansvarig." in text_of(again)
    assert AssignmentTemplate.objects.count() == 1


def test_only_its_own_unit_retires_it(made, client):
    keep(client, assignments.drafted(made))
    template = AssignmentTemplate.objects.get()
    leader = log_in(made.leader)
    page = text_of(leader.get(PAGE))
    assert "Processansvarig" in page
    assert "Erbjud inte längre" not in page
    assert leader.post(PAGE, {"template": template.public_id}).status_code == 404
    assert client.post(PAGE, {"template": "finns-inte"}).status_code == 404
    assert client.post(PAGE, {"template": template.public_id}).headers["Location"] == PAGE
    template.refresh_from_db()
    assert template.retired_at is not None
    assert "Inga mallar ännu" in text_of(client.get(PAGE))


def test_who_commissions_nothing_has_no_templates(made):
    assert log_in(made.region.representative(made.place)).get(PAGE).status_code == 404
