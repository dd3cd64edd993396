"""Mail that did not arrive, known at once or by a report, is shown to the round's owner."""

import io
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.core.management import call_command

from cases import circle
from notifications import bounces, delivery, relay
from notifications.models import Notice
from notifications.undelivered import undelivered
from organisation.models import User
from tests import factories

pytestmark = pytest.mark.django_db

SKAS = "skas.rep@samrad.example"


@pytest.fixture
def sent(place):
    """The mail to SkaS about a new round, as its Message-ID."""
    relay.drain()
    delivery.drain()
    return Notice.objects.get(channel="mail", address=SKAS).message_id


def report(message_id, *, action="failed", whole=True):
    """A delivery report as mail servers write them (RFC 3464)."""
    original = EmailMessage()
    original["Message-ID"], original["Subject"] = message_id, "RS 2026-00001: svara"
    original.set_content("…")
    made = MIMEMultipart("report", report_type="delivery-status")
    made["From"], made["Subject"] = "MAILER-DAEMON@example.com", "Undelivered Mail"
    made.attach(MIMEText("I'm sorry to have to inform you …"))
    status = MIMEBase("message", "delivery-status")
    for fields in (
        {"Reporting-MTA": "dns; mx.example.com"},
        {
            "Final-Recipient": f"rfc822; {SKAS}",
            "Action": action,
            "Status": "5.1.1",
            "Diagnostic-Code": "smtp; 550 5.1.1 User\n unknown",
        },
    ):
        group = EmailMessage()
        for name, value in fields.items():
            group[name] = value.replace("\n", "")
        status.attach(group)
    made.attach(status)
    if whole:
        made.attach(MIMEMessage(original))
    else:
        made.attach(MIMEText(f"Subject: x\nMessage-ID: {message_id}\n", "rfc822-headers"))
    return made.as_bytes()


def read(monkeypatch, capsys, content):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    call_command("read_bounce")
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize("whole", [True, False])
def test_a_report_marks_the_mail_it_is_about(monkeypatch, capsys, place, sent, whole):
    said = read(monkeypatch, capsys, report(sent, whole=whole))
    assert said == f"Not delivered to {SKAS}: smtp; 550 5.1.1 User unknown"
    notice = Notice.objects.get(message_id=sent)
    assert (notice.state, notice.failure) == ("failed", "smtp; 550 5.1.1 User unknown")
    assert notice.sent_at is not None
    (row,) = undelivered(place.round)
    assert (row.unit, row.person.username, row.address) == (place.unit, "skas.rep", SKAS)
    assert row.when == notice.failed_at


def test_a_second_report_changes_nothing(monkeypatch, capsys, sent):
    read(monkeypatch, capsys, report(sent))
    first = Notice.objects.get(message_id=sent)
    read(monkeypatch, capsys, report(sent))
    assert Notice.objects.get(message_id=sent).failed_at == first.failed_at


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_a_delay_or_a_receipt_is_no_failure(sent, action):
    assert bounces.read(report(sent, action=action)) is None


@pytest.mark.parametrize("content", [b"", b"Subject: Semester\n\nJag \xe4r ledig.", b"\x00\xff", b"From:\n"])
def test_whatever_else_comes_is_left_alone(monkeypatch, capsys, content):
    assert read(monkeypatch, capsys, content) == "This tells of no mail that failed."


def test_a_mail_we_never_sent_marks_nothing(monkeypatch, capsys, sent):
    assert read(monkeypatch, capsys, report("<1.else@localhost>")) == "We sent no mail <1.else@localhost>."
    assert not Notice.objects.filter(state="failed").exists()


def test_an_address_that_was_corrected_is_undelivered_no_longer(region, place, sent):
    bounces.mark(bounces.read(report(sent)))
    User.objects.filter(email=SKAS).update(email="ny@samrad.example")
    factories.approved_answer(region, place)
    relay.drain()
    assert [row.address for row in undelivered(place.round)] == [SKAS]
    circle.remind(place.round, [factories.recipient(place.round, place.unit)], by=region.owner)
    relay.drain()
    delivery.drain()
    assert undelivered(place.round) == []


def test_another_round_knows_nothing_of_it(region, place, sent):
    bounces.mark(bounces.read(report(sent)))
    assert undelivered(factories.open_round(region)) == []
