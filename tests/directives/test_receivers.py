"""A situation report says to whom it went, as the list stood that day."""

import pytest

from cases.templatetags.text_tags import long_day
from directives.assignments import staff
from directives.models import SituationReport
from organisation import clock
from tests import assignments
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def page_of(user, report) -> str:
    return text_of(log_in(user).get(f"/lagesbilder/{report.public_id}/")).partition('<h2 id="receivers"')[2]


def test_a_sent_report_lists_its_receivers_with_the_day(made):
    lead = assignments.under_way(made)
    staff.send_to(lead, by=made.giver, unit=made.region.administrations[1])
    staff.send_to(lead, by=made.giver, user=made.leader)
    report = staff.send_situation(lead, by=made.giver, summary="Vi ligger i fas.")
    for recipient in lead.situation_recipients.all():
        staff.send_no_more(recipient, by=made.giver)
    shown = page_of(made.giver, report)
    told = (f"Skickad {long_day(clock.today())} till:", "<li>SU</li>", f"<li>{made.leader.name}</li>", "SkaS")
    assert [words in shown for words in told] == [True, True, True, False]


def test_a_report_from_before_the_units_were_kept_names_its_people(made):
    lead = assignments.under_way(made)
    report = SituationReport.objects.create(
        assignment=lead, number=1, sent_at=clock.now(), sent_by=made.giver, content_hash="x"
    )
    assert page_of(made.giver, report) == ""
