"""What a decision orders of several: an assignment each, known from both sides, reported when all of it is done."""

from datetime import date

import pytest

from cases import giving_out, undertakings
from cases.meetings import acting
from cases.meetings.minutes_errors import NotReported
from cases.models import Point, Undertaking, WorkItem
from cases.templatetags.text_tags import long_day
from directives import orders
from directives.assignments import drafting
from directives.models import Assignment
from directives.tasks import report_order, report_orders
from ledger.models import Event
from ledger.work import work
from organisation import clock
from tests import assignments, factories, meetings
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import text_of
from workflows import assigning

pytestmark = pytest.mark.django_db

NEW = "/uppdragshandlingar/nytt/"
WHAT = "Berörda förvaltningar redovisar hur väntetiderna kortas."


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


@pytest.fixture
def board(made):
    return meetings.board("SSN", parent=made.region.region)


@pytest.fixture
def director(board):
    return factories.person("ssn.direktor", ("director", board.unit))


def order(board, what=WHAT, **facts) -> Undertaking:
    """What an approved § has ordered, of "berörda förvaltningar" unless a taker is named."""
    item = meetings.announced(board, title="Kortare väntetider", texts=[what])
    Point.objects.filter(item=item).update(kind="assign", to_words="Berörda förvaltningar", **facts)
    with work():
        return acting.give(item.points.get(), board.unit, by=board.secretary)


def given(made, director, ordered, place, head) -> Assignment:
    """An assignment made of the order that its taker has accepted."""
    of = {"by": director, "giver": director, "unit": ordered.giver, "undertaking": ordered}
    return assigning.accept(draft_for(made, place, of), by=head)


def draft_for(made, place, of) -> Assignment:
    begun = assigning.begin(title="Korta väntetiderna", **of)
    assignments.write(begun, "responsibilities", "Redovisa", by=of["by"])
    drafting.change_facts(begun, by=of["by"], taker_unit=place, due_on=date(2027, 3, 1))
    return assigning.offer(begun, by=of["by"])


def fulfilled(row, *, taker, by) -> None:
    assigning.report_finally(row, by=taker, text="Klart.")
    assigning.approve_report(row, by=by)


def waits(ordered) -> bool:
    return orders.waiting(Undertaking.objects.filter(pk=ordered.pk)).exists()


def page_of(user, ordered) -> str:
    return text_of(log_in(user).get(f"/uppdrag/{ordered.public_id}/"))


def test_an_order_to_several_waits_until_its_holder_says_that_everybody_has_theirs(made, board, director):
    ordered = order(board)
    client = log_in(director)
    assert f'href="{NEW}?bevakning={ordered.public_id}"' in text_of(client.get("/bevakning/"))
    assert f'href="{NEW}?bevakning={ordered.public_id}"' in page_of(director, ordered)
    skas, su = made.region.administrations
    su_head = factories.person("su.forvaltningschef", ("head", su))
    given(made, director, ordered, skas, made.head)
    assert waits(ordered)
    assert "1 uppdrag: 1 pågår" in text_of(client.get(NEW))
    given(made, director, ordered, su, su_head)
    page = page_of(director, ordered)
    assert [name in page for name in ("SkaS", "SU", "1 mars 2027", "Alla har fått sitt uppdrag")] == [
        True
    ] * 4
    assert "2 uppdrag: 2 pågår" in text_of(client.get("/bevakning/"))
    said = client.post(f"/uppdrag/{ordered.public_id}/", {"do": "given_out"}, follow=True)
    assert "Uppdraget väntar inte längre på uppdragshandlingar." in text_of(said)
    assert not waits(ordered)
    client.post(f"/uppdrag/{ordered.public_id}/", {"do": "give_more"})
    assert waits(ordered)
    assert list(Event.objects.filter(kind__contains="undertaking.giv").values_list("kind", flat=True)) == [
        "undertaking.given",
        "undertaking.given_out",
        "undertaking.giving_resumed",
    ]


def test_a_draft_of_an_order_is_told_as_nobodys_assignment_yet(made, board, director):
    ordered = order(board)
    of = {"by": director, "giver": director, "unit": ordered.giver, "undertaking": ordered}
    draft = assigning.begin(title="Utkastet", **of)
    given(made, director, ordered, made.place, made.head)
    giving_out.say_given_out(ordered, by=director)
    told = "1 uppdragshandling är ett utkast: ingen har fått det uppdraget ännu."
    assert told in page_of(director, ordered)
    assigning.withdraw(draft, by=director, reason="Behövs inte.")
    assert told not in page_of(director, ordered)


def test_an_order_to_one_waits_until_its_assignment_is_made_and_again_when_that_is_taken_back(made, board):
    ordered = order(board, to_unit=made.office)
    assert waits(ordered)
    lead = assignments.offered(made, undertaking=ordered)
    assert not waits(ordered)
    assigning.withdraw(lead, by=made.giver, reason="Fel uppdrag.")
    assert waits(ordered)


def test_an_order_that_needs_no_document_is_taken_off_the_list(made, board, director):
    ordered = order(board)
    assert "Ingen uppdragshandling behövs" in page_of(director, ordered)
    giving_out.say_given_out(ordered, by=director)
    assert "Uppdraget behöver ingen uppdragshandling enligt" in page_of(director, ordered)
    assert (waits(ordered), report_order(ordered.pk)) == (False, False)


def test_an_order_is_reported_when_all_its_assignments_are_fulfilled_and_all_were_given(
    made, board, director
):
    ordered = order(board)
    skas, su = made.region.administrations
    su_head = factories.person("su.forvaltningschef", ("head", su))
    first = given(made, director, ordered, skas, made.head)
    second = given(made, director, ordered, su, su_head)
    fulfilled(first, taker=made.head, by=director)
    giving_out.say_given_out(ordered, by=director)
    assert report_orders() == 0
    fulfilled(second, taker=su_head, by=director)
    assert (report_order(ordered.pk), report_order(ordered.pk), report_orders()) == (True, False, 0)
    ordered.refresh_from_db()
    told = f"Korta väntetiderna ({long_day(clock.today())})"
    assert (ordered.state, ordered.reported_by) == ("reported", director)
    rows = f"SkaS: {told}\nSU: {told}"
    assert ordered.report == f"Alla uppdrag som gavs är fullgjorda:\n{rows}"
    assert WorkItem.objects.filter(kind="reported", target_id=ordered.pk, done_at__isnull=True).count() == 1
    undertakings.ask_for_more(ordered, by=board.secretary, reason="Siffror saknas.")
    assert (report_order(ordered.pk), report_orders()) == (False, 0)


def test_who_is_ordered_and_commissions_others_reports_in_their_own_words(made, board):
    ordered = order(board, to_unit=made.office)
    lead = assignments.under_way(made, undertaking=ordered)
    fulfilled(lead, taker=made.head, by=made.giver)
    assert report_orders() == 0
    own = order(board, "SkaS redovisar.", to_unit=made.place)
    mine = assignments.under_way(made, undertaking=own)
    fulfilled(mine, taker=made.head, by=made.giver)
    assert report_orders() == 1


def test_a_closed_order_is_given_out_no_more(made, board, director):
    ordered = order(board)
    undertakings.withdraw(ordered, by=board.secretary, reason="Löst på annat sätt.")
    with pytest.raises(NotReported):
        giving_out.say_given_out(ordered, by=director)
    assert "Gör en uppdragshandling" not in page_of(director, ordered)


def test_the_next_year_is_given_out_when_this_one_was(made, board, director):
    ordered = order(board, yearly=True, due_on=date(2027, 3, 1))
    giving_out.say_given_out(ordered, by=director)
    ordered.refresh_from_db()
    with work():
        following = acting.give(ordered.point, board.unit, by=director, term=2, after=ordered)
    assert (following.given_out_by, waits(following)) == (director, False)


def test_a_reader_without_the_right_gives_nothing_out(made, board, director):
    ordered = order(board)
    registrar = factories.person("ssn.registrator", ("registrar", board.unit))
    client = log_in(registrar)
    page = text_of(client.get(f"/uppdrag/{ordered.public_id}/"))
    assert "Gör en uppdragshandling" not in page
    client.post(f"/uppdrag/{ordered.public_id}/", {"do": "given_out"})
    assert waits(ordered)


def test_an_assignment_names_the_paragraph_it_comes_of(made, board, director):
    ordered = order(board)
    row = given(made, director, ordered, made.place, made.head)
    name = "punkt 1"
    for user, href in ((director, f'href="/uppdrag/{ordered.public_id}/"'), (made.head, "")):
        page = text_of(log_in(user).get(f"/uppdragshandlingar/{row.public_id}/"))
        assert ("Enligt beslut" in page, name in page, (href or "/uppdrag/") in page) == (
            True,
            True,
            bool(href),
        )


def test_what_others_draft_of_an_order_is_not_told(made, board, director):
    ordered = order(board)
    assigning.begin(by=director, giver=director, unit=board.unit, title="Hemligt utkast", undertaking=ordered)
    assert "Hemligt utkast" in page_of(director, ordered)
    assert "Hemligt utkast" not in page_of(board.secretary, ordered)


LONG = "Samtliga nämnder redovisar " + "hur arbetet går, " * 30 + "senast i mars."


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("Ta fram en plan.", "Ta fram en plan"),
        ("Ta fram en plan. " + "Den ska vara bra. " * 20, "Ta fram en plan"),
        (LONG, "Uppdrag enligt SSN ”Kortare väntetider” punkt 1"),
    ],
)
def test_a_long_order_gives_a_whole_heading_never_a_cut_one(made, board, director, what, title):
    ordered = order(board, what)
    assert orders.title_of(ordered) == title
    page = text_of(log_in(director).get(f"{NEW}?bevakning={ordered.public_id}"))
    assert "…" not in page.partition('name="title"')[2].partition(">")[0]
    assert what.strip() in page
