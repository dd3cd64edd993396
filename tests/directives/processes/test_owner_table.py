"""The owner table of the region, as the demo's data has it: fifteen rows, vacancies included."""

import pytest
from django.urls import reverse

from demo import world
from demo.processes import lay_processes
from demo.region import lay_people, lay_units
from organisation.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(client):
    """The rows that somebody at a hospital sees."""
    units = lay_units(world.read("organisation"))
    lay_processes(world.read("process"), units, lay_people(world.read("people")["people"], units))
    client.force_login(User.objects.get(username="su1"))
    response = client.get(reverse("processes"))
    return response.context["rows"], response.content.decode()


def test_the_owner_table_loads_and_shows_all_fifteen_rows_with_their_vacancies(rows):
    found, shown = rows
    vacant = {row.name: row.vacancy for row in found if row.is_vacant}
    administrations = {
        row.name: [owner.unit.short_name if owner.unit else "" for owner in row.owners] for row in found
    }
    assert vacant == {"Medicinsk media": "under utredning", "Screening": "under tillsättning"}
    assert administrations == {
        "Prevention": ["KK"],
        "Screening": [],
        "Öppenvård": ["NU"],
        "Slutenvård": ["SU"],
        "Återställa och upprätthålla funktion": ["HoH", ""],
        "Läkemedel": ["KK"],
        "Laboratoriediagnostik – BFM": ["SÄS"],
        "Laboratoriediagnostik – Laboratoriemedicin": ["SU"],
        "Medicinsk media": [],
        "Medicinteknisk produkt": ["KK"],
        "Operation/intervention": ["SU"],
        "Vårdnära service": ["Fastighet stöd och service"],
        "Försörjning": ["Försörjning"],
        "Vårdadministration": ["KK"],
        "Invånarinteraktion": ["Invånarinteraktion"],
    }
    assert [len(found), all(owner.interim for row in found for owner in row.owners)] == [15, True]
    words = ("Under utredning", "Under tillsättning", "tillförordnad", "förvaltning saknas")
    assert [word in shown for word in words] == [True] * 4
