"""What a right opens is said in one table, which an app that stands above may add its own rows to."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q

from cases import access, scopes
from cases.models import Case
from directives.models import Process
from organisation.models import Unit


@pytest.fixture(autouse=True)
def _table_of_its_own(monkeypatch):
    table = dict(scopes.SCOPES)
    monkeypatch.setattr(scopes, "SCOPES", table)
    monkeypatch.setattr(access, "SCOPES", table)


def all_of_own_unit(right):
    return Q(unit__in=right.units)


def test_an_app_that_stands_above_opens_its_own_rows():
    before = dict(scopes.SCOPES)
    scopes.open_up({(Process, "an_action_of_its_own"): all_of_own_unit})
    assert before | {(Process, "an_action_of_its_own"): all_of_own_unit} == scopes.SCOPES


def test_what_is_opened_already_is_refused_and_nothing_of_it_added():
    before = dict(scopes.SCOPES)
    with pytest.raises(
        ImproperlyConfigured, match=r"^These rows are opened already: Case: see_case, Unit: register$"
    ):
        scopes.open_up(
            {
                (Process, "an_action_of_its_own"): all_of_own_unit,
                (Case, "see_case"): all_of_own_unit,
                (Unit, "register"): all_of_own_unit,
            }
        )
    assert before == scopes.SCOPES
