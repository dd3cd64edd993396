"""On the pages a file is first looked at, then brought in; a version is fetched by whoever reads it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directives.models import Plan
from directives.plans import building
from directives.plans.transfer.dumping import dump
from directives.plans.transfer.workbook_in import read_workbook
from directives.plans.transfer.workbook_out import write_workbook
from directives.plans.transfer.yaml_in import read_yaml
from directives.plans.transfer.yaml_out import write_yaml
from tests import factories, plans
from tests.directives.plans.transfer.random_plans import RandomPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(client, tmp_path, settings):
    settings.DOCUMENT_STORE = tmp_path
    made = plans.drafted()
    client.force_login(made.keeper)
    return made


def look(client, address, content, name="plan.xlsx", **more):
    return client.post(address, {"do": "look", "file": SimpleUploadedFile(name, content), **more})


def test_a_changed_file_is_shown_and_then_brought_in(client, made):
    address = reverse("import_plan", args=[made.version.public_id])
    rows = dump(made.version)
    rows.milestones[0].title = "Ett helt nytt namn"
    page = look(client, address, write_workbook(rows))
    assert "PA-1 Ett helt nytt namn" in page.content.decode()
    assert made.milestone("PA-1").title == "Milstolpe 1 i personcentrerat arbetssätt"
    token = page.context["looked"].token
    done = client.post(address, {"do": "bring", "token": token})
    assert done.headers["Location"] == reverse("edit_plan", args=[made.version.public_id])
    assert made.milestone("PA-1").title == "Ett helt nytt namn"


def test_what_changed_since_it_was_shown_is_not_overwritten(client, made):
    address = reverse("import_plan", args=[made.version.public_id])
    rows = dump(made.version)
    rows.areas[0].name = "Ur filen"
    token = look(client, address, write_yaml(rows).encode(), "plan.yaml").context["looked"].token
    building.change(made.milestone("PA-1"), by=made.keeper, title="Deras")
    page = client.post(address, {"do": "bring", "token": token})
    assert "Planen har ändrats sedan du tittade på filen." in page.content.decode()
    assert dump(made.version).areas[0].name == "Personcentrerat arbetssätt"


def test_errors_are_shown_row_by_row(client, made):
    rows = dump(made.version)
    rows.milestones[1].area = "ZZ"
    page = look(client, reverse("import_plan", args=[made.version.public_id]), write_workbook(rows))
    assert [(one.sheet, one.row, one.column) for one in page.context["looked"].errors] == [
        ("Milstolpar", 3, "Område")
    ]
    assert "”ZZ” finns inte i filen." in page.content.decode()


def test_a_plan_begins_from_a_file(client, made):
    content = write_workbook(RandomPlan(6).rows())
    address = reverse("new_plan_from_file")
    page = look(client, address, content, unit=made.region.office.public_id, body=made.board.body.pk)
    done = client.post(address, {"do": "bring", "token": page.context["looked"].token})
    plan = Plan.objects.exclude(pk=made.plan.pk).get()
    version = plan.versions.get()
    assert done.headers["Location"] == reverse("edit_plan", args=[version.public_id])
    assert (plan.body, plan.unit, version.milestonewordings.count()) == (
        made.board.body,
        made.region.office,
        12,
    )


def test_a_version_is_fetched_in_both_formats(client, made):
    rows = dump(made.version)
    for kind, read in (("xlsx", read_workbook), ("yaml", lambda content: read_yaml(content.decode()))):
        response = client.get(reverse("export_plan", args=[made.version.public_id, kind]))
        assert read(response.getvalue()) == rows
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("export_plan", args=[made.version.public_id, "csv"])).status_code == 404


def test_the_empty_workbook_has_every_sheet(client, made):
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(client.get(reverse("plan_workbook")).getvalue()))
    assert book.sheetnames == ["Plan", "Områden", "Mål", "Milstolpar", "Effekter", "Indikatorer", "Samband"]


def test_a_draft_is_fetched_and_brought_in_only_by_those_who_may(client, made):
    client.force_login(factories.person("nagonannan"))
    assert client.get(reverse("export_plan", args=[made.version.public_id, "xlsx"])).status_code == 404
    assert client.get(reverse("import_plan", args=[made.version.public_id])).status_code == 404
    assert client.get(reverse("new_plan_from_file")).status_code == 404
