"""Sending a round: what each recipient gets, where it is registered, what stands in the way."""

from datetime import date, timedelta

import pytest
import time_machine

from cases import access, documents, readiness, rounds, scales
from cases.errors import AlreadyDone, RoundNotDraft, RoundNotReady
from cases.models import Case, CaseParty, Document, Recipient, SectionVersion, WorkItem
from ledger.models import Event
from organisation import clock
from organisation.models import Absence
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


def test_another_authority_gets_a_case_in_its_own_diary_with_the_letter_as_received(region):
    referral_round = factories.open_round(region)
    skas = region.administrations[0]
    own = factories.recipient(referral_round, skas).case
    entry = Document.objects.get(case=own)
    sent = Document.objects.get(case=referral_round.case, kind="referral")
    assert own.number == f"SKAS {clock.today().year}-00001"
    assert (entry.direction, entry.number_in_case, entry.counterpart, entry.source) == (
        "in",
        1,
        region.process_unit,
        sent,
    )
    assert (sent.direction, sent.number_in_case) == ("out", 1)
    parties = CaseParty.objects.filter(unit=skas).order_by("capacity")
    assert [(party.case, party.capacity) for party in parties] == [
        (own, "owner"),
        (referral_round.case, "recipient"),
    ]


def test_the_same_authority_gets_no_second_case(region):
    """Koncernkontoret's own answer belongs to the case the round was sent in."""
    region.administrations.append(region.office)
    factories.person("koncernkontoret.rep", ("representative", region.office))
    referral_round = factories.open_round(region)
    assert factories.recipient(referral_round, region.office).case is None
    assert not Case.objects.filter(unit=region.office).exists()
    assert Case.objects.count() == 3


def test_a_round_within_one_authority_opens_no_case_at_all(region):
    region.administrations = [region.office]
    referral_round = factories.open_round(region)
    assert (referral_round.state, Case.objects.count()) == ("open", 1)


def test_an_authority_without_a_diary_here_is_sent_to_all_the_same(region):
    elsewhere = factories.unit("Kommunen", kind="external")
    region.administrations.append(elsewhere)
    referral_round = factories.open_round(region)
    place = factories.recipient(referral_round, elsewhere)
    assert (place.state, place.case) == (Recipient.State.SENT, None)


def test_a_second_dispatch_changes_nothing(region):
    referral_round = factories.open_round(region)
    before = (Case.objects.count(), Event.objects.count(), WorkItem.objects.count())
    with pytest.raises(AlreadyDone):
        engine.dispatch(referral_round, by=region.owner)
    assert (Case.objects.count(), Event.objects.count(), WorkItem.objects.count()) == before


def test_after_dispatch_nothing_of_what_was_sent_can_be_changed(region):
    referral_round = factories.open_round(region)
    section, owner = referral_round.version.sections.all()[0], region.owner
    question = referral_round.questions.all()[0]
    stance = referral_round.stances.all()[0]
    changes = [
        lambda: rounds.change_round(referral_round, by=owner, last_day=date(2030, 1, 1)),
        lambda: rounds.change_round(referral_round, by=owner, readers="at_once"),
        lambda: rounds.paste_draft(referral_round, "# Ny", by=owner),
        lambda: rounds.change_section(section, by=owner, heading="x", text="", keywords=[], note=""),
        lambda: rounds.choose_recipients(referral_round, [], by=owner),
        lambda: rounds.ask(referral_round, "Fråga?", by=owner),
        lambda: rounds.remove_question(question, by=owner),
        lambda: scales.rename_stances(referral_round, {stance.pk: "Tvärtom"}),
        lambda: documents.replace_sections(referral_round.version, []),
    ]
    for change in changes:
        with pytest.raises(RoundNotDraft):
            change()


@pytest.mark.parametrize(
    ("mend", "step", "words"),
    [
        ({"letter": " "}, "letter", "Följebrevet saknas"),
        ({"last_day": None}, "letter", "Sista svarsdag saknas"),
        ({"last_day": date(2026, 11, 20)}, "letter", "passerat"),
        ({"last_day": date(2026, 11, 23)}, "letter", "i dag"),
    ],
)
@time_machine.travel("2026-11-23 09:00 +0100", tick=False)
def test_what_is_missing_is_said_before_dispatch(region, mend, step, words):
    referral_round = factories.draft_round(region)
    rounds.change_round(referral_round, by=region.owner, **mend)
    referral_round.refresh_from_db()
    found = readiness.problems(referral_round)
    assert [problem.step for problem in found] == [step]
    assert words in found[0].message
    with pytest.raises(RoundNotReady, match=words):
        engine.dispatch(referral_round, by=region.owner)
    assert not Recipient.objects.filter(sent_at__isnull=False).exists()


def test_a_round_without_sections_or_recipients_is_not_sent(region):
    referral_round = factories.draft_round(region)
    rounds.paste_draft(referral_round, "# En rubrik", by=region.owner)
    rounds.choose_recipients(referral_round, [], by=region.owner)
    SectionVersion.objects.all().delete()
    assert sorted(problem.step for problem in readiness.problems(referral_round)) == ["draft", "recipients"]


@pytest.mark.parametrize(("roll", "last"), [("next", date(2022, 1, 3)), ("preceding", date(2021, 12, 30))])
@time_machine.travel("2021-11-01 09:00 +0100", tick=False)
def test_the_last_day_rolls_as_the_round_says(roll, last):
    region = factories.world("SkaS")
    referral_round = factories.draft_round(region, last_day=date(2021, 12, 31))
    rounds.change_round(referral_round, by=region.owner, roll=roll)
    sent = engine.dispatch(referral_round, by=region.owner)
    assert sent.last_day == last


def test_a_representative_who_is_away_is_told_of(region):
    referral_round = factories.draft_round(region)
    away = region.representative(region.administrations[0])
    today = clock.today()
    Absence.objects.create(user=away, starts_on=today, ends_on=today + timedelta(days=3))
    assert [absence.user for absence in readiness.absent_representatives(referral_round)] == [away]


def test_a_representative_who_has_left_is_not_told_of(region):
    referral_round = factories.draft_round(region)
    former = region.representative(region.administrations[0])
    former.memberships.update(ends_on=clock.today() - timedelta(days=1))
    Absence.objects.create(user=former, starts_on=clock.today(), ends_on=clock.today())
    assert readiness.absent_representatives(referral_round) == []


def test_dispatch_gives_each_recipient_one_task_and_takes_the_senders(region):
    factories.open_round(region)
    waiting = WorkItem.objects.filter(done_at=None)
    assert sorted(waiting.values_list("kind", "unit__short_name", "role")) == [
        ("answer", "SU", "representative"),
        ("answer", "SkaS", "representative"),
    ]


def test_a_recipient_sees_nothing_before_it_is_sent(region):
    factories.draft_round(region)
    writer = region.representative(region.administrations[0])
    assert not access.visible_by_any(writer, Recipient, "read_draft", "write_answer").exists()
