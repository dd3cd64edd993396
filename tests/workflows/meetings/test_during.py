"""The secretary's pages while a meeting goes on: nothing typed is lost, nothing is closed that should not be."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.meetings import agenda, attending, minutes, points, texts
from cases.meetings.closing import close_item
from cases.models import (
    AgendaDocument,
    Delegation,
    Document,
    DocumentFile,
    DocumentVersion,
    Reservation,
    StoredFile,
)
from cases.official_decisions import decide_alone
from ledger.public_id import new_public_id
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    return meetings.board("SSN", seats=5)


@pytest.fixture
def client(board):
    client = Client()
    client.force_login(board.secretary)
    return client


def page(item):
    return reverse("agenda_item", args=[item.meeting.public_id, item.public_id])


def items(held):
    return list(held.items.order_by("position"))


def form_of(response):
    """What the browser would send from the item's form."""
    shown = response.context["page"]
    form = {"shape": shown.shape, "once_key": new_public_id(), "outcome": shown.outcome}
    form["seen"] = [row.mark for row in (*shown.points, *shown.texts.values())]
    for row in (*shown.points, *shown.texts.values()):
        form[row.name] = row.value
        form[f"{row.name}-version"] = row.edition
    return form


def send(client, item, do, **typed):
    form = form_of(client.get(page(item))) | typed | {"do": do}
    return client.post(page(item), form)


def test_an_unchanged_item_is_closed_with_one_press_and_leads_to_the_next(client, board):
    held = meetings.opened(board, "Första", "Andra")
    first, second = items(held)
    assert "Avsluta paragrafen och gå till ärende 2" in client.get(page(first)).content.decode()
    answer = send(client, first, "close")
    assert (answer.status_code, answer["Location"]) == (302, page(second))
    first.refresh_from_db()
    assert (first.outcome, first.paragraph) == ("as_proposed", 1)
    answer = send(client, second, "close")
    assert answer["Location"] == reverse("meeting_end", args=[held.public_id])


def test_a_changed_point_closes_as_changed_and_the_change_is_shown(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    point = item.points.get()
    answer = send(client, item, "save", **{f"point-{point.public_id}": "Nämnden avslår planen."})
    shown = client.get(answer["Location"]).context["page"]
    assert (shown.outcome, shown.changed) == ("changed", True)
    pieces = [(piece["kind"], piece["text"]) for piece in shown.points[0].pieces]
    assert ("new", "avslår") in [(kind, text.split()[0]) for kind, text in pieces if text.strip()]
    send(client, item, "close")
    item.refresh_from_db()
    assert (item.outcome, item.points.get().text) == ("changed", "Nämnden avslår planen.")


def test_as_proposed_is_refused_beside_the_outcome_when_a_point_is_changed_and_the_words_stay(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    point = item.points.get()
    name = f"point-{point.public_id}"
    answer = send(client, item, "close", outcome="as_proposed", **{name: "Nytt."}, procedure="Bifall.")
    assert answer.status_code == 200
    assert [one.field for one in answer.context["tried"].problems] == ["outcome"]
    item.refresh_from_db()
    assert not item.is_closed
    assert (item.points.get().text, texts.texts_of(item)["procedure"].text) == ("Nytt.", "Bifall.")


def test_points_are_added_struck_and_restored_and_the_chosen_outcome_is_kept(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    answer = send(client, item, "add_point", outcome="returned")
    added = item.points.get(added=True)
    assert answer["Location"] == f"{page(item)}?outcome=returned#point-{added.public_id}"
    first = item.points.get(added=False)
    send(client, item, f"strike {first.public_id}")
    first.refresh_from_db()
    assert first.struck
    send(client, item, f"restore {first.public_id}")
    send(client, item, f"strike {added.public_id}")
    first.refresh_from_db()
    assert (first.struck, item.points.count()) == (False, 1)


def test_an_item_is_returned_with_what_is_to_be_prepared_anew_and_its_author_reads_that(client, board):
    held = meetings.opened(board)
    (item,) = items(held)
    refused = send(client, item, "close", outcome="returned", procedure="Yrkandet ställs mot avslag.")
    said = refused.content.decode()
    assert "Skriv vad som ska beredas på nytt innan ärendet återremitteras." in said
    assert "Yrkandet ställs mot avslag." in said
    item.refresh_from_db()
    assert not item.is_closed
    send(client, item, "close", outcome="returned", **{"return": "Kostnaden ska redovisas."})
    item.refresh_from_db()
    assert item.outcome == "returned"
    for name, *of in (("agenda_item", held, item), ("meeting_minutes", held)):
        told = client.get(reverse(name, args=[one.public_id for one in of])).content.decode()
        assert "Kostnaden ska redovisas." in told
    author = Client()
    author.force_login(board.officer)
    told = author.get(reverse("item", args=[item.continued_by.public_id])).content.decode()
    assert "Återremitterat: det här ska beredas på nytt" in told
    assert "Kostnaden ska redovisas." in told


def test_why_an_item_was_to_be_returned_is_not_told_of_one_that_was_decided(client, board):
    held = meetings.opened(board)
    (item,) = items(held)
    send(client, item, "close", **{"return": "Kostnaden ska redovisas."})
    assert minutes.content(held)["items"][0]["texts"] == {}


def test_a_refused_time_of_arrival_stands_in_its_box(client, board):
    held = meetings.opened(board, absent=1)
    last = board.ordinary[-1]
    here = reverse("meeting_attendance", args=[held.public_id])
    was = [member.public_id for member in board.ordinary[:-1]]
    typed = {"do": "move", "was": was, "present": [*was, last.public_id], f"at-{last.public_id}": "25:10"}
    page = client.post(here, typed).content.decode()
    assert "Skriv tiden så här: 09:30." in page
    box = page[page.index(f'name="at-{last.public_id}"') :][:120]
    assert 'value="25:10"' in box


def test_a_double_click_closes_once_and_lands_on_the_next_item(client, board):
    held = meetings.opened(board, "Första", "Andra")
    first, second = items(held)
    form = form_of(client.get(page(first))) | {"do": "close", "procedure": "Bifall."}
    answers = [client.post(page(first), form)["Location"] for _click in range(2)]
    assert answers == [page(second)] * 2
    assert [item.paragraph for item in items(held)] == [1, None]


def test_a_colleagues_newer_text_is_shown_beside_ones_own_and_nothing_is_closed(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    form = form_of(client.get(page(item))) | {"do": "close", "procedure": "Min text."}
    texts.save_text(item, "procedure", by=board.secretary, text="Kollegans text.", edition=0)
    answer = client.post(page(item), form)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Min text." in body
    assert "Kollegans text." in body
    again = form_of(answer) | {"do": "save"}
    client.post(page(item), again)
    assert texts.texts_of(item)["procedure"].text == "Min text."


def test_a_text_left_alone_never_overwrites_a_colleagues_and_is_read_before_closing(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    opened = form_of(client.get(page(item)))
    texts.save_text(item, "procedure", by=board.secretary, text="Kollegans text.", edition=0)
    assert client.post(page(item), opened | {"do": "save", "proposals": "Ett yrkande."}).status_code == 302
    assert texts.texts_of(item)["procedure"].text == "Kollegans text."
    answer = client.post(page(item), opened | {"do": "close", "once_key": "annan"})
    assert answer.status_code == 409
    item.refresh_from_db()
    assert not item.is_closed


def test_a_point_that_a_colleague_added_is_read_before_the_item_is_closed(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    form = form_of(client.get(page(item))) | {"do": "close"}
    points.add_point(item, by=board.secretary, text="En till.")
    answer = client.post(page(item), form)
    assert answer.status_code == 409
    assert "En till." in answer.content.decode()


def test_words_typed_in_an_item_that_a_colleague_has_closed_can_be_taken_along(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    form = form_of(client.get(page(item))) | {"do": "close", "procedure": "Mina ord.", "reserve-text": "Nej."}
    close_item(item, by=board.secretary, outcome="as_proposed")
    answer = client.post(page(item), form)
    assert answer.status_code == 409
    assert "Mina ord." in answer.content.decode()


def test_jav_is_noted_counts_the_quorum_anew_and_blocks_the_item_with_the_reason(client, board):
    held = meetings.opened(board, absent=2)
    item = held.items.get()
    member = board.ordinary[2]
    send(client, item, "save", aside=member.public_id, **{"aside-reason": "Anhörig"})
    shown = client.get(page(item))
    assert shown.context["page"].blocked
    body = shown.content.decode()
    assert "Nämnden är inte beslutför" in body
    assert "2 av 5 tjänstgör, 3 behövs." in body
    answer = send(client, item, "close", outcome="as_proposed")
    assert [one.field for one in answer.context["tried"].problems] == ["outcome"]
    send(client, item, f"back {member.public_id}")
    send(client, item, "close")
    item.refresh_from_db()
    assert item.outcome == "as_proposed"


def test_a_reservation_is_noted_by_any_button_and_one_without_a_name_is_shown_again(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    answer = send(client, item, "close", **{"reserve-text": "För tidigt."})
    assert [one.field for one in answer.context["tried"].problems] == ["reserve"]
    assert "För tidigt." in answer.content.decode()
    who = [member.public_id for member in board.ordinary[1:3]]
    send(client, item, "close", reserve=who, **{"reserve-text": "För tidigt.", "reserve-kind": "reservation"})
    found = Reservation.objects.filter(item=item).values_list("member__name", "text")
    assert list(found) == [("Ledamot 2", "För tidigt."), ("Ledamot 3", "För tidigt.")]
    item.refresh_from_db()
    assert item.is_closed


def test_an_officials_dissent_stands_on_the_page_and_can_be_taken_away(client, board):
    item = meetings.opened(board).items.get()
    send(
        client,
        item,
        "save",
        **{"reserve-kind": "dissent", "reserve-name": "Avdelningschefen", "reserve-text": "Nej."},
    )
    shown = client.get(page(item)).content.decode()
    assert "yttrandet av Avdelningschefen" in shown
    send(client, item, f"drop {item.reservations.get().public_id}")
    assert not item.reservations.exists()


def test_a_vote_by_name_is_entered_and_a_missing_one_is_named(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    address = reverse("item_vote", args=[held.public_id, item.public_id])
    assert send(client, item, "vote")["Location"] == address
    form = {"yes_means": "Bifall", "no_means": "Avslag", "do": "save", "once_key": "a"}
    form |= {f"vote-{member.public_id}": "yes" for member in board.ordinary[:4]}
    answer = client.post(address, form)
    assert "Det saknas Ledamot 5." in answer.content.decode()
    assert answer.context["page"].sums == {"yes": 4, "no": 0, "abstain": 0}
    last = board.ordinary[4].public_id
    answer = client.post(address, form | {f"vote-{last}": "no"})
    assert answer["Location"] == f"{page(item)}#votes"
    ballot = item.ballots.get()
    assert (ballot.yes, ballot.no) == (4, 1)
    assert "Ja vinner." in client.get(page(item)).content.decode()


def test_a_votes_time_is_what_the_clock_on_the_wall_shows(client):
    with time_machine.travel("2026-11-23 15:08 +0100", tick=False):
        board = meetings.board("HSN", seats=5)
        client.force_login(board.secretary)
        held = meetings.opened(board)
        item = held.items.get()
        form = {"yes_means": "Bifall", "no_means": "Avslag", "do": "save", "once_key": "a"}
        form |= {f"vote-{member.public_id}": "yes" for member in board.ordinary}
        client.post(reverse("item_vote", args=[held.public_id, item.public_id]), form)
        assert "Omröstning 1, kl. 15.08" in client.get(page(item)).content.decode()


def test_a_version_that_has_a_newer_one_is_confirmed_by_a_tick(client, board):
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held)
    version, newer = two_versions(board, item.case)
    points.change_point(item.points.get(), by=board.officer, kind="adopt", versions=[version])
    meetings.begin(board, held)
    freeze(newer, board)
    answer = send(client, item, "close")
    assert [one.field for one in answer.context["tried"].problems] == ["confirmed"]
    send(client, item, "close", confirmed=[version.content_hash])
    item.refresh_from_db()
    assert item.is_closed


def two_versions(board, case):
    document = Document.objects.create(
        case=case, kind="draft", title="Planen", direction="internal", drawn_up_at=clock.now()
    )
    made = [DocumentVersion.objects.create(document=document, number=number) for number in (1, 2)]
    freeze(made[0], board)
    return made


def freeze(version, board):
    version.frozen_at, version.frozen_by = clock.now(), board.secretary
    version.content_hash = f"{version.number:064x}"
    version.save()


def test_autosave_answers_with_the_edition_and_with_both_texts(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    address = reverse("item_text_autosave", args=[held.public_id, item.public_id, "procedure"])
    first = client.post(address, {"value": "Bifall.", "version": "0"}).json()
    assert first["version"] == 1
    late = client.post(address, {"value": "Avslag.", "version": "0"})
    assert (late.status_code, late.json()["theirs"], late.json()["version"]) == (409, "Bifall.", 1)
    point = item.points.get()
    address = reverse("point_autosave", args=[held.public_id, item.public_id, point.public_id])
    assert client.post(address, {"value": "Nytt.", "version": "0"}).json()["version"] == 1
    assert client.post(address, {"value": "Nytt.", "version": "x"}).status_code == 400
    close_item(item, by=board.secretary, outcome="changed")
    assert client.post(address, {"value": "Sent.", "version": "1"}).status_code == 400


def test_a_closed_item_is_read_in_place_and_opened_again_with_a_reason(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    send(client, item, "close", procedure="Bifall.")
    body = client.get(page(item)).content.decode()
    assert "§ 1" in body
    assert "Bifall." in body
    assert 'name="do" value="close"' not in body
    address = reverse("item_reopen", args=[held.public_id, item.public_id])
    assert "Skriv en motivering." in client.post(address, {"reason": " "}).content.decode()
    assert client.post(address, {"reason": "Fel lydelse."})["Location"] == page(item)
    send(client, item, "close")
    item.refresh_from_db()
    assert (item.paragraph, item.reopen_reason) == (1, "Fel lydelse.")


def test_the_meeting_opens_with_a_roll_call(client, board):
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held)
    address = reverse("meeting_during", args=[held.public_id])
    shown = client.get(address).context["page"]
    assert shown.chair == board.chair.public_id
    everybody = client.post(address, {"do": "all", "chair": shown.chair}).context["page"]
    assert len(everybody.ticked) == 5
    form = {"do": "open", "chair": shown.chair, "present": [one.public_id for one in board.ordinary[1:3]]}
    assert client.post(address, form)["Location"] == page(item)
    here = held.attendance.values_list("member__name", flat=True)
    assert sorted(here) == ["Ledamot 1", "Ledamot 2", "Ledamot 3"]
    assert client.get(address)["Location"] == page(item)


def test_a_meeting_is_not_opened_before_its_day(client, board):
    held = meetings.meeting(board)
    meetings.listed(board, held)
    body = client.get(reverse("meeting_during", args=[held.public_id])).content.decode()
    assert "Sammanträdet har inte börjat" in body
    assert 'value="open"' not in body


def test_the_end_names_what_is_left_and_can_be_taken_back(client, board):
    held = meetings.opened(board, "Första", "Andra")
    first, second = items(held)
    address = reverse("meeting_end", args=[held.public_id])
    send(client, first, "close")
    refused = client.post(address, {"do": "end"}).content.decode()
    assert "Det finns ärenden kvar: ”Andra”" in refused
    send(client, second, "close", outcome="postponed")
    assert client.post(address, {"do": "end"})["Location"] == address
    held.refresh_from_db()
    assert held.state == "ended"
    assert "Skriv en motivering." in client.post(address, {"do": "continue"}).content.decode()
    client.post(address, {"do": "continue", "reason": "Ett ärende glömdes."})
    held.refresh_from_db()
    assert held.state == "open"


def attend(client, held, **typed):
    address = reverse("meeting_attendance", args=[held.public_id])
    shown = client.get(address).context["page"]
    form = {"do": "move", "was": shown.was, "present": shown.was, "once_key": new_public_id()}
    return client.post(address, form | typed)


def test_people_come_and_go_with_times_and_substitutes_serve_for_somebody(client, board):
    with time_machine.travel("2026-11-23 09:30 +0100"):
        held = meetings.opened(board, on=clock.today(), absent=1)
    with time_machine.travel("2026-11-23 11:00 +0100"):
        client.force_login(board.secretary)
        away, substitute = board.ordinary[4], board.members[5]
        here = [one.public_id for one in board.ordinary[:3]]
        answer = attend(
            client,
            held,
            present=[*here, substitute.public_id],
            guest="Enhetschef 1",
            **{
                f"at-{substitute.public_id}": "10:15",
                f"serves-{substitute.public_id}": away.public_id,
                f"at-{board.ordinary[3].public_id}": "10.45",
                "guest-title": "enhetschef",
            },
        )
        assert answer.status_code == 302
        rows = client.get(answer["Location"]).context["page"]
        told = [row for row in rows.substitutes if row["present"]]
        assert [(row["stays"], row["serves_word"]) for row in told] == [
            ([{"arrived": "10.15", "left": ""}], "Ledamot 5")
        ]
        assert rows.ordinary[3]["stays"] == [{"arrived": "09.30", "left": "10.45"}]
        assert [row["name"] for row in rows.guests] == ["Enhetschef 1"]
        late = attend(client, held, present=[], **{f"at-{here[0]}": "23:00"})
        assert "Tiden har inte varit ännu." in late.content.decode()
        assert attending.present(held).count() == 5


def test_a_page_left_open_moves_nobody_it_did_not_show(client, board):
    held = meetings.opened(board, absent=1)
    address = reverse("meeting_attendance", args=[held.public_id])
    was = client.get(address).context["page"].was
    attending.arrive(held, board.ordinary[4], by=board.secretary)
    client.post(address, {"do": "move", "was": was, "present": was})
    assert attending.present(held).count() == 5


def test_times_are_corrected_and_a_stay_that_never_was_is_taken_away(client, board):
    with time_machine.travel("2026-11-23 09:30 +0100"):
        held = meetings.opened(board, on=clock.today())
    with time_machine.travel("2026-11-23 12:00 +0100"):
        client.force_login(board.secretary)
        first, second = held.attendance.order_by("pk")[:2]
        form = {"do": "correct", f"arrived-{first.pk}": "09:10", f"left-{first.pk}": ""}
        form |= {f"arrived-{second.pk}": "", f"left-{second.pk}": ""}
        address = reverse("meeting_attendance", args=[held.public_id])
        assert client.post(address, form).status_code == 302
        first.refresh_from_db()
        assert f"{clock.local(first.arrived_at):%H:%M}" == "09:10"
        assert not held.attendance.filter(pk=second.pk).exists()


def test_an_extra_item_is_taken_up_or_written_there_and_then(client, board):
    held = meetings.opened(board)
    waiting = meetings.announced(board, title="Brådskande")
    address = reverse("meeting_extra", args=[held.public_id])
    assert "Skriv vad ärendet heter." in client.post(address, {"kind": "formal"}).content.decode()
    client.post(address, {"item": waiting.public_id})
    client.post(address, {"title": "Nyval av justerare", "kind": "formal"})
    found = held.items.order_by("position").values_list("title", "extra")
    assert list(found)[1:] == [("Brådskande", True), ("Nyval av justerare", True)]


def test_a_group_endorses_in_principle_only_with_a_condition_and_keeps_its_wishes(board):
    group = meetings.group()
    client = Client()
    client.force_login(group.secretary)
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(held, by=group.secretary, title="Principerna", kind="endorsement")
    points.add_point(item, by=group.secretary, text="Gruppen ställer sig bakom principerna.")
    meetings.begin(group, held)
    shown = client.get(page(item))
    assert "§" not in shown.content.decode()
    assert "beslutför" not in shown.content.decode()
    answer = send(client, item, "close", outcome="in_principle")
    assert [one.field for one in answer.context["tried"].problems] == ["condition"]
    send(client, item, "close", outcome="in_principle", condition="Princip 2 förtydligas.")
    closed = "Ärende 1 är avslutat: ställer sig bakom i princip, men …"
    assert closed in client.get(reverse("meeting_end", args=[held.public_id])).content.decode()
    item.refresh_from_db()
    assert (item.outcome, item.paragraph) == ("in_principle", None)
    end = reverse("meeting_end", args=[held.public_id])
    mark = client.get(end).context["wishes_mark"]
    client.post(end, {"do": "save", "wishes": "Lokalfrågan", "wishes-seen": mark})
    late = client.post(end, {"do": "save", "wishes": "Något annat", "wishes-seen": mark})
    assert "Lokalfrågan" in late.content.decode()
    held.refresh_from_db()
    assert held.wishes == "Lokalfrågan"


def test_an_election_that_names_nobody_is_closed_only_when_it_is_said_that_nobody_was_elected(client, board):
    held = meetings.meeting(board, on=clock.today())
    item = agenda.add_item(held, by=board.secretary, title="Val av justerare", kind="formal")
    held = meetings.begin(board, held)
    asked = send(client, item, "close").content.decode()
    assert "Det står inte vem som valdes." in asked
    assert 'href="#nobody"' in asked
    item.refresh_from_db()
    assert not item.is_closed
    send(client, item, "close", nobody="1")
    item.refresh_from_db()
    assert (item.paragraph, item.outcome) == (1, "as_proposed")


@pytest.mark.parametrize("said", ["point", "note", "postponed"])
def test_an_election_that_says_whom_or_is_put_off_is_closed_at_once(client, board, said):
    held = meetings.meeting(board, on=clock.today())
    item = agenda.add_item(held, by=board.secretary, title="Val av justerare", kind="formal")
    if said == "point":
        points.add_point(item, by=board.secretary, text="Ledamot 2 utses att justera.")
        meetings.ask_anew(board, item)
    if said == "note":
        texts.save_text(item, "note", by=board.secretary, text="Ledamot 2 justerar.", edition=0)
    meetings.begin(board, held)
    send(client, item, "close", **({"outcome": "postponed"} if said == "postponed" else {}))
    item.refresh_from_db()
    assert item.is_closed


def test_the_delegation_report_lists_what_will_be_reported_and_then_what_was(client, board):
    held = meetings.meeting(board, on=clock.today())
    item = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    rule = Delegation.objects.create(body=board.body, code="3.2", subject="Yttranden", delegate="Direktören")
    facts = {"kind": "delegated", "title": "Yttrande över remiss", "points": [{"text": "Yttrandet antas."}]}
    empty = client.get(reverse("meeting_item", args=[held.public_id, item.public_id])).content.decode()
    assert "Inga delegationsbeslut väntar på att anmälas." in empty
    decide_alone(meetings.case(board), by=board.officer, delegation=rule, **facts)
    before = client.get(reverse("meeting_item", args=[held.public_id, item.public_id])).content.decode()
    assert "Yttrande över remiss" in before
    assert "Listan läggs på raden av sig själv när kallelsen skickas" in before
    assert "1 beslut att anmäla" in client.get(reverse("meeting", args=[held.public_id])).content.decode()
    meetings.begin(board, held)
    assert "Yttrande över remiss" in client.get(page(item)).content.decode()
    send(client, item, "close")
    item.refresh_from_db()
    assert (item.outcome, item.reported_decisions.count()) == ("noted", 1)
    assert "Yttrande över remiss" in client.get(page(item)).content.decode()


def test_linking_a_point_saves_first_and_leads_to_what_it_does(client, board):
    held = meetings.opened(board)
    item = held.items.get()
    point = item.points.get()
    answer = send(client, item, f"link {point.public_id}", procedure="Bifall.")
    assert answer["Location"] == reverse("point", args=[point.public_id])
    assert texts.texts_of(item)["procedure"].text == "Bifall."


def test_a_reservation_may_come_after_the_item_is_closed_but_only_from_who_decided(client, board):
    held = meetings.opened(board, absent=1)
    item = held.items.get()
    send(client, item, "close")
    form = {"do": "save", "reserve": board.ordinary[1].public_id, "reserve-kind": "reservation"}
    client.post(page(item), form | {"once_key": "a"})
    assert item.reservations.get().member == board.ordinary[1]
    attending.arrive(held, board.ordinary[4], by=board.secretary)
    late = client.post(page(item), form | {"reserve": board.ordinary[4].public_id, "once_key": "b"})
    assert "Ledamot 5 tjänstgör inte i ärendet." in late.content.decode()


@pytest.mark.parametrize("name", ["agenda_item", "item_vote", "item_election", "item_reopen"])
def test_a_member_has_no_way_into_the_secretarys_pages(board, name):
    held = meetings.opened(board)
    client = Client()
    client.force_login(board.chair.user)
    assert client.get(reverse(name, args=[held.public_id, held.items.get().public_id])).status_code == 404


def test_an_items_page_costs_the_same_at_any_length(client, board):
    held = meetings.opened(board, *[f"Ärende {number}" for number in range(6)])
    item = items(held)[0]
    costs = [queries_of(client, item)]
    for size, papers in ((20, 3), (60, 300)):
        for number in range(held.items.count(), size):
            agenda.add_item(held, by=board.secretary, title=f"Ärende {number}")
        lay_papers(board, item, papers)
        costs.append(queries_of(client, item))
    assert costs == [costs[0]] * 3
    assert costs[0] <= 30


def queries_of(client, item):
    client.get(page(item))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page(item)).status_code == 200
    return len(seen)


def lay_papers(board, item, count):
    stored, _made = StoredFile.objects.get_or_create(
        sha256="a" * 64, defaults={"size": 1, "media_type": "application/pdf", "stored_at": clock.now()}
    )
    document = Document.objects.create(
        case=item.case, kind="draft", title="Underlag", direction="internal", drawn_up_at=clock.now()
    )
    have = item.papers.count()
    files = DocumentFile.objects.bulk_create(
        DocumentFile(document=document, file=stored, name=f"{n}.pdf") for n in range(have, count)
    )
    AgendaDocument.objects.bulk_create(
        AgendaDocument(item=item, file=file, title=file.name, position=place)
        for place, file in enumerate(files, start=have)
    )
