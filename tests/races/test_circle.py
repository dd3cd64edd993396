"""Several tabs change the circle of one round at once: one effect, everybody is told, nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import extensions
from cases.calendar import next_working_day
from cases.models import Answer, AnswerAttachment, Extension, Recipient, ReferralRound
from ledger.models import Event
from organisation import clock
from tests import factories
from tests.races.support import deadlocks, fresh, together
from workflows import engine

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TABS = 6
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def sent(region):
    return factories.open_round(region, last_day=working_day(21))


@pytest.fixture
def skas(region, sent):
    return factories.recipient(sent, region.administrations[0])


def working_day(days):
    return next_working_day(clock.today() + timedelta(days=days))


def page_of(referral_round, below=""):
    return f"/remissrundor/{referral_round.public_id}/hantera/{below}"


def step_of(place, step):
    return page_of(place.round, f"{place.public_id}/{step}/")


def tab(user):
    """A browser's tab where ``user`` is logged in."""
    client = Client()
    client.force_login(user)
    return client


def send_at_once(user, *forms):
    """Each form (address, data) sent from a tab of its own at the same time; where each one landed."""
    tabs = [(tab(user), address, data) for address, data in forms]
    answers = together(*[lambda one=one: one[0].post(one[1], one[2]) for one in tabs])
    broken = [answer for answer in answers if isinstance(answer, Exception)]
    assert broken == []
    return sorted(answer.status_code for answer in answers)


def happened(kind):
    return Event.objects.filter(kind=kind).count()


def original():
    return SimpleUploadedFile("svar.pdf", PDF, content_type="application/pdf")


def test_six_tabs_say_yes_and_no_to_one_wish_and_one_counts(region, skas):
    wish = extensions.ask(
        skas, by=region.representative(skas.unit), day=working_day(28), reason="Vi hinner inte."
    )
    address = page_of(skas.round, f"onskemal/{wish.public_id}/")
    yes = {"step": "grant", "day": f"{working_day(28):%Y-%m-%d}", "reason": "Ja."}
    no = {"step": "refuse", "day": "", "reason": "Nej."}
    met = send_at_once(region.owner, *[(address, yes), (address, no)] * (TABS // 2))
    assert met == [200] * (TABS - 1) + [302]
    assert happened("extension.granted") + happened("extension.refused") == 1
    wish.refresh_from_db()
    assert wish.state in {Extension.State.GRANTED, Extension.State.REFUSED}


def test_one_unit_is_added_once(region, sent):
    sv = factories.unit("SV", parent=region.region)
    met = send_at_once(
        region.owner, *[(page_of(sent, "lagg-till/"), {"unit": sv.public_id, "day": ""})] * TABS
    )
    assert (met, sent.recipients.filter(unit=sv).count()) == ([200] * (TABS - 1) + [302], 1)


def test_one_recipient_is_removed_or_replaced_once(region, sent, skas):
    sv = factories.unit("SV", parent=region.region)
    remove = (step_of(skas, "ta-bort"), {"reason": "Berörs inte."})
    replace = (step_of(skas, "ersatt"), {"reason": "Flyttat.", "unit": sv.public_id, "day": ""})
    met = send_at_once(region.owner, *[remove, replace] * (TABS // 2))
    assert (met, happened("recipient.withdrawn")) == ([200] * (TABS - 1) + [302], 1)
    skas.refresh_from_db()
    assert (skas.successor is not None) == sent.recipients.filter(unit=sv).exists()


def test_an_answer_given_while_its_recipient_is_removed_is_either_given_or_stopped(region, skas):
    answer = factories.approved_answer(region, skas)
    writer, owner = fresh(region.representative(skas.unit)), tab(region.owner)
    before = deadlocks()
    together(
        lambda: engine.release(answer, by=writer),
        lambda: owner.post(step_of(skas, "ta-bort"), {"reason": "Berörs inte."}),
    )
    skas.refresh_from_db()
    answer.refresh_from_db()
    assert (skas.state, answer.state) in {("answered", "released"), ("withdrawn", "stopped")}
    assert deadlocks() == before


def test_cancelling_while_days_move_and_people_are_added_ends_cancelled(region, sent, skas):
    sv = factories.unit("SV", parent=region.region)
    day = f"{working_day(40):%Y-%m-%d}"
    before = deadlocks()
    met = send_at_once(
        region.owner,
        (page_of(sent, "avbryt/"), {"reason": "Uppdraget är återtaget."}),
        (page_of(sent, "avbryt/"), {"reason": "Uppdraget är återtaget."}),
        (page_of(sent, "sista-svarsdag/"), {"day": day, "reason": "Jul."}),
        (page_of(sent, "lagg-till/"), {"unit": sv.public_id, "day": ""}),
        (step_of(skas, "anstand"), {"day": day, "reason": "Jul."}),
    )
    assert set(met) <= {200, 302}
    assert (ReferralRound.objects.get().state, happened("round.cancelled")) == ("cancelled", 1)
    assert deadlocks() == before


def test_one_answer_from_outside_is_registered_once(region, sent, skas):
    data = {"via": "post", "received_on": f"{clock.today():%Y-%m-%d}", "text": "Vi tillstyrker."}
    forms = [(step_of(skas, "svar"), data | {"original": original()}) for _tab in range(TABS)]
    met = send_at_once(region.owner, *forms)
    assert (met, Answer.objects.count()) == ([200] * (TABS - 1) + [302], 1)


def test_somebody_never_asked_gets_one_place_from_six_tabs(region, sent):
    union = factories.unit("Patientföreningen", kind="external")
    data = {"via": "post", "received_on": f"{clock.today():%Y-%m-%d}", "unit": union.public_id}
    forms = [(page_of(sent, "spontant-svar/"), data | {"original": original()}) for _tab in range(TABS)]
    met = send_at_once(region.owner, *forms)
    assert (met, Answer.objects.count()) == ([200] * (TABS - 1) + [302], 1)
    assert Recipient.objects.filter(unit=union).count() == AnswerAttachment.objects.count() == 1


def test_a_round_is_handed_over_once_and_reminders_go_once_per_form(region, sent):
    other = factories.unit("Digitalisering", kind="unit", parent=region.office, authority=region.office)
    data = {"unit": other.public_id, "reason": "Ny organisation."}
    met = send_at_once(region.owner, *[(page_of(sent, "lamna-over/"), data)] * TABS)
    assert set(met) <= {200, 302, 404}
    assert (ReferralRound.objects.get().unit, happened("round.handed_over")) == (other, 1)


def test_one_form_clicked_six_times_reminds_once(region, sent):
    page = tab(region.owner).get(page_of(sent, "paminn/")).content.decode()
    key = re.search(r'name="once_key" value="([a-z2-7]+)"', page)[1]
    met = send_at_once(region.owner, *[(page_of(sent, "paminn/"), {"once_key": key})] * TABS)
    assert (met, happened("recipient.reminded")) == ([302] * TABS, 2)
