""" "Ni tyckte – så gjorde vi" as the administration reads and answers it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import access, boxes, feedback, marking, outcome, weighing
from cases.models import Comment, Feedback, WorkItem
from cases.weighing import Wording
from organisation import clock
from tests import factories
from tests.cases.paper.reading import words
from tests.clients import client_of
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

SKAS = "Ordet lätt är otydligt. Skriv hellre enkelt. Vi saknar telefonen."
BETTER = "Vi gör det enkelt att nå oss."


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def closed(region):
    """SkaS' first words led to another wording, its last were noted, SU's were not heeded."""
    found = factories.compiled_round(region, skas=SKAS, su="Vi vill ha det svårt.")
    first, second = boxes.of_round(found)
    unclear = marking.mark(first, "Ordet lätt är otydligt. Skriv hellre enkelt.", by=region.owner)
    section = unclear.section_version
    wording = Wording(section, section.heading, BETTER)
    weigh(unclear, region, outcome="heeded", reason="Enkelt är ett bättre ord.", wording=wording)
    weigh(marking.mark(first, "Vi saknar telefonen.", by=region.owner), region, "Det hör till strategin.")
    weigh(marking.mark_whole(second, by=region.owner), region, "Nej.", outcome="not_heeded")
    return engine.close(found, by=region.owner)


@pytest.fixture
def skas(region, closed):
    return factories.recipient(closed, region.administrations[0])


@pytest.fixture
def client(region):
    """SkaS' representative at the keyboard."""
    return client_of(region.representative(region.administrations[0]))


def weigh(comment, region, reason, *, outcome="noted", wording=None):
    """Weigh a comment as the owner."""
    weighing.weigh(comment, by=region.owner, version=0, outcome=outcome, reason=reason, wording=wording)


def url(place, below=""):
    """The letter's address, or one below it."""
    return reverse("answer_feedback", args=[place.public_id]) + below


def text(response):
    """The page's words."""
    return response.content.decode()


def hidden(response):
    """The hidden fields of the page's forms."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text(response)))
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def decided(region, closed, *, better=""):
    """The director adopts the proposal, changed late when ``better`` is given."""
    read = outcome.proposal(closed)
    if better:
        section = closed.version.sections.all()[0]
        read = outcome.change_proposal(
            closed,
            section.section,
            by=region.owner,
            read_hash=read.content_hash,
            heading=section.heading,
            text=better,
            reason="Styrgruppen ville nämna barnen.",
        )
    return engine.decide(closed, by=region.director, read_hash=read.content_hash, valid_from=date(2027, 1, 1))


def test_the_letter_shows_each_comment_with_what_became_of_it_and_the_change(client, skas):
    page = text(client.get(url(skas)))
    order = [
        "Preliminärt",
        "Ordet lätt är otydligt. Skriv hellre enkelt.",
        "Beaktas",
        "Enkelt är ett bättre ord.",
        "Vi saknar telefonen.",
        "Noteras",
        "Det hör till strategin.",
        "Var det så ni menade?",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert re.search(r"<del>.*?lätt.*?</del><ins>.*?enkelt.*?</ins>", page, re.S)
    assert page.count("<ins>") == 1  # the noted comment led to no change
    assert "Vi vill ha det svårt." not in page


def test_one_click_says_yes_once_and_the_reply_is_shown(client, region, skas):
    sent = hidden(client.get(url(skas))) | {"meant": "yes", "remark": ""}
    for _click in range(2):
        assert client.post(url(skas), sent).url == url(skas)
    letter = Feedback.objects.get(recipient=skas)
    assert (letter.meant, letter.responded_by) == (True, region.representative(skas.unit))
    page = text(client.get(url(skas)))
    assert "Ja, så menade vi" in page
    assert 'name="meant"' not in page
    assert not WorkItem.objects.filter(kind="feedback").exists()


def test_a_no_keeps_its_words_and_becomes_a_task_of_the_owner(client, skas):
    sent = hidden(client.get(url(skas))) | {"meant": "no", "remark": "Vi menade tonen."}
    client.post(url(skas), sent)
    page = text(client.get(url(skas)))
    assert "Nej, inte riktigt" in page
    assert "Vi menade tonen." in page
    assert WorkItem.objects.filter(kind="feedback", done_at=None).count() == 1


def test_a_second_reply_from_another_tab_is_refused_and_its_words_are_shown(client, region, skas):
    other = client_of(region.manager(skas.unit))
    late = hidden(other.get(url(skas)))
    client.post(url(skas), hidden(client.get(url(skas))) | {"meant": "yes"})
    refused = other.post(url(skas), late | {"meant": "no", "remark": "Inte alls."})
    assert refused.status_code == 409
    assert "Ni har redan svarat på återkopplingen." in text(refused)
    assert "Inte alls." in text(refused)
    assert other.post(url(skas), late | {"meant": "no", "remark": "", "once_key": "annan"}).url == url(skas)
    assert Feedback.objects.get(recipient=skas).meant is True


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"remark": "Vi menade tonen."}, "Välj ja eller nej."),
        ({"remark": "Vi menade tonen.", "meant": "kanske"}, "Välj ja eller nej."),
        ({"remark": "Vi menade tonen." * 400, "meant": "no"}, "Texten är för lång."),
        ({"remark": "Vi menade tonen.", "meant": "no", "letter": "annat"}, "Det har kommit ett nyare brev."),
    ],
)
def test_a_reply_that_cannot_be_taken_keeps_its_words(client, skas, typed, said):
    page = text(client.post(url(skas), typed))
    assert said in page
    assert "Vi menade tonen." in page
    assert Feedback.objects.get(recipient=skas).meant is None


def test_the_letter_is_read_and_answered_by_the_own_administration_only(region, skas):
    su = region.administrations[1]
    clinic = factories.unit("Kliniken", kind="unit", parent=skas.unit, authority=skas.unit)
    assert (
        client_of(factories.person("kliniken.rep", ("representative", clinic))).get(url(skas)).status_code
        == 200
    )
    assert client_of(region.manager(skas.unit)).get(url(skas)).status_code == 200
    others = [region.owner, region.director, region.representative(su), region.manager(su)]
    for user in [*others, factories.person("skas.kollega", ("member", skas.unit))]:
        for below in ("", "brev/"):
            assert client_of(user).get(url(skas, below)).status_code == 404, user
        assert client_of(user).post(url(skas), {"meant": "yes"}).status_code == 404, user
    assert Feedback.objects.get(recipient=skas).meant is None


def test_somebody_whose_seat_has_ended_meanwhile_answers_nothing(client, region, skas):
    sent = hidden(client.get(url(skas))) | {"meant": "yes"}
    writer = region.representative(skas.unit)
    writer.memberships.update(ends_on=clock.today() - timedelta(days=1))
    access.forget(writer)
    assert client.post(url(skas), sent).status_code == 404
    assert Feedback.objects.get(recipient=skas).meant is None


def test_before_any_letter_is_sent_the_address_leads_to_the_answer(region):
    found = factories.compiled_round(region)
    place = factories.recipient(found, region.administrations[0])
    reader = client_of(region.representative(place.unit))
    landed = reader.get(url(place), follow=True)
    assert "inte skickat ”ni tyckte – så gjorde vi” ännu" in text(landed)
    assert reader.post(url(place), {"meant": "yes"}).status_code == 302
    assert reader.get(url(place, "brev/")).status_code == 404


def test_the_receipt_leads_to_the_letter(client, skas):
    receipt = text(client.get(reverse("answer", args=[skas.public_id]), follow=True))
    assert url(skas) in receipt
    assert "Säg också om det var så ni menade." in receipt


def test_the_final_letter_tells_the_decision_and_what_changed_after_the_closing(client, region, closed, skas):
    client.post(url(skas), hidden(client.get(url(skas))) | {"meant": "no", "remark": "Vi menade tonen."})
    decision = decided(region, closed, better="Vi gör det enkelt för vuxna och barn att nå oss.")
    page = text(client.get(url(skas)))
    for said in (
        "Slutligt",
        decision.number,
        "Fredag 1 januari 2027",
        "Styrgruppen ville nämna barnen.",
        "Ändrat efter vägningen",
        "vuxna och barn",
        "Andra brev",
        "Ni svarade: Nej, inte riktigt.",
        "Vi menade tonen.",
    ):
        assert said in page, said
    assert page.count("Ändrat efter vägningen") == 1  # told once, though both comments are about the section
    assert 'name="meant"' in page  # the final letter is asked about anew
    su = factories.recipient(closed, region.administrations[1])
    assert "Styrgruppen ville nämna barnen." in text(client_of(region.manager(su.unit)).get(url(su)))


def test_a_final_letter_says_when_nothing_changed(client, region, closed, skas):
    decided(region, closed)
    assert "Inget ändrades mellan vägningen och beslutet." in text(client.get(url(skas)))


def test_an_answer_to_an_older_letter_waits_until_the_newer_one_is_read(client, region, closed, skas):
    sent = hidden(client.get(url(skas))) | {"meant": "no", "remark": "Vi menade tonen."}
    decided(region, closed)
    page = text(client.post(url(skas), sent))
    assert "Det har kommit ett nyare brev." in page
    assert "Vi menade tonen." in page
    assert not Feedback.objects.filter(meant__isnull=False).exists()


def test_while_the_weighing_is_open_again_the_letter_shows_what_was_sent_and_says_so(
    client, region, closed, skas
):
    engine.reopen(closed, by=region.owner, reason="Styrgruppen vill ändra.")
    comment = Comment.objects.get(number=1)
    section = comment.section_version
    other = Wording(section, section.heading, "Något helt annat.")
    version = comment.disposition.version
    weighing.weigh(
        comment, by=region.owner, version=version, outcome="partly", reason="Inte ännu.", wording=other
    )
    page = text(client.get(url(skas)))
    assert "Vägningen är öppnad igen" in page
    assert "Enkelt är ett bättre ord." in page
    assert re.search(r"<del>.*?lätt.*?</del><ins>.*?enkelt.*?</ins>", page, re.S)
    for unfinished in ("Inte ännu.", "Något helt annat."):
        assert unfinished not in page
        assert unfinished not in words(client.get(url(skas, "brev/")).content)
    engine.close(closed, by=region.owner)
    newer = text(client.get(url(skas)))
    assert "Inte ännu." in newer
    old = re.search(r'href="(\?brev=\w+)"', newer)[1]
    older = text(client.get(url(skas, old)))
    assert "Det här är ett tidigare brev" in older
    assert "Enkelt är ett bättre ord." in older
    assert "Inte ännu." not in older
    assert 'name="meant"' not in older


def test_the_letter_is_a_pdf_too_and_tells_the_same(client, region, closed, skas):
    given = client.get(url(skas, "brev/"))
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"].startswith("attachment")
    said = words(given.content)
    for part in ("Till SkaS", "Preliminärt", "Enkelt är ett bättre ord.", "Vi saknar telefonen.", url(skas)):
        assert part in said, part
    assert "Vi vill ha det svårt." not in said
    decision = decided(region, closed, better="Vi gör det enkelt för vuxna och barn att nå oss.")
    final = words(client.get(url(skas, "brev/")).content)
    for part in (
        "Slutligt",
        decision.number,
        "1 januari 2027",
        "Det här ändrades efter att rundan avslutades",
    ):
        assert part in final, part


def test_the_letter_takes_as_many_queries_with_30_comments_as_with_1(region):
    def queries(count):
        said = " ".join(f"Synpunkt nummer {n}." for n in range(count))
        found = factories.compiled_round(region, skas=said)
        box, other = boxes.of_round(found)
        for n in range(count):
            weigh(marking.mark(box, f"Synpunkt nummer {n}.", by=region.owner), region, "Tack.")
        weigh(marking.mark_whole(other, by=region.owner), region, "Tack.")
        engine.close(found, by=region.owner)
        place = factories.recipient(found, region.administrations[0])
        reader = client_of(region.representative(place.unit))
        reader.get(url(place))
        with CaptureQueriesContext(connection) as seen:
            assert text(reader.get(url(place))).count("<blockquote") == count
        return len(seen)

    assert queries(1) == queries(3) == queries(30)


def test_a_letter_without_comments_says_so(region):
    found = factories.compiled_round(region)
    for box in boxes.of_round(found):
        marking.mark_read(box, by=region.owner)
    engine.close(found, by=region.owner)
    place = factories.recipient(found, region.administrations[0])
    page = text(client_of(region.representative(place.unit)).get(url(place)))
    assert "I ert svar fanns inga synpunkter att hantera." in page
    assert [one.comments for one in feedback.letters_to(place)] == [[]]
