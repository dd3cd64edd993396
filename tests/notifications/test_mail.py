"""Mail: to whom, in which words, once; and never a word of an answer that is not given."""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.test import override_settings

from cases import answers, asking
from cases.models import Case
from ledger.models import Event, OutboxEntry
from notifications import delivery, relay
from notifications.models import Notice
from organisation import clock, roles
from organisation.models import Membership, Substitution, User
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


def delivered():
    """Every mail that leaves now, as it stands on the wire, by (address, subject)."""
    mail.outbox.clear()
    relay.drain()
    delivery.drain()
    return [message_from_bytes(sent.message().as_bytes(), policy=default) for sent in mail.outbox]


def addressed(messages):
    return sorted(message["To"].removesuffix("@samrad.example") for message in messages)


def texts(message):
    """Subject, text and HTML as a reader meets them."""
    return message["Subject"], *(message.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_a_new_round_is_told_by_mail_in_text_and_html_with_one_link(region, place):
    last_day = date(clock.today().year + 1, 12, 18)
    type(place.round).objects.update(last_day=last_day)
    messages = delivered()

    assert addressed(messages) == ["skas.rep", "su.rep"]
    to_skas = next(message for message in messages if message["To"].startswith("skas"))
    subject, text, html = texts(to_skas)
    address = f"http://localhost:8000/svar/{place.public_id}/"
    number = place.round.case.number
    assert re.fullmatch(
        rf"{number}: svara senast \w+dag 18 december {last_day.year} – Styrande principer", subject
    )
    assert re.findall(r"http://localhost:8000/[^\s\"<]+", text) == [address]
    assert re.findall(r"href=\"(http://localhost:8000/[^\"]+)\"", html) == [address]
    assert "Invånarinteraktion vill veta vad SkaS tycker om ”Styrande principer”." in text
    assert '<html lang="sv">' in html
    assert html.count("<h1") == 1
    assert "class=" not in html
    assert "<style" not in html
    assert to_skas["Auto-Submitted"] == "auto-generated"
    assert to_skas["Content-Language"] == "sv"


def test_each_step_that_wants_an_action_is_mailed_and_the_others_are_told_in_the_app(region, place):
    delivered()
    factories.released_answer(region, place)
    messages = delivered()
    assert [
        (message["To"].partition("@")[0], message["Subject"].partition(": ")[2]) for message in messages
    ] == [
        ("skas.chef", f"godkänn svaret, senast {_day(place)} – Styrande principer"),
        ("skas.rep", f"svaret är godkänt, lämna det senast {_day(place)} – Styrande principer"),
    ]
    assert Notice.objects.filter(recipient=region.owner).values_list("channel", flat=True).get() == "app"


def _day(place):
    from cases.templatetags.text_tags import long_day

    return long_day(place.last_day)


def test_once_per_person_and_channel_however_often_it_is_relayed_and_sent(region, place):
    first = delivered()
    OutboxEntry.objects.update(relayed_at=None)
    assert (len(first), delivered()) == (2, [])
    assert set(Notice.objects.values_list("channel", "state")) == {("app", "shown"), ("mail", "sent")}


def test_the_message_id_says_nothing_and_stays_the_same(region, place):
    (first, _other) = delivered()
    Notice.objects.filter(channel="mail").update(state="waiting", next_try_at=clock.now(), sent_at=None)
    (again, _other) = delivered()
    assert first["Message-ID"] == again["Message-ID"]
    assert re.fullmatch(r"<\d+\.[a-z2-7]{26}@localhost>", first["Message-ID"])
    assert first["References"] == again["References"] == f"<{place.round.public_id}@localhost>"


def test_somebody_without_an_address_is_told_in_the_app_alone(region, place):
    User.objects.filter(username="skas.rep").update(email="")
    assert addressed(delivered()) == ["su.rep"]
    assert set(Notice.objects.filter(recipient__username="skas.rep").values_list("channel", "state")) == {
        ("app", "shown")
    }


def test_whoever_lost_the_right_before_the_mail_left_does_not_get_it(region, place):
    relay.drain()
    Membership.objects.filter(user__username="skas.rep").update(ends_on=clock.today() - timedelta(days=1))
    User.objects.filter(username="su.rep").update(is_active=False)
    assert delivered() == []
    assert set(Notice.objects.filter(channel="mail").values_list("state", "attempts")) == {("dropped", 1)}


def test_whoever_stands_in_today_is_told_too(region, place):
    stand_in, former = factories.person("vikarie"), factories.person("tidigare")
    User.objects.filter(pk__in=[stand_in.pk, former.pk]).update(email="v@samrad.example")
    today, covered = clock.today(), region.representative(place.unit).memberships.all()
    for who, ends_on in ((stand_in, today), (former, today - timedelta(days=1))):
        row = Substitution.objects.create(
            substitute=who, starts_on=today - timedelta(days=9), ends_on=ends_on
        )
        row.memberships.set(covered)
    assert addressed(delivered()) == ["skas.rep", "su.rep", "v"]


def test_a_colleague_is_led_to_the_very_section(region, place):
    answer = factories.begun_answer(region, place)
    colleague = factories.person("kollega", ("member", place.unit))
    User.objects.filter(pk=colleague.pk).update(email="kollega@samrad.example")
    delivered()
    second = answer.items.order_by("question__position")[1]
    due = clock.today() + timedelta(days=2)
    asking.ask_colleague(
        second, colleague, by=region.representative(place.unit), message="Hemligt?", due_on=due
    )
    (message,) = delivered()
    _subject, text, html = texts(message)
    assert f"http://localhost:8000/svar/{place.public_id}/?avsnitt=2#s2\n" in text
    assert "Skas.rep vill ha din hjälp med ett avsnitt" in text
    assert "Hemligt" not in text + html


def test_no_word_of_an_answer_is_ever_in_a_mail(region, place):
    everything = []
    answer = factories.begun_answer(region, place, comment="kanariekommentar")
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    first = answer.items.order_by("question__position")[0]
    answers.save_field(first, "wording", "kanarieformulering", version=0, by=writer)
    engine.submit(answer, by=writer)
    engine.return_for_changes(answer, by=chief, comment="kanarieretur")
    everything += delivered()
    assert len(everything) == 4
    assert [text for message in everything for text in texts(message) if "kanarie" in text] == []


def test_a_case_with_a_secrecy_mark_gives_its_number_and_the_day_alone(region, place):
    Case.objects.update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())
    messages = delivered()
    assert addressed(messages) == ["skas.rep", "su.rep"]
    for subject, text, html in map(texts, messages):
        assert subject == f"{place.round.case.number}: nytt i ärendet"
        for word in ("Styrande", "SkaS", "Invånarinteraktion"):
            assert word not in subject + text + html


def test_a_round_that_is_over_for_somebody_is_told_to_nobody_else(region, place):
    """The sender hears of an answer that comes after the compilation, the other recipients do not."""
    delivered()
    factories.released_answer(region, place)
    delivered()
    late = Event.objects.get(kind="answer.released")
    assert late.data["after_compilation"] is False
    with override_settings(SITE_URL="https://samrad.example"):
        assert delivered() == []


def test_somebody_who_moved_to_another_administration_is_told_of_that_one_alone(region, place):
    relay.drain()
    mover = region.representative(place.unit)
    mover.memberships.update(ends_on=clock.today() - timedelta(days=1))
    roles.seat(mover, "representative", region.administrations[1], starts_on=clock.today())
    assert addressed(delivered()) == ["su.rep"]


def test_a_title_of_two_lines_is_one_subject(region, place):
    type(place.round).objects.update(title="Styrande\r\nBcc: alla@samrad.example")
    for message in delivered():
        assert message["Bcc"] is None
        assert message["Subject"].endswith("Styrande Bcc: alla@samrad.example")
