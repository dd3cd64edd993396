"""The start page, the diary, the case page and the words around them."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.models import Document, WorkItem
from ledger.models import Event
from notifications import relay
from organisation import clock
from organisation.models import DemoClock
from tests import factories

pytestmark = pytest.mark.django_db

# A digit that is no number, and numbers too long to read and too long to store.
ODD_PLACES = [f"2026-01-01T10:00:00Z_{last}" for last in ("²", "9" * 5000, "9" * 30, "-1")]


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


def page(client, user, url):
    client.force_login(user)
    return client.get(url)


def test_the_start_page_lists_what_waits_and_where_it_leads(client, region):
    place = factories.recipient(factories.open_round(region), region.administrations[0])
    response = page(client, region.representative(place.unit), reverse("start"))
    assert reverse("answer", args=[place.public_id]) in response.content.decode()
    assert [row.title for row in response.context["rows"]] == ["Svara på remissrundan"]


def test_what_is_overdue_stands_first_and_once(client, region):
    factories.open_round(region)
    someone = region.representative(region.administrations[0])
    first = WorkItem.objects.get(kind="answer", unit=region.administrations[0], role="representative")
    about = {"kind": "section", "user": someone, "case": first.case, "target_type": "itemrequest"}
    about |= {"target_public_id": first.target_public_id}
    for number, days in enumerate((-1, -9, None)):
        day = clock.today() + timedelta(days=days) if days else None
        at = first.created_at - timedelta(hours=number)
        WorkItem.objects.create(title=str(number), target_id=number, due_on=day, created_at=at, **about)
    rows = page(client, someone, "/").context["rows"]
    assert [(row.about[0], row.late) for row in rows if row.late or row.about[0] == "2"] == [
        ("1", True),
        ("0", True),
        ("2", False),
    ]
    assert [row.late for row in rows] == [True, True, False, False]


def test_nonsense_in_the_paging_address_is_the_first_page(client, region):
    for nonsense in ("x", "2026-99-99_1", "2026-01-01T10:00:00_1", "_", *ODD_PLACES):
        assert page(client, region.owner, f"/?fore={nonsense}").status_code == 200


def test_a_long_inbox_is_paged_without_losing_a_row(client, region):
    factories.open_round(region)
    someone = region.representative(region.administrations[0])
    item = WorkItem.objects.filter(kind="answer").first()
    for number in range(120):
        WorkItem.objects.create(
            kind="section",
            user=someone,
            case=item.case,
            target_type="itemrequest",
            target_id=number,
            target_public_id=item.target_public_id,
            title=str(number),
            created_at=item.created_at,
        )
    seen, url = [], "/"
    while url:
        response = page(client, someone, url)
        seen += [row.about for row in response.context["rows"]]
        older = response.context["older"]
        url = f"/{older}" if older else ""
    assert len(seen) == 121
    assert len(set(seen)) == 121


def test_the_case_page_shows_documents_events_and_where_the_process_stands(client, region):
    referral_round = factories.open_round(region)
    response = page(client, region.owner, reverse("case", args=[referral_round.case.public_id]))
    text = response.content.decode()
    assert referral_round.case.number in text
    assert "Remissrundan skickades ut" in text
    assert [step.mark for step in response.context["pictures"][0].steps] == [
        "done",
        "done",
        "now",
        "to_come",
        "to_come",
        "to_come",
        "to_come",
    ]


def test_a_case_of_another_administration_does_not_exist(client, region):
    skas, su = region.administrations
    place = factories.recipient(factories.open_round(region), skas)
    url = reverse("case", args=[place.case.public_id])
    assert page(client, region.representative(skas), url).status_code == 200
    assert page(client, region.representative(su), url).status_code == 404


def test_the_diary_is_searched_by_number_and_subject(client, region):
    referral_round = factories.open_round(region)
    number = referral_round.case.number
    for words, found in ((number, True), ("styrande", True), ("SKAS", False)):
        rows = page(client, region.owner, f"{reverse('diary')}?q={words}").context["page"]
        assert (number in [case.number for case in rows]) is found


def test_a_received_draft_is_read_as_it_was_frozen(client, region):
    skas = region.administrations[0]
    place = factories.recipient(factories.open_round(region), skas)
    entry = Document.objects.get(case=place.case)
    text = page(
        client, region.representative(skas), reverse("document", args=[entry.public_id])
    ).content.decode()
    assert "Vi lyssnar på den vi möter." in text


def test_news_reach_those_concerned_once(client, region):
    factories.open_round(region)
    relay.drain()
    assert relay.drain() == 0
    response = page(client, region.representative(region.administrations[0]), reverse("start"))
    assert [line.text for line in response.context["news"]] == ["Remissrundan kom in"]


@pytest.mark.parametrize("name", ["help", "accessibility", "privacy"])
def test_pages_of_words_need_no_log_in(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_the_process_map_names_owners_and_vacancies(client, region):
    from directives.models import Process

    Process.objects.create(name="Invånarinteraktion", kind="care", vacancy="inquiry")
    assert "Under utredning" in page(client, region.owner, reverse("processes")).content.decode()


def test_the_demo_clock_does_not_exist_outside_the_demo(client, region):
    client.force_login(region.owner)
    assert client.post(reverse("demo_clock"), {"today": "2027-01-01"}).status_code == 404


@pytest.mark.parametrize("day", ["", "i går", "2026-02-30", "0001-01-01", "9999-12-31", "2026-12-18\0"])
def test_the_demo_is_never_moved_to_a_day_it_cannot_live_on(client, settings, day):
    settings.SAMRAD_MODE = "demo"
    assert client.post(reverse("demo_clock"), {"today": day}).status_code == 302
    assert not DemoClock.objects.exists()


def test_a_language_is_remembered_with_the_person(client, region):
    client.force_login(region.owner)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    region.owner.refresh_from_db()
    assert region.owner.language == "en"


def test_trace_prints_a_case_in_order_and_refuses_an_unknown_number(region, capsys):
    referral_round = factories.open_round(region)
    call_command("trace", *referral_round.case.number.split())
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()[1:]]
    kinds = [line[1] for line in lines]
    assert {line[2] for line in lines} == {f"by {region.owner.username}"}
    assert kinds == [
        "case.registered",
        "round.created",
        "draft.changed",
        "recipients.chosen",
        "round.changed",
        "round.dispatched",
    ]
    with pytest.raises(CommandError, match="No case"):
        call_command("trace", "RS", "1900-1")


@pytest.mark.parametrize(
    "address", ["/arenden/%00/", "/svar/%00/", "/remissrundor/%00/", "/handlingar/a%00b/"]
)
def test_an_address_no_page_can_have_is_a_page_that_does_not_exist(client, region, address):
    assert page(client, region.owner, address).status_code == 404


def test_a_search_for_a_character_no_text_can_hold_finds_nothing_special(client, region):
    assert page(client, region.owner, "/diarium/?q=%00").status_code == 200


def test_the_picture_shows_the_owner_where_every_recipient_stands(client, region):
    referral_round = factories.open_round(region)
    first, second = referral_round.recipients.select_related("unit", "round")
    factories.released_answer(region, first)
    response = page(client, region.owner, reverse("case", args=[referral_round.case.public_id]))
    [picture] = response.context["pictures"]
    assert picture.states == [
        {"code": "sent", "label": "inte bekräftat", "count": 1, "names": [second.unit.short_name]},
        {"code": "answered", "label": "svarat", "count": 1, "names": [first.unit.short_name]},
    ]


def test_moving_the_demos_day_does_what_the_skipped_days_would_have_done(client, region, settings):
    settings.SAMRAD_MODE = "demo"
    last_day = factories.open_round(region).last_day
    day_before = (last_day - timedelta(days=1)).isoformat()
    for _twice in range(2):
        assert client.post(reverse("demo_clock"), {"today": day_before}).status_code == 302
    clock.set_demo_day(None)
    clock.read_demo_shift()
    assert Event.objects.filter(kind="reminder.due").count() == 2  # the day before, one to each recipient
