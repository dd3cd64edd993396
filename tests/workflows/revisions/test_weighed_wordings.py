"""What came of a plan's round is put into the plan or left out with a reason, and told as what the board adopted."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from cases import answer_text, answers, boxes, feedback, marking, outcome, rounds, told, weighing
from cases.meetings import agenda, points, preparing
from cases.meetings import planning as meeting_planning
from cases.meetings.closing import close_item, end_meeting
from cases.models import Disposition, Feedback, ReferralRound, WorkItem
from cases.outcome_errors import DecidedInWhole
from cases.weighing import Wording
from directives.models import EffectWording, Enabling, Revision, StruckPart
from directives.plans import building
from directives.plans.revisions import takeable, taking_over, weighed
from directives.plans.revisions.errors import NothingToTake, WordingsLeft
from organisation import clock
from tests import meetings, plans
from tests.revisions import as_user, compiling, said, shown, step
from workflows import engine, revising_plans

pytestmark = pytest.mark.django_db

DAY = "2026-11-23 09:00 +0100"
REWORDED = ("Milstolpe 2 i nära vård", "Milstolpe 2 i nära vård, i hela länet")
DESCRIBED = ("Så här ska det bli.", "Så här ska det bli. Primärvården deltar.")
STRUCK_WHY = ("Det är klart.", "Det är klart i milstolpen NV-2.")


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(DAY):
        yield


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    """A revision after its round: NV-2 reworded and moved a year, DI-1's reason for being struck made clearer."""
    return closed(made, sent_and_compiled(made), {"NV-2": worded, "DI-1": struck})


def closed(made, revision, new):
    """The revision once every comment is weighed, with other words where they are given."""
    for box in boxes.of_round(revision.round):
        weigh(made, marking.mark_whole(box, by=made.keeper), new)
    engine.close(revision.round, by=made.keeper)
    revising_plans.follow(revision)
    revision.refresh_from_db()
    return revision


def sent_and_compiled(made):
    """A revision whose round is answered and compiled."""
    revision = compiling(made, "PA-1")
    building.change(
        made.milestone("NV-2", revision.draft), by=made.keeper, description=DESCRIBED[0] + " Snart."
    )
    building.strike(made.milestone("DI-1", revision.draft), by=made.keeper, reason=STRUCK_WHY[0])
    sent = revising_plans.refer(revision, by=made.keeper, last_day=date(2026, 12, 18))
    rounds.choose_recipients(sent, made.region.administrations, by=made.keeper)
    rounds.change_round(sent, by=made.keeper, letter="Svara gärna.")
    engine.dispatch(sent, by=made.keeper)
    sent.refresh_from_db()
    for place in sent.recipients.select_related("unit", "round"):
        answer_each(made.region, place)
    engine.advance(sent)
    engine.compile_answers(sent, by=made.keeper)
    revision.refresh_from_db()
    return revision


def answer_each(region, place):
    """An answer with a comment on every section."""
    by = region.representative(place.unit)
    answer = engine.acknowledge(place, by=by)
    for item in answer_text.items(answer):
        if item.question.section_version is not None:
            answers.save_field(item, "stance", "remarks", version=0, by=by)
            answers.save_field(item, "comment", "Skriv tydligare.", version=0, by=by)
    engine.submit(answer, by=by)
    read = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=region.manager(place.unit), read_hash=read)
    engine.release(answer, by=by)


def weigh(made, comment, wordings):
    """What the comment leads to: other words where the section is one of those."""
    section = comment.section_version
    new = section and wordings.get(section.heading.split()[0])
    if not new:
        weighing.weigh(comment, by=made.keeper, version=0, outcome="noted", reason="Tack.")
        return
    heading, text = new(section)
    weighing.weigh(
        comment,
        by=made.keeper,
        version=0,
        outcome="heeded",
        reason="Ni har rätt.",
        wording=Wording(section, heading, text),
    )


def worded(section):
    heading = section.heading.replace(*REWORDED)
    text = section.text.replace(DESCRIBED[0], DESCRIBED[1]).replace("- År: 2027", "- År: 2028")
    return heading, text


def standing(section):
    text = section.text.replace("- År: 2027", "- År: 2035").replace("inte påbörjad", "pågår")
    lines = [line for line in text.split("\n") if not line.startswith(("- Bygger på", "- Tryggare"))]
    place = next(index for index, line in enumerate(lines) if line.startswith("- Status"))
    lines.insert(place + 1, "- Bygger på: PA-2 Milstolpe 2 i personcentrerat arbetssätt")
    return section.heading, "\n".join(
        [*lines, "- Färre resor (systemet)", "- Tryggare patienter i hemmet (invånarna, verksamheterna)"]
    )


def struck(section):
    return section.heading, section.text.replace(*STRUCK_WHY)


def about(found, code):
    """What was weighed about a part, by its code."""
    return next(one for one in weighed.parts(found) if one.sent.heading.startswith(f"{code} "))


def adopt(made, found):
    """The plan proposed and adopted by the board, today."""
    listed = decide(made, revising_plans.propose(found, by=made.keeper))
    found.refresh_from_db()
    return listed


def decide(made, item, starts_at=time(13)):
    """The item decided as proposed by the board today, and approved."""
    item = preparing.announce(item, by=made.keeper)
    held = meeting_planning.plan_meeting(
        made.board.body, by=made.board.secretary, on=clock.today(), starts_at=starts_at, place="Residenset"
    )
    listed = agenda.put_on_agenda(item, held, by=made.board.secretary)
    meetings.begin(made.board, held)
    close_item(listed, by=made.board.secretary, outcome="as_proposed")
    end_meeting(held, by=made.board.secretary)
    meetings.approved(made.board, held)
    listed.refresh_from_db()
    return listed


def letter(found):
    """The one administration's final letter, as it is told."""
    sent = Feedback.objects.get(recipient__round=found.round, stage=Feedback.Stage.FINAL)
    return told.tell(sent, feedback.told_in(sent), ReferralRound.objects.get(pk=found.round_id))


def test_each_part_knows_what_the_round_changed_and_whether_the_plan_has_it(found):
    assert found.state == Revision.State.REVISING
    assert [(one.sent.heading.split()[0], one.asked, one.missing) for one in weighed.parts(found)] == [
        ("PA-1", [], []),
        ("NV-2", ["title", "description", "years"], ["title", "description", "years"]),
        ("DI-1", ["why"], ["why"]),
    ]


def test_what_was_weighed_is_put_into_the_plan_together_with_what_was_changed_since(made, found):
    row = made.milestone("NV-2", found.draft)
    building.change(row, by=made.keeper, code="NV-9", description=f"{row.description} Egna ord.")
    taking_over.take_over(about(found, "NV-2"), by=made.keeper)
    taking_over.take_over(about(found, "DI-1"), by=made.keeper)
    row = made.milestone("NV-9", found.draft)
    assert (row.title, row.description, row.first_year, row.last_year) == (
        REWORDED[1],
        f"{DESCRIBED[1]} Snart. Egna ord.",
        2028,
        2028,
    )
    assert StruckPart.objects.get(version=found.draft).reason == STRUCK_WHY[1]
    assert [one.missing for one in weighed.parts(found)] == [[], [], []]
    with pytest.raises(NothingToTake):
        taking_over.take_over(about(found, "NV-2"), by=made.keeper)


def test_status_arrows_and_effects_that_were_weighed_are_put_in_and_a_year_the_plan_lacks_is_not(made):
    found = closed(made, sent_and_compiled(made), {"NV-2": standing})
    one = about(found, "NV-2")
    assert (one.missing, takeable.by_hand(one)) == (["years", "status", "needs", "effects"], ["År"])
    taking_over.take_over(one, by=made.keeper)
    row = made.milestone("NV-2", found.draft)
    needs = Enabling.objects.filter(version=found.draft, enabled=row.part).values_list("enabler", flat=True)
    effects = EffectWording.objects.filter(version=found.draft, milestone=row.part)
    assert (row.status, row.last_year) == ("under_way", 2027)
    assert list(needs) == [made.milestone("PA-2").part_id]
    assert [(one.text, one.audiences) for one in effects] == [
        ("Färre resor", ["sys"]),
        ("Tryggare patienter i hemmet", ["inv", "vsh"]),
    ]
    assert about(found, "NV-2").missing == ["years"]
    page = shown(made.keeper, found)
    assert ("Det här förs inte in av sig självt: År." in page, "Ändra det i planen" in page) == (True, True)


def test_nothing_is_proposed_while_a_weighed_wording_is_neither_in_the_plan_nor_left_out(made, found):
    with pytest.raises(WordingsLeft) as refused:
        revising_plans.propose(found, by=made.keeper)
    assert "NV-2 Milstolpe 2 i nära vård, i hela länet och DI-1" in str(refused.value)
    taking_over.take_over(about(found, "NV-2"), by=made.keeper)
    taking_over.leave_out(about(found, "DI-1"), by=made.keeper, reason="Skälet räcker.")
    revising_plans.propose(found, by=made.keeper)
    found.refresh_from_db()
    assert found.state == Revision.State.PROPOSED


def test_the_letter_names_the_board_and_says_word_for_word_what_the_plan_reads(made, found):
    taking_over.take_over(about(found, "NV-2"), by=made.keeper)
    taking_over.leave_out(about(found, "DI-1"), by=made.keeper, reason="Skälet räcker.")
    item = adopt(made, found)
    told_now = letter(found)
    assert told_now.paragraph == f"{made.board.body.unit.name} 2026-11-23 § {item.paragraph} punkt 1"
    late = {one.section.split()[1]: one.late for one in told_now.comments if one.late}
    assert set(late) == {"DI-1"}
    assert [change.reason for change in late["DI-1"].changes] == ["Skälet räcker."]
    assert "".join(piece.text for piece in late["DI-1"].text if piece.kind == "gone").split() == [
        "klart",
        "i",
        "milstolpen",
        "NV-2.",
    ]
    place = found.round.recipients.get()
    page = said(
        as_user(made.region.representative(place.unit)).get(
            reverse("answer_feedback", args=[place.public_id])
        )
    )
    assert f"Texten är nu beslutad: {told_now.paragraph}." in page
    assert ("Inget ändrades mellan vägningen och beslutet" in page, "()" in page, "**" in page) == (
        False,
        False,
        False,
    )
    assert "Skälet räcker." in page


def test_another_item_that_carries_the_round_neither_decides_it_nor_is_named_in_its_letter(made, found):
    for code in ("NV-2", "DI-1"):
        taking_over.take_over(about(found, code), by=made.keeper)
    other = preparing.draft_item(
        found.case, made.board.body, by=made.keeper, title="Svaren", referral_round=found.round
    )
    points.add_point(
        other,
        by=made.keeper,
        text="Nämnden fastställer texten.",
        kind="adopt",
        versions=[outcome.proposal(found.round)],
    )
    decided = decide(made, other, starts_at=time(10))
    found.round.refresh_from_db()
    stages = Feedback.objects.filter(recipient__round=found.round).values_list("stage", flat=True)
    assert (decided.outcome, found.round.state, list(stages)) == (
        "as_proposed",
        ReferralRound.State.CLOSED,
        [Feedback.Stage.PRELIMINARY],
    )
    item = adopt(made, found)
    found.round.refresh_from_db()
    assert found.round.state == ReferralRound.State.DECIDED
    assert letter(found).paragraph.endswith(f"§ {item.paragraph} punkt 1")


def test_a_case_is_not_announced_with_the_text_of_a_plans_round_by_itself(made, found):
    page = said(as_user(made.keeper).get(reverse("item_new", args=[found.case.public_id])))
    assert ("take_proposal" in page, 'name="title"' in page) == (False, True)


def test_a_plan_that_has_every_wording_is_told_to_read_as_weighed(made, found):
    for code in ("NV-2", "DI-1"):
        taking_over.take_over(about(found, code), by=made.keeper)
    adopt(made, found)
    assert (letter(found).changed_late, letter(found).whole.name) == (False, found.name)


def test_the_round_is_not_decided_by_itself(made, found):
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.ADOPT, done_at=None).exists()
    sent = found.round
    proposal = outcome.proposal(sent)
    with pytest.raises(DecidedInWhole):
        outcome.ask_for_decision(sent, made.region.director, by=made.keeper)
    with pytest.raises(DecidedInWhole):
        engine.decide(
            sent, by=made.region.director, read_hash=proposal.content_hash, valid_from=clock.today()
        )
    with pytest.raises(DecidedInWhole):
        outcome.change_proposal(
            sent,
            proposal.sections.first().section,
            by=made.keeper,
            read_hash=proposal.content_hash,
            heading="A",
            text="B",
            reason="C",
        )
    page = said(as_user(made.keeper).get(reverse("round_outcome", args=[sent.public_id])))
    assert (f"Går vidare i {found.name}" in page, reverse("revision", args=[found.public_id]) in page) == (
        True,
        True,
    )
    assert ("Läs och besluta" in page, "Lämna till beslut" in page) == (False, False)
    there = as_user(made.region.director).get(reverse("round_decide", args=[sent.public_id]))
    assert (there.status_code, there.url) == (302, reverse("round_outcome", args=[sent.public_id]))


def test_the_page_shows_one_wording_per_part_and_puts_it_in_at_a_click(made, found):
    page = shown(made.keeper, found)
    assert page.count("Lydelsen som kom ur remissen") == 2
    assert ("**" in page, "För in lydelsen" in page) == (False, True)
    assert "Lydelsen som kom ur remissen är inte införd" in said(step(made.keeper, found, "propose"))
    code = about(found, "NV-2").section.section.public_id
    step(made.keeper, found, "bring", about=code)
    assert made.milestone("NV-2", found.draft).title == REWORDED[1]
    code = about(found, "DI-1").section.section.public_id
    step(made.keeper, found, "leave", about=code, reason="Skälet räcker.")
    assert "Skälet räcker." in shown(made.keeper, found)
    assert step(made.keeper, found, "propose").status_code == 302
    assert Disposition.objects.filter(outcome="heeded").count() == 2


def test_a_milestone_that_was_to_be_struck_is_taken_back_on_the_page(made, found):
    page = shown(made.keeper, found)
    struck = StruckPart.objects.get(version=found.draft)
    assert "Ta tillbaka milstolpen i planen" in page
    assert "Ta tillbaka DI-1 Milstolpe 1 i digitalisering i planen" in page
    assert step(made.head, found, "restore", about=struck.part.public_id).status_code == 404
    step(made.keeper, found, "restore", about=struck.part.public_id)
    assert made.milestone("DI-1", found.draft).part == struck.part
    page = shown(made.keeper, found)
    assert ("Ta tillbaka" in page, "Ändra milstolpen<" in page) == (False, True)
    assert step(made.keeper, found, "restore", about=struck.part.public_id).status_code == 302


def test_the_round_leads_to_its_revision_and_the_answer_to_the_plan(made, found):
    place = found.round.recipients.get()
    there = reverse("revision", args=[found.public_id])
    assert there in said(as_user(made.keeper).get(reverse("round", args=[found.round.public_id])))
    by = made.region.representative(place.unit)
    engine.replace_answer(place, by=by)
    page = said(as_user(by).get(reverse("answer", args=[place.public_id])))
    plan = reverse("plan", args=[made.plan.public_id])
    assert f'href="{plan}">Läs planen som gäller' in page
    assert as_user(by).get(plan).status_code == 200


def test_whoever_comes_back_to_the_last_step_is_led_to_the_receipt(made, found):
    place = found.round.recipients.get()
    page = said(
        as_user(made.region.manager(place.unit)).get(reverse("answer_release", args=[place.public_id]))
    )
    assert ("Svaret är lämnat" in page, "Svaret kan inte lämnas ännu" in page) == (True, False)


def test_while_the_comments_are_weighed_the_revision_leads_to_them(made):
    revision = sent_and_compiled(made)
    page = shown(made.keeper, revision)
    assert "Svaren är sammanställda (1 av 1)" in page
    assert reverse("round_comments", args=[revision.round.public_id]) in page
    assert "Förvaltningarna svarar till" not in page
    matrix = said(as_user(made.keeper).get(reverse("round", args=[revision.round.public_id])))
    assert "del av" in matrix
    closing = said(as_user(made.keeper).get(reverse("round_close", args=[revision.round.public_id])))
    assert f"{revision.name}, {made.plan.name} går vidare till steget Revidera" in closing
    own = as_user(made.keeper)
    comment = marking.mark_whole(boxes.of_round(revision.round)[0], by=made.keeper)
    weighs = own.get(reverse("comment", args=[comment.public_id])).content.decode()
    assert weighs.count('id="id_reason"') == 1


def test_after_the_decision_an_answer_is_not_taken_back(made, found):
    for code in ("NV-2", "DI-1"):
        taking_over.take_over(about(found, code), by=made.keeper)
    adopt(made, found)
    place = found.round.recipients.get()
    page = said(
        as_user(made.region.manager(place.unit)).get(reverse("answer_receipt", args=[place.public_id]))
    )
    assert ("Ta tillbaka svaret" in page, "Svaret kan inte längre tas tillbaka" in page) == (False, True)
