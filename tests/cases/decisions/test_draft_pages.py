"""An officer's way to a meeting in pages: begin, write, tie the points, refer, send on, take back, try again."""

from datetime import date

import pytest
from django.urls import reverse

from cases.meetings import agenda, points, preparing, references
from cases.meetings.closing import close_item
from cases.meetings.texts import texts_of
from cases.models import AgendaItem, Point, Reference, WorkItem
from organisation import roles
from tests import factories, meetings
from tests.clients import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def board():
    return meetings.board("SSN", seats=5)


@pytest.fixture
def officer(board):
    return client_of(board.officer)


def at(name, *things):
    return reverse(name, args=[thing.public_id for thing in things])


def begun(board, **facts):
    return preparing.draft_item(
        meetings.case(board), board.body, by=board.officer, title="Handlingsplan", **facts
    )


def draft(item, **typed):
    """What the browser sends from the draft's form."""
    rows = {f"point-{row.public_id}": row.text for row in item.points.all()}
    editions = {f"point-{row.public_id}-version": row.edition for row in item.points.all()}
    facts = {"title": item.title, "purpose": "decide", "presenter": item.presenter}
    summary = texts_of(item)["background"]
    stored = {"background": summary.text, "background-version": summary.edition}
    return rows | editions | facts | stored | typed


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_an_officer_begins_an_item_for_a_body_and_lands_on_the_draft(board, officer):
    case = meetings.case(board)
    assert "Börja skriva" in text(officer.get(at("item_new", case)))
    sent = {"body": board.unit.public_id, "purpose": "decide", "title": "Plan", "presenter": "Direktören"}
    answer = officer.post(at("item_new", case), sent)
    item = AgendaItem.objects.get()
    assert answer["Location"] == at("item", item)
    assert (item.kind, item.title, item.presenter, item.state) == (
        "decision",
        "Plan",
        "Direktören",
        "drafted",
    )
    assert "Tjänsteutlåtande" in text(officer.get(at("item", item)))


def test_a_group_is_asked_for_a_position_where_a_board_is_asked_to_decide(board, officer):
    group = meetings.group()
    case = meetings.case(board)
    officer.post(at("item_new", case), {"body": group.unit.public_id, "purpose": "decide", "title": "Plan"})
    assert AgendaItem.objects.get().kind == "endorsement"


def test_a_closed_round_brings_its_proposal_as_a_point_that_adopts_it():
    region = factories.world()
    board = meetings.board("SSN", parent=region.region)
    closed = factories.closed_round(region)
    owner = client_of(region.owner)
    assert "Ta med förslaget från remissrundan" in text(owner.get(at("item_new", closed.case)))
    sent = {"body": board.unit.public_id, "purpose": "decide", "title": "Plan", "take_proposal": "on"}
    owner.post(at("item_new", closed.case), sent)
    item = AgendaItem.objects.get()
    point = item.points.get()
    assert (item.round, point.kind, point.text) == (closed, "adopt", "SSN fastställer Styrande principer.")
    assert [row.version for row in point.adoptions.all()] == [closed.revised_version]


def test_every_button_saves_the_texts_and_then_does_what_it_says(board, officer):
    item = begun(board)
    officer.post(at("item", item), draft(item, do="add_point", background="Bakgrunden.", title="Ny rubrik"))
    item.refresh_from_db()
    point = item.points.get()
    assert (item.title, item.texts.get().text, point.text) == ("Ny rubrik", "Bakgrunden.", "")
    officer.post(
        at("item", item), draft(item, do="add_point") | {f"point-{point.public_id}": "Nämnden godkänner."}
    )
    first, second = item.points.all()
    assert (first.text, first.proposed, second.number) == ("Nämnden godkänner.", "Nämnden godkänner.", 2)
    officer.post(at("item", item), draft(item, do=f"up {second.public_id}"))
    assert [row.pk for row in item.points.all()] == [second.pk, first.pk]
    officer.post(at("item", item), draft(item, do=f"remove {second.public_id}"))
    assert [(row.pk, row.number) for row in item.points.all()] == [(first.pk, 1)]


def test_points_pasted_from_word_become_points_and_too_many_stay_in_the_box(board, officer):
    item = begun(board)
    pasted = "Nämnden beslutar\n1. Att godkänna planen.\n2. Att ge direktören i uppdrag att återkomma."
    officer.post(at("item", item), draft(item, do="paste", pasted=pasted))
    assert [row.text for row in item.points.all()] == [
        "Att godkänna planen.",
        "Att ge direktören i uppdrag att återkomma.",
    ]
    many = "\n".join(f"{number}. Punkt" for number in range(1, 202))
    page = text(officer.post(at("item", item), draft(item, do="paste", pasted=many)))
    assert "högst 200" in page
    assert "201. Punkt" in page


def test_texts_save_themselves_and_a_newer_one_is_answered_not_replaced(board, officer):
    item = begun(board)
    point = points.add_point(item, by=board.officer, text="Första.")
    address = at("draft_point_autosave", item, point)
    assert officer.post(address, {"value": "Andra.", "version": "0"}).json()["version"] == 1
    answer = officer.post(address, {"value": "Tredje.", "version": "0"})
    assert (answer.status_code, answer.json()["theirs"]) == (409, "Andra.")
    text_address = reverse("draft_text_autosave", args=[item.public_id, "background"])
    assert officer.post(text_address, {"value": "Bakgrund.", "version": "0"}).status_code == 200
    assert officer.get(text_address)["Location"] == at("item", item)
    preparing.announce(item, by=board.officer)
    assert officer.post(address, {"value": "För sent.", "version": "1"}).status_code == 400


def test_an_empty_title_is_said_at_its_field_and_nothing_typed_is_lost(board, officer):
    item = begun(board)
    page = text(officer.post(at("item", item), draft(item, do="announce", title="", background="Kvar.")))
    assert "Skriv en rubrik" in page
    assert item.texts.get().text == "Kvar."


def test_an_item_without_points_is_not_announced(board, officer):
    item = begun(board)
    assert "Skriv minst en beslutspunkt" in text(officer.post(at("item", item), draft(item, do="announce")))
    item.refresh_from_db()
    assert item.state == "drafted"


def test_a_manager_reviews_and_sends_back_with_a_reason_that_is_shown(board, officer):
    chief = factories.person("chef", ("manager", board.unit))
    item = begun(board)
    points.add_point(item, by=board.officer, text="Nämnden godkänner.")
    manager = client_of(chief)
    assert manager.get(at("item", item)).status_code == 404  # a draft is nobody else's
    assert "Välj vem som ska granska" in text(officer.post(at("item", item), draft(item, do="review")))
    officer.post(at("item", item), draft(item, do="review", reviewer=chief.public_id))
    assert WorkItem.objects.get(kind="review", done_at=None).user == chief
    assert "hos Chef" in text(officer.get(at("item", item)))
    assert officer.post(at("item", item), draft(item, do="save")).status_code == 409
    page = text(manager.get(at("item", item)))
    assert "Godkänn och anmäl" in page
    assert "Skriv en motivering" in text(manager.post(at("item", item), {"do": "send_back", "reason": " "}))
    answer = manager.post(at("item", item), {"do": "send_back", "reason": "Beskriv kostnaden."})
    assert answer["Location"] == reverse("start")
    page = text(officer.get(at("item", item)))
    assert "Chef skickade tillbaka ärendet" in page
    assert "Beskriv kostnaden." in page
    officer.post(at("item", item), draft(item, do="review", reviewer=chief.public_id))
    manager.post(at("item", item), {"do": "approve"})
    item.refresh_from_db()
    assert (item.state, item.reviewed_by) == ("announced", chief)


def test_nobody_but_a_manager_reviews_and_nobody_but_the_secretary_lists(board, officer):
    chief = factories.person("chef", ("manager", board.unit))
    item = begun(board)
    points.add_point(item, by=board.officer, text="Nämnden godkänner.")
    preparing.send_for_review(item, chief, by=board.officer)
    held = meetings.meeting(board)
    for do in ("approve", "send_back", "put_on_agenda"):
        sent = {"do": do, "reason": "Nej.", "meeting": held.public_id}
        assert officer.post(at("item", item), sent).status_code == 404
        assert client_of(board.secretary).post(at("item", item), sent).status_code == 404


def test_the_secretary_meets_the_task_here_and_puts_the_item_on_a_coming_agenda(board, officer):
    item = meetings.announced(board)
    held = meetings.meeting(board)
    secretary = client_of(board.secretary)
    assert "Sätt upp ärendet" in text(secretary.get(at("item", item)))
    answer = secretary.post(at("item", item), {"do": "put_on_agenda", "meeting": held.public_id})
    assert answer["Location"] == at("meeting", held)
    item.refresh_from_db()
    assert (item.meeting, item.state) == (held, "listed")
    assert at("meeting", held) in text(officer.get(at("item", item)))


def test_the_secretary_sends_an_item_back_and_its_author_gets_the_task(board, officer):
    item = meetings.announced(board)
    client_of(board.secretary).post(at("item", item), {"do": "send_back", "reason": "Saknar bilaga."})
    assert WorkItem.objects.get(kind="rework", done_at=None).user == board.officer
    assert "Saknar bilaga." in text(officer.get(at("item", item)))


def test_what_was_postponed_shows_when_it_was_up_and_where_it_went(board, officer):
    held = meetings.opened(board)
    close_item(held.items.get(), by=board.secretary, outcome="postponed")
    old = held.items.get()
    new = AgendaItem.objects.get(continues=old)
    page = text(officer.get(at("item", new)))
    assert "Bordlagt" in page
    assert at("paragraph", old) in page
    assert at("item", new) in text(officer.get(at("item", old)))


def test_a_reference_is_searched_chosen_and_taken_away_again(board, officer):
    earlier = references.register_earlier(
        board.unit, by=board.secretary, on=date(2023, 5, 17), paragraph=61, points=[{"number": 7, "text": ""}]
    )
    item = begun(board)
    answer = officer.post(at("item", item), draft(item, do="search", q="SSN 2023-05-17 § 61 p. 7"))
    page = text(officer.get(answer["Location"]))
    point = earlier.points.get()
    assert f'value="point:{point.public_id}"' in page
    page = text(officer.post(at("item", item), draft(item, do="refer", to=f"point:{point.public_id}")))
    assert "skriv hur det hör ihop" in page
    sent = draft(item, do="refer", to=f"point:{point.public_id}", relation="följer av uppdrag")
    officer.post(at("item", item), sent)
    row = Reference.objects.get()
    assert (row.item, row.to_earlier, row.to_point, row.relation) == (
        item,
        earlier,
        point,
        "följer av uppdrag",
    )
    assert "SSN 2023-05-17 § 61 punkt 7" in text(officer.get(at("item", item)))
    officer.post(at("item", item), draft(item, do=f"unrefer {row.pk}"))
    assert not Reference.objects.exists()


def test_a_missing_paragraph_says_so_and_leads_the_secretary_to_register_it(board, officer):
    sought = reverse("decision_search")
    page = text(officer.get(sought, {"q": "SSN § 99"}))
    assert "Det finns ingen SSN § 99" in page
    assert "Sekreteraren i den nämnd som beslutade kan registrera det." in page
    page = text(client_of(board.secretary).get(sought, {"q": "SSN § 99"}, headers={"HX-Request": "true"}))
    assert at("earlier_decision_new", board.unit) in page
    assert "<html" not in page


def test_what_one_may_not_read_is_found_by_no_search(board):
    stranger = client_of(factories.person("stranger"))
    held = meetings.opened(board, "Hemlig upphandling")
    close_item(held.items.get(), by=board.secretary, outcome="as_proposed")
    sought = reverse("decision_search")
    assert "SSN 2026-11-23 § 1" not in text(stranger.get(sought, {"q": "upphandling"}))
    assert "SSN 2026-11-23 § 1" in text(client_of(board.officer).get(sought, {"q": "upphandling"}))


def test_a_point_gives_an_assignment_with_the_day_its_words_mean(board, officer):
    unit = factories.unit("SkaS")
    item = begun(board)
    point = points.add_point(item, by=board.officer, text="SkaS får i uppdrag att återkomma.")
    page = text(officer.get(at("point", point)))
    assert "Vad gör punkt 1?" in page
    sent = {"kind": "assign", "to": "skas", "due_words": "senast november 2027", "yearly": "on"}
    answer = officer.post(at("point", point), sent)
    assert answer["Location"] == f"{at('item', item)}#p-{point.public_id}"
    point.refresh_from_db()
    assert (point.kind, point.to_unit, point.to_words, point.what, point.due_on, point.yearly) == (
        "assign",
        unit,
        "",
        "SkaS får i uppdrag att återkomma.",
        date(2027, 11, 30),
        True,
    )
    points.save_text(point, by=board.officer, text="SkaS återkommer.", edition=0)
    point.refresh_from_db()
    assert point.what == "SkaS återkommer."  # what is ordered follows the point's own words
    officer.post(at("point", point), {"kind": "assign", "to": "berörda förvaltningar"})
    point.refresh_from_db()
    assert (point.to_unit, point.to_words, point.due_on) == (None, "berörda förvaltningar", None)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "assign"}, "Skriv vem som får uppdraget."),
        ({"kind": "adopt"}, "Välj vilken handling som fastställs."),
        ({"kind": "fulfil"}, "Välj vilket uppdrag som är fullgjort."),
        ({"kind": "fulfil", "wanted": "SSN § 99"}, "Det finns ingen SSN § 99."),
    ],
)
def test_a_point_says_what_its_kind_lacks(board, officer, sent, said):
    point = points.add_point(begun(board), by=board.officer, text="En punkt.")
    assert said in text(officer.post(at("point", point), sent))
    point.refresh_from_db()
    assert point.kind == "note"


def test_an_open_assignment_is_found_among_the_bodys_own_and_declared_fulfilled(board, officer):
    earlier = references.register_earlier(
        board.unit,
        by=board.secretary,
        on=date(2023, 5, 17),
        paragraph=61,
        points=[{"number": 7, "text": "", "kind": "assign"}],
    )
    ordered = earlier.points.get()
    point = points.add_point(begun(board), by=board.officer, text="Uppdraget är fullgjort.")
    page = text(officer.post(at("point", point), {"kind": "fulfil", "wanted": "61", "do": "search"}))
    assert ordered.public_id in page
    officer.post(at("point", point), {"kind": "fulfil", "wanted": "SSN 2023-05-17 § 61 p. 7"})
    point.refresh_from_db()
    assert (point.kind, point.fulfils) == ("fulfil", ordered)


def test_a_point_is_the_officers_while_drafted_and_then_the_secretarys(board, officer):
    item = begun(board)
    point = points.add_point(item, by=board.officer, text="En punkt.")
    secretary = client_of(board.secretary)
    assert secretary.get(at("point", point)).status_code == 404
    preparing.announce(item, by=board.officer)
    assert officer.get(at("point", point)).status_code == 302
    assert secretary.get(at("point", point)).status_code == 200
    held = meetings.meeting(board, on=date(2026, 11, 23))
    agenda.put_on_agenda(item, held, by=board.secretary)
    answer = secretary.post(at("point", point), {"kind": "recommend", "to": "SSN"})
    assert answer["Location"] == f"{at('meeting_item', held, item)}#p-{point.public_id}"
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    assert secretary.post(at("point", point), {"kind": "note"}).status_code == 302
    assert Point.objects.get(pk=point.pk).kind == "recommend"


def test_the_way_back_is_one_of_our_own_pages(board, officer):
    point = points.add_point(begun(board), by=board.officer, text="En punkt.")
    sent = {"kind": "note", "next": "https://example.org/"}
    assert officer.post(at("point", point), sent)["Location"].startswith("/arenden/pa-vag/")
    assert officer.post(at("point", point), sent | {"next": "/sammantraden/"})["Location"] == "/sammantraden/"


def test_a_secret_item_is_nobodys_who_may_not_read_secrets(board, officer):
    item = begun(board)
    type(item.case).objects.filter(pk=item.case.pk).update(
        secrecy_provision="OSL 19:3", secrecy_on=date(2026, 11, 1)
    )
    assert officer.get(at("item", item)).status_code == 404
    roles.seat(board.officer, "registrar", board.unit, starts_on=date(2026, 11, 1))
    assert client_of(board.officer).get(at("item", item)).status_code == 200
