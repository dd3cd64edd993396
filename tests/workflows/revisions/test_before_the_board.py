"""A revised plan before its board: what the board gets to read, and what the plan's people are told meanwhile."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse
from django.utils.formats import date_format

from cases.meetings import agenda, minutes, papers, preparing, summons, texts
from cases.meetings import planning as meeting_planning
from cases.meetings.closing import close_item, end_meeting
from cases.models import Adoption, AgendaItem, Document, WorkItem
from desk import event_text
from directives.models import Revision
from directives.plans import adopting, building
from directives.plans.errors import DecidedByBody
from directives.plans.revisions import calendar, compiling, planning
from ledger.models import Event
from ledger.public_id import new_public_id
from tests import factories, meetings, plans
from tests.revisions import as_user, said, shown, step
from tests.revisions import compiling as compiled
from workflows import revising_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

State = Revision.State


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def proposed(made):
    """A plan with one milestone reached and one reworded, proposed to its board."""
    found = compiled(made, "PA-1")
    row = made.milestone("NV-1", found.draft)
    building.change(row, by=made.keeper, title="En vårdnivå närmare hemmet", reason="Tydligare så.")
    compiling.save_summary(found, by=made.keeper, text="Två ändringar i år.", edition=found.edition)
    revising_plans.skip_round(found, by=made.keeper, reason="Små ändringar.")
    revising_plans.propose(found, by=made.keeper)
    found.refresh_from_db()
    return found


def listed(made, proposed, on=date(2026, 12, 17)):
    """Its item announced, and on the agenda of a meeting."""
    item = preparing.announce(proposed.item, by=made.keeper)
    held = meeting_planning.plan_meeting(
        made.board.body, by=made.board.secretary, on=on, starts_at=time(9), place="Residenset"
    )
    return agenda.put_on_agenda(item, held, by=made.board.secretary)


def test_the_board_is_sent_the_proposed_plan_and_what_it_changes(made, proposed):
    whole, difference = proposed.item.papers.order_by("position")
    version = proposed.draft
    assert whole.file.document == version.text.document
    assert whole.title == f"{made.plan.title}, version 2 (förslag)"
    assert difference.title == f"Vad som ändras i {made.plan.title}, version 2"
    told = difference.file.document.versions.get().sections.values_list("heading", "text")
    assert dict(told)["Sammanfattning"] == "Två ändringar i år.\n\nMilstolpar: 1 ändrad, 1 klar."
    assert "Tydligare så." in dict(told)["NV-1 En vårdnivå närmare hemmet"]
    background = texts.texts_of(proposed.item)["background"].text
    assert background.startswith("Två ändringar i år.")
    assert "- NV-1 En vårdnivå närmare hemmet (ändrad): Tydligare så." in background

    item = listed(made, proposed)
    summons.send(item.meeting, by=made.board.secretary)
    sent = [paper.title for paper in item.papers.filter(summons__isnull=False)]
    assert {whole.title, difference.title} < set(sent)
    member = as_user(made.board.ordinary[1].user)
    for paper in (whole, difference):
        assert member.get(reverse("agenda_paper", args=[paper.public_id])).getvalue().startswith(b"%PDF")


def test_the_minutes_name_the_plan_among_what_the_decision_rests_on(made, proposed):
    item = listed(made, proposed, on=date(2026, 11, 23))
    meetings.begin(made.board, item.meeting)
    close_item(item, by=made.board.secretary, outcome="as_proposed")
    end_meeting(item.meeting, by=made.board.secretary)
    [row] = minutes.content(item.meeting)["items"]
    titles = [paper.title for paper in papers.of_meeting(item, item.meeting)]
    assert f"{made.plan.title}, version 2 (förslag)" in titles
    assert all(any(title in told for told in minutes.documents_of(row)) for title in titles)
    assert row["points"][0]["adopts"][0]["version"] == 2


def test_the_point_the_item_and_the_register_name_the_plans_own_version(made, proposed):
    [adopted] = Adoption.objects.filter(point__item=proposed.item)
    assert (adopted.version.number, adopted.version_hash) == (2, proposed.draft.text.content_hash)
    page = said(as_user(made.keeper).get(reverse("item", args=[proposed.item.public_id])))
    assert f"{made.plan.title}, version 2" in page
    assert "version 1" not in page
    register = said(
        as_user(made.keeper).get(reverse("document", args=[proposed.draft.text.document.public_id]))
    )
    for told in ("Version", "2, föreslagen", "2026–2029"):
        assert told in register
    case = said(as_user(made.keeper).get(reverse("case", args=[proposed.case.public_id])))
    assert "<small>plan, version 2</small>" in case


def test_a_plan_that_comes_back_is_laid_before_the_board_in_its_new_version_only(made, proposed):
    wanted = {"valid_from": date(2027, 1, 1), "title": "Målbilden", "kind": "plan"}
    Adoption.objects.filter(point__item=proposed.item).update(**wanted)
    item = listed(made, proposed, on=date(2026, 11, 23))
    meetings.begin(made.board, item.meeting)
    meetings.ask_anew(made.board, item)
    close_item(item, by=made.board.secretary, outcome="returned")
    end_meeting(item.meeting, by=made.board.secretary)
    meetings.approved(made.board, item.meeting)
    proposed.refresh_from_db()
    assert proposed.state == State.REVISING
    again = revising_plans.propose(proposed, by=made.keeper)
    assert again.continues == item
    kinds = list(again.papers.order_by("position").values_list("file__document__kind", flat=True))
    assert sorted(kinds) == [Document.Kind.DIFFERENCE, Document.Kind.PLAN]
    assert f"{made.plan.title}, version 3 (förslag)" in [paper.title for paper in again.papers.all()]
    (adoption,) = Adoption.objects.filter(point__item=again).values("version__number", *wanted)
    assert adoption == {"version__number": 3, **wanted}  # what the point said of it goes along


def tasks_of(found):
    return list(
        WorkItem.objects.filter(target_type="revision", target_id=found.pk, done_at=None).values_list(
            "kind", flat=True
        )
    )


def test_the_owner_is_asked_until_the_item_is_announced_and_may_take_it_back_till_then(made, proposed):
    assert tasks_of(proposed) == ["revise_plan"]
    assert "Ärendet är ett utkast – anmäl det till nämnden" in shown(made.keeper, proposed)
    item = proposed.item
    step(made.keeper, proposed, "take_back")
    assert (proposed.state, proposed.draft.state, proposed.draft.number) == (State.REVISING, "draft", 3)
    assert not item.points.exists()
    assert not item.papers.exists()
    assert texts.texts_of(item)["background"].text == ""
    assert "När du föreslår planen låses texten" in shown(made.keeper, proposed)
    assert revising_plans.propose(proposed, by=made.keeper) == item
    assert item.points.count() == 1
    preparing.announce(item, by=made.keeper)
    proposed.refresh_from_db()
    assert tasks_of(proposed) == []
    late = step(made.keeper, proposed, "take_back")
    assert "redan anmält" in said(late)
    assert proposed.state == State.PROPOSED


def test_the_revision_follows_its_item_to_the_day_it_is_decided(made, proposed):
    assert (proposed.preliminary, proposed.decide_on.year) == (True, 2027)
    item = listed(made, proposed, on=date(2026, 12, 17))
    proposed.refresh_from_db()
    assert (proposed.preliminary, proposed.decide_on) == (False, date(2026, 12, 17))
    meeting_planning.change_meeting(item.meeting, by=made.board.secretary, on=date(2026, 11, 23))
    proposed.refresh_from_db()
    assert proposed.decide_on == date(2026, 11, 23)
    page = shown(made.keeper, proposed)
    assert "Nämnden beslutar måndag 23 november" in page
    assert "preliminär" not in page

    item = AgendaItem.objects.get(pk=item.pk)
    meetings.begin(made.board, item.meeting)
    close_item(item, by=made.board.secretary, outcome="as_proposed")
    item.refresh_from_db()
    assert f"§ {item.paragraph} är beslutad och väntar på justering" in shown(made.keeper, proposed)
    end_meeting(item.meeting, by=made.board.secretary)
    with time_machine.travel("2026-12-01 09:00 +0100"):
        meetings.approved(made.board, item.meeting)
        proposed.refresh_from_db()
        assert (proposed.state, proposed.decide_on) == (State.ADOPTED, date(2026, 11, 23))
        [task] = WorkItem.objects.filter(kind="publish_plan", done_at=None)
        assert task.due_on == date(2026, 12, 8)
        told = f"SSN 2026-11-23 § {item.paragraph} punkt 1"
        assert told in shown(made.keeper, proposed)
        revising_plans.publish(proposed, by=made.keeper)
        proposed.refresh_from_db()
        page = shown(made.keeper, proposed)
        assert told in page
        assert "preliminärt" not in page


def test_off_the_agenda_again_its_day_is_preliminary_as_before(made, proposed):
    item = listed(made, proposed)
    agenda.take_off_agenda(item, by=made.board.secretary)
    proposed.refresh_from_db()
    assert (proposed.preliminary, proposed.meeting, proposed.decide_on.year) == (True, None, 2027)


def adopted(made, proposed):
    """The proposal adopted by a § of today, approved."""
    item = listed(made, proposed, on=date(2026, 11, 23))
    meetings.begin(made.board, item.meeting)
    close_item(item, by=made.board.secretary, outcome="as_proposed")
    end_meeting(item.meeting, by=made.board.secretary)
    meetings.approved(made.board, item.meeting)
    proposed.refresh_from_db()
    return AgendaItem.objects.get(pk=item.pk)


def test_what_is_published_is_read_by_everybody_and_nothing_of_it_before(made, proposed):
    reader = factories.person("lasaren", ("representative", factories.unit("NU")))
    page, plan = (
        reverse("revision", args=[proposed.public_id]),
        reverse("plan", args=[made.plan.public_id]),
    )
    revisions = reverse("plan_revisions", args=[made.plan.public_id])
    anybody = as_user(reader)
    assert anybody.get(page).status_code == 404
    adopted(made, proposed)
    assert anybody.get(page).status_code == 404
    assert "Nytt i version 2" not in said(anybody.get(plan))
    revising_plans.publish(proposed, by=made.keeper)
    told = said(anybody.get(page))
    for words in ("Två ändringar i år.", "Tydligare så.", "punkt 1", "Planen är publicerad"):
        assert words in told
    for hidden in ("Har inte rapporterat", "Rapporter", proposed.case.number, "Utvärdera mål"):
        assert hidden not in told
    assert "Milstolpe 2 i nära vård" in told.partition("Inte rapporterade")[2]
    assert "Nytt i version 2" in said(anybody.get(plan))
    assert page in anybody.get(plan).content.decode()
    assert proposed.name in said(anybody.get(revisions))
    assert made.plan.revisions.exclude(pk=proposed.pk).get().name not in said(anybody.get(revisions))


def test_after_an_extra_revision_the_years_own_comes_next_and_what_changed_stands_first(made):
    planning.plan_revision(made.plan, 2027, by=made.keeper)
    extra = planning.plan_extra(made.plan, by=made.keeper, occasion="SSN § 4", decide_on=date(2027, 5, 20))
    found = revising_plans.open_reporting(revising_plans.begin(extra, by=made.keeper), by=made.keeper)
    revising_plans.close_reporting(found, by=made.keeper)
    revising_plans.skip_round(found, by=made.keeper, reason="Små ändringar.")
    Revision.objects.filter(pk=found.pk).update(state=State.ADOPTED)
    revising_plans.publish(found, by=made.keeper)
    page = shown(made.keeper, found)
    assert "Därefter: Revidering 2027" in page
    assert page.index("Skillnaden mot förra planen") < page.index("Rapporterade inte")


def test_after_publication_the_wheel_shows_how_it_went_and_the_paragraph(made, proposed):
    item = adopted(made, proposed)
    revising_plans.publish(proposed, by=made.keeper)
    proposed.refresh_from_db()
    url = reverse("plan_wheel", args=[made.plan.public_id])
    picture = as_user(made.keeper).get(f"{url}?ar=2026").context["picture"]
    assert picture.now == ()
    own = [entry for entry in picture.entries if entry.ring == "Revideringen"]
    assert {(entry.state, entry.ends) for entry in own} == {("done", date(2026, 11, 23))}
    [decision] = [entry for entry in own if entry.title.startswith("Beslutad")]
    assert decision.title == f"Beslutad: SSN 2026-11-23 § {item.paragraph} punkt 1"
    assert decision.href == reverse("paragraph", args=[item.public_id])


def test_a_bodys_decision_is_told_as_its_paragraph_and_not_as_its_last_approver(made, proposed):
    item = adopted(made, proposed)
    events = Event.objects.filter(kind__in=["revision.adopted", "plan.version_adopted"])
    assert {line.by for line in event_text.lines(events)} == {f"SSN 2026-11-23 § {item.paragraph}"}


def test_a_version_of_a_running_revision_is_adopted_by_no_words(made):
    found = compiled(made)
    with pytest.raises(DecidedByBody):
        adopting.register_adopted(found.draft, by=made.keeper, words="SSN § 1", valid_from=date(2026, 11, 23))
    page = said(as_user(made.keeper).get(reverse("edit_plan", args=[found.draft.public_id])))
    assert "Registrera som redan fastställd" not in page


def test_a_version_one_may_not_read_is_not_found_in_a_comparison_either(made):
    found = compiled(made)
    url = reverse("plan_difference", args=[made.plan.public_id]) + f"?till={found.draft.public_id}"
    reader = factories.person("lasaren", ("representative", factories.unit("NU")))
    assert as_user(reader).get(url).status_code == 404
    assert as_user(made.keeper).get(url).status_code == 200


def test_the_registered_text_names_the_unit_of_whoever_answers(made, proposed):
    made.head.title = "Förvaltningschef"
    made.head.save()
    revising_plans.take_back(proposed, by=made.keeper)
    revising_plans.propose(Revision.objects.get(pk=proposed.pk), by=made.keeper)
    proposed.refresh_from_db()
    told = proposed.draft.text.sections.get(heading__startswith="NV-1 ").text
    assert f"Ansvarig: Förvaltningschef, {made.place.name}" in told


def plan_by_hand(made, **typed):
    """The page's answer to planning a revision."""
    url = reverse("plan_revisions", args=[made.plan.public_id])
    return as_user(made.keeper).post(url, {"once_key": new_public_id()} | typed)


def test_days_that_have_passed_are_told_before_a_revision_is_planned(made):
    extra = {"do": "extra", "extra-occasion": "SSN § 4"}
    soon = said(plan_by_hand(made, **extra, **{"extra-decide_on": "2026-11-24"}))
    assert "Manusstoppet för beslut 24 november 2026 har passerat." in soon
    late = extra | {"extra-decide_on": "2027-01-14"}
    asked = said(plan_by_hand(made, **late))
    earliest = calendar.earliest(date(2026, 11, 23))
    assert f"Tidigast {date_format(earliest, 'j F Y')} hinns alla steg med." in asked
    assert "Planera ändå" in asked
    gone = said(plan_by_hand(made, do="year", **{"year-year": "2025"}))
    assert "har passerat" in gone
    assert not Revision.objects.exists()
    plan_by_hand(made, **late, **{"extra-hurried": "on"})
    assert Revision.objects.get().decide_on == date(2027, 1, 14)
    assert calendar.days(earliest).begins_on >= date(2026, 11, 23)


def test_what_an_owner_reads_once_the_reporting_is_closed_offers_nothing_to_save(made, proposed):
    page = said(as_user(made.head).get(reverse("my_reports", args=[proposed.public_id])))
    assert "Rapporteringen är stängd" in page
    for gone in ("Lämna senast", 'value="save"', "Rapport inte påbörjad"):
        assert gone not in page
    never = page.partition("NV-1 En vårdnivå")[2].partition("</section>")[0]
    assert ("Ingen rapport lämnades" in never, "Inte påbörjad" in never) == (True, False)


def test_the_published_difference_names_every_part_and_says_what_is_new_whole(made):
    found = compiled(made)
    area = made.milestone("NV-1", found.draft).area
    new = building.add(
        found.draft,
        "milestone",
        by=made.keeper,
        area=area,
        code="NV-9",
        title="Hemmet först",
        description="Vården kommer hem.",
        last_year=2028,
        owner=made.head,
        reason="Behövs.",
    )
    building.add(found.draft, "effect", by=made.keeper, milestone=new.part, text="Kortare väg till vård")
    revising_plans.skip_round(found, by=made.keeper, reason="Små ändringar.")
    revising_plans.propose(found, by=made.keeper)
    found.refresh_from_db()
    adopted(made, found)
    revising_plans.publish(found, by=made.keeper)
    page = shown(made.keeper, found)
    for told in ("Vården kommer hem.", "<b>År:</b> 2028", made.head.name, "Kortare väg till vård"):
        assert told in page
    assert "Ingen orsak är skriven." not in page


def test_whoever_keeps_a_plan_finds_its_revision_on_the_first_page(made, proposed):
    page = as_user(made.keeper).get(reverse("start")).content.decode()
    assert "Planer du reviderar" in page
    assert reverse("revision", args=[proposed.public_id]) in page
    assert "Planer du reviderar" not in as_user(made.head).get(reverse("start")).content.decode()
