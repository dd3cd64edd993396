"""The second half of a referral round: every word weighed, the next version cut, decided and valid."""

from datetime import date
from email.header import decode_header, make_header

import pytest
import time_machine
from django.core import mail

from cases import access, boxes, closing, feedback, ledger_of_comments, marking, outcome, revision, weighing
from cases.models import Comment, Decision, Document, Feedback
from cases.outcome_errors import VersionChanged
from cases.weighing import Wording
from cases.weighing_errors import NotReadyToClose, WordsAlreadyMarked
from directives import steering
from notifications import delivery, relay
from organisation.models import User
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

SKAS = "Ordet lätt är otydligt. Skriv hellre enkelt. Vi saknar telefonen."


@time_machine.travel("2026-11-23 09:00 +0100", tick=False)
def test_a_round_goes_from_weighing_to_valid_principles():
    region = factories.world("SkaS", "SU")
    User.objects.filter(username__startswith="skas").update(email="skas@samrad.example")
    owner, director, (skas, su) = region.owner, region.director, region.administrations
    principles = factories.compiled_round(region, skas=SKAS, su="Vi gör det enkelt i dag.")

    # Nothing is read yet: two boxes, one per administration, and the round cannot be closed.
    first, second = boxes.of_round(principles)
    assert [(box.recipient.unit, box.is_read) for box in (first, second)] == [(skas, False), (su, False)]
    with pytest.raises(NotReadyToClose, match="2 rutor är inte lästa"):
        engine.close(principles, by=owner)

    # One box holds two comments; the rest of it is read. The same words are never two comments.
    unclear = marking.mark(first, "Ordet lätt är otydligt. Skriv hellre enkelt.", by=owner)
    phone = marking.mark(first, "Vi saknar telefonen.", by=owner)
    with pytest.raises(WordsAlreadyMarked):
        marking.mark(first, "hellre enkelt", by=owner)
    easy = marking.mark_whole(second, by=owner)
    assert [one.number for one in (unclear, phone, easy)] == [1, 2, 3]
    assert [block.kind for block in closing.blocks(principles)] == ["unweighed"]

    # SkaS' words lead to another wording; SU's share the disposition; the phone is noted.
    section = unclear.section_version
    wording = Wording(section, section.heading, "Vi gör det enkelt att nå oss.")
    weighing.weigh(
        unclear, by=owner, version=0, outcome="heeded", reason="Enkelt är ett bättre ord.", wording=wording
    )
    weighing.gather(easy, unclear, by=owner)
    weighing.weigh(phone, by=owner, version=0, outcome="noted", reason="Telefonen hör till kanalstrategin.")
    assert ledger_of_comments.progress(principles).left == 0
    revised = revision.of_round(principles)
    assert [part.text.text for part in revised.changed] == ["Vi gör det enkelt att nå oss."]
    disposition = Comment.objects.get(pk=unclear.pk).disposition
    assert revised.numbers[disposition.pk] == [1, 3]

    # Closing registers the compiled document and tells each administration its own.
    closed = engine.close(principles, by=owner)
    assert (closed.state, closed.revised_version.number) == ("closed", 2)
    compiled = Document.objects.get(case=closed.case, kind="compilation")
    assert compiled.files.get().file.media_type == "application/pdf"
    letter = feedback.letters_to(factories.recipient(closed, skas))[0]
    assert [(one.number, one.disposition.outcome) for one in letter.comments] == [(1, "heeded"), (2, "noted")]
    feedback.reply(letter.feedback, by=region.representative(skas), meant=True)

    # The steering group agrees in principle; the owner mends a word; the director adopts what she read.
    group = factories.unit("Styrgruppen", kind="group", parent=region.region)
    outcome.endorse(
        closed, by=owner, group=group, on=date(2026, 11, 23), outcome="in_principle", condition="Nämn barnen."
    )
    read = outcome.proposal(closed).content_hash
    changed = outcome.change_proposal(
        closed,
        section.section,
        by=owner,
        read_hash=read,
        heading=section.heading,
        text="Vi gör det enkelt för vuxna och barn att nå oss.",
        reason="Styrgruppen ville nämna barnen.",
    )
    with pytest.raises(VersionChanged):
        engine.decide(closed, by=director, read_hash=read, valid_from=date(2027, 1, 1))
    decision = engine.decide(closed, by=director, read_hash=changed.content_hash, valid_from=date(2027, 1, 1))
    assert (decision.number, decision.version, decision.valid_from) == (
        "B 2026-0001",
        changed,
        date(2027, 1, 1),
    )
    assert list(Decision.objects.all()) == [decision]

    # Each administration is told finally, and SU never reads SkaS' letter.
    stages = Feedback.objects.order_by("recipient", "pk").values_list("recipient__unit__short_name", "stage")
    assert list(stages) == [
        ("SkaS", "preliminary"),
        ("SkaS", "final"),
        ("SU", "preliminary"),
        ("SU", "final"),
    ]
    assert not access.can(region.representative(su), "read_draft", letter.feedback)
    assert engine.open_task(closed.process, closed.process.flow_class.decide_outcome) is None
    assert [(one.version, one.valid_to) for one in steering.valid_on(date(2027, 1, 1))] == [(changed, None)]
    assert list(steering.valid_on(date(2026, 12, 31))) == []

    # SkaS has been told of every step by mail, its representative or its manager, with number and title each time.
    relay.drain()
    delivery.drain()
    assert [subject(sent) for sent in mail.outbox] == [
        "svara senast måndag 14 december",
        "godkänn svaret, senast måndag 14 december",
        "svaret är godkänt, lämna det senast måndag 14 december",
        "ni tyckte – så gjorde vi",
        "beslutat – så gjorde vi",
    ]


def subject(sent):
    """A mail's subject without the number and the title around it."""
    told = str(make_header(decode_header(sent.subject)))
    return told.removeprefix("RS 2026-00001: ").removesuffix(" – Styrande principer")
