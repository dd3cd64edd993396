"""A referral round from registration to compilation, as the people in it live it."""

from datetime import date

import pytest
import time_machine

from cases import access, answer_text, answers, rounds
from cases.errors import AlreadyDone, RoundNotReady, TextChangedSinceApproval
from cases.models import Case, Document
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-23 09:00 +0100", tick=False)
def test_a_round_goes_from_registration_to_compilation():
    region = factories.world("SkaS", "SU")
    skas, su = region.administrations
    owner = region.owner

    # The process owner registers the case and prepares the draft.
    principles = engine.begin_round(
        by=owner, unit=region.process_unit, diary=region.diary, title="Styrande principer"
    )
    principles.case.refresh_from_db()
    assert principles.case.number == "RS 2026-00001"
    assert inbox(owner) == [("dispatch", "Styrande principer")]
    with pytest.raises(RoundNotReady):
        engine.dispatch(principles, by=owner)

    sections = rounds.paste_draft(principles, factories.DRAFT, by=owner)
    assert [section.heading for section in sections] == ["Enkel kontakt", "Lyhördhet"]
    rounds.choose_recipients(principles, [skas, su], by=owner)
    saturday = date(2026, 12, 19)
    rounds.change_round(principles, by=owner, letter="Svara senast i december.", last_day=saturday)

    # Dispatch freezes the draft, rolls the last day and registers the case at each authority.
    engine.dispatch(principles, by=owner)
    principles.refresh_from_db()
    assert principles.last_day == date(2026, 12, 21)
    assert principles.version.content_hash != ""
    assert numbers() == ["RS 2026-00001", "SKAS 2026-00001", "SU 2026-00001"]
    assert inbox(owner) == []

    # SkaS acknowledges, writes, and nobody else reads a word of it.
    writer, manager = region.representative(skas), region.manager(skas)
    assert inbox(writer) == [("answer", "Styrande principer")]
    place = factories.recipient(principles, skas)
    answer = engine.acknowledge(place, by=writer)
    answers.take_coordination(place, by=writer)
    first, second, overall = answer_text.items(answer)
    answers.save_field(first, "stance", "disagree", version=0, by=writer)
    answers.save_field(first, "comment", "Ordet lätt är otydligt.", version=0, by=writer)
    answers.save_field(overall, "comment", "Vi ställer oss bakom helheten.", version=0, by=writer)
    assert answer_text.missing(answer) == [second, overall]
    strangers = [owner, region.director, region.representative(su), region.manager(su)]
    assert [access.can(stranger, "read_draft", answer) for stranger in strangers] == [False] * 4

    # The manager returns it once, then approves; one changed word stops the release.
    engine.submit(answer, by=writer)
    engine.return_for_changes(answer, by=manager, comment="Ta ställning till helheten också.")
    answers.save_field(overall, "stance", "agree", version=0, by=writer)
    engine.submit(answer, by=writer)
    engine.approve(answer, by=manager, read_hash=hash_of(answer))
    answers.save_field(first, "comment", "Ordet enkel är otydligt.", version=1, by=writer)
    with pytest.raises(TextChangedSinceApproval, match="enkel"):
        engine.release(answer, by=writer)
    engine.ask_again(answer, by=writer)
    engine.approve(answer, by=manager, read_hash=hash_of(answer))
    released = engine.release(answer, by=writer)
    assert (released.state, released.late, released.released_by) == ("released", False, writer)
    assert access.can(owner, "read_answers", released)
    assert not access.can(region.representative(su), "read_shared", released)
    with pytest.raises(AlreadyDone):
        engine.release(answer, by=writer)

    # SU is silent until the last day has passed; silence is not consent.
    assert not engine.advance(principles)
    with time_machine.travel("2026-12-22 08:00 +0100", tick=False):
        access.forget(owner)
        assert engine.advance(principles)
        assert inbox(owner) == [("compile", "Styrande principer")]
        engine.compile_answers(principles, by=owner)
        assert states(principles) == {"SkaS": "answered", "SU": "sent"}

        # A late answer is kept, marked, and becomes a task for the owner.
        late = factories.released_answer(region, factories.recipient(principles, su))
        assert (late.late, late.after_compilation) == (True, True)
        assert inbox(owner) == [("late_answer", "SU: Styrande principer"), ("weigh", "Styrande principer")]

    registered = Document.objects.filter(case=principles.case).order_by("number_in_case")
    assert list(registered.values_list("number_in_case", "kind", "direction")) == [
        (1, "referral", "out"),
        (2, "answer", "in"),
        (3, "answer", "in"),
    ]


def inbox(user):
    """Kind and title of what waits for ``user``."""
    from cases import queries

    return [(item.kind, item.title) for item in queries.inbox(user)]


def numbers():
    """Every diary number given so far."""
    return sorted(Case.objects.values_list("number", flat=True))


def states(referral_round):
    """Where each recipient stands, by short name."""
    return dict(referral_round.recipients.values_list("unit__short_name", "state"))


def hash_of(answer):
    """The hash of what the manager reads."""
    return answer_text.text_hash(answer_text.snapshot(answer))
