"""The pages from the weighing to the decision, as the owner, the official and the recipients meet them."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import access, boxes, compiled_document, feedback, marking, outcome, weighing
from cases.models import (
    Comment,
    Decision,
    Disposition,
    DocumentFile,
    Endorsement,
    Feedback,
    LateChange,
    Recipient,
    ReferralRound,
    WorkItem,
)
from cases.weighing import Wording
from organisation import clock
from organisation.models import Unit
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

NEW = "Vi gör det enkelt att nå oss."


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def compiled(region):
    """Both have answered; nothing is read yet."""
    return factories.compiled_round(region, skas="Skriv hellre enkelt.", su="Gör det enkelt.")


@pytest.fixture
def closed(region):
    """Both synpunkter are weighed and the weighing is closed; the first section is changed."""
    return engine.close(weighed(region), by=region.owner)


def weighed(region, su_text=NEW):
    """A round where SkaS' words lead to a new wording, and SU's to the same or another."""
    found = factories.compiled_round(region, skas="Skriv hellre enkelt.", su="Gör det enkelt.")
    for box, text in zip(boxes.of_round(found), (NEW, su_text), strict=True):
        weigh(marking.mark_whole(box, by=region.owner), text, by=region.owner)
    return found


def weigh(comment, text, *, by):
    section = comment.section_version
    weighing.weigh(
        comment,
        by=by,
        version=0,
        outcome="heeded",
        reason="Enkelt är ett bättre ord.",
        wording=Wording(section, section.heading, text),
    )


def at(name, referral_round, *more):
    return reverse(name, args=[referral_round.public_id, *more])


def text_of(response):
    return response.content.decode()


def key_of(response):
    return re.search(r'name="once_key" value="([a-z2-7]+)"', text_of(response))[1]


def said(client, url):
    """The messages on the page."""
    return [str(message) for message in client.get(url).context["messages"]]


# --- the next version ---


def test_the_next_version_links_each_change_to_the_comments_that_caused_it(client, region):
    found = weighed(region)
    client.force_login(region.owner)
    response = client.get(at("round_next_version", found))
    first, second = response.context["parts"]
    shown = [(piece.kind, piece.text, [one.number for one in piece.comments]) for piece in first["text"]]
    assert shown == [
        ("same", "Vi gör det ", []),
        ("gone", "lätt", []),
        ("new", "enkelt", [1, 2]),
        ("same", " att nå oss.", []),
    ]
    assert (first["is_changed"], second["is_changed"]) == (True, False)
    links = [f"{reverse('comment', args=[one.public_id])}#k{one.number}" for one in Comment.objects.all()]
    assert [link in text_of(response) for link in links] == [True, True]


def test_wordings_that_clash_come_first_with_both_texts_and_their_comments(client, region):
    found = weighed(region, su_text="Vi gör det bekvämt att nå oss.")
    client.force_login(region.owner)
    (clash,) = client.get(at("round_next_version", found)).context["clashes"]
    wordings = [([one.number for one in refs], words.strip()) for refs, words in clash["wordings"]]
    assert (clash["base"].strip(), wordings) == ("lätt", [([1], "enkelt"), ([2], "bekvämt")])


def test_no_recipient_sees_the_next_version(client, region, closed):
    for user in (region.representative(region.administrations[0]), region.manager(region.administrations[1])):
        client.force_login(user)
        assert client.get(at("round_next_version", closed)).status_code == 404


def test_the_official_reads_the_changes_without_links_to_the_weighing(client, region, closed):
    client.force_login(region.director)
    page = client.get(at("round_next_version", closed))
    assert (page.status_code, "/synpunkter/" in text_of(page)) == (200, False)


def test_the_next_version_does_not_exist_while_answers_come_in(client, region):
    client.force_login(region.owner)
    found = factories.open_round(region)
    assert client.get(at("round_next_version", found)).url == at("round", found)


# --- closing and opening again ---


def test_what_is_left_is_listed_with_links_to_where_it_is_mended(client, region, compiled):
    client.force_login(region.owner)
    page = client.get(at("round_close", compiled))
    left = [(one.title, one.href) for one in page.context["checks"] if not one.done]
    assert left == [("2 rutor är inte lästa till slut.", at("round_reading", compiled))]
    assert page.context["is_ready"] is False
    refused = client.post(at("round_close", compiled), {"once_key": "k"})
    assert refused.url == at("round_close", compiled)
    assert said(client, refused.url) == ["Rundan kan inte avslutas ännu: 2 rutor är inte lästa till slut."]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Vi gör det bekvämt att nå oss.", ["round_next_version"]),
        (None, ["round_comments"]),
    ],
)
def test_conflicts_and_unweighed_comments_lead_to_their_pages(client, region, text, left):
    found = weighed(region, su_text=text or NEW)
    if text is None:
        weighing.set_apart(Comment.objects.get(number=2), by=region.owner)
    client.force_login(region.owner)
    checks = client.get(at("round_close", found)).context["checks"]
    assert [one.href.split("?")[0].split("#")[0] for one in checks if not one.done] == [
        at(name, found) for name in left
    ]


def test_closing_from_two_tabs_is_done_once_and_the_second_is_told(client, region):
    found = weighed(region)
    client.force_login(region.owner)
    keys = [key_of(client.get(at("round_close", found))) for _tab in range(2)]
    first = client.post(at("round_close", found), {"once_key": keys[0]})
    assert first.url == at("round_outcome", found)
    assert len(said(client, first.url)) == 1
    second = client.post(at("round_close", found), {"once_key": keys[1]}, follow=True)
    assert second.redirect_chain[-1][0] == at("round_outcome", found)
    assert [str(one) for one in second.context["messages"]] == [
        "Vägningen avslutades redan måndag 23 november kl. 09.00 av Owner. Inget mer är gjort."
    ]
    found.refresh_from_db()
    assert (found.state, found.closings) == ("closed", 1)


def test_a_double_click_on_closing_is_answered_with_the_first_result(client, region):
    found = weighed(region)
    client.force_login(region.owner)
    key = key_of(client.get(at("round_close", found)))
    urls = [client.post(at("round_close", found), {"once_key": key}).url for _click in range(2)]
    assert urls == [at("round_outcome", found)] * 2


def test_opening_again_needs_a_reason_and_leads_back_to_the_comments(client, region, closed):
    client.force_login(region.owner)
    url = at("round_reopen", closed)
    assert "Skriv en motivering." in text_of(client.post(url, {"reason": "  "}))
    done = client.post(url, {"reason": "SU:s svar behöver vägas om."})
    assert done.url == at("round_comments", closed)
    closed.refresh_from_db()
    assert closed.state == ReferralRound.State.COMPILED


def test_opening_again_says_which_late_changes_do_not_follow(client, region, closed):
    client.force_login(region.owner)
    version = outcome.proposal(closed)
    section = version.sections.all()[0].section.public_id
    assert "Följer inte med" not in text_of(client.get(at("round_reopen", closed)))
    client.post(at("round_change", closed, section), change_data(version, "Vi nämner barn."))
    shown = text_of(client.get(at("round_reopen", closed)))
    assert [words in shown for words in ("Följer inte med", "Styrgruppen ville det.")] == [True, True]


# --- the outcome ---


def test_the_outcome_shows_the_proposal_and_the_compiled_document(client, region, closed):
    client.force_login(region.owner)
    page = client.get(at("round_outcome", closed))
    file = DocumentFile.objects.get()
    assert list(page.context["files"]) == [file]
    assert NEW in text_of(page)
    assert reverse("document_file", args=[file.document.public_id, file.public_id]) in text_of(page)


def test_a_group_is_recorded_and_a_reservation_says_what(client, region, closed):
    group = factories.unit("Styrgruppen", kind="group", parent=region.region)
    client.force_login(region.owner)
    url = at("round_endorse", closed)
    words = {"group": group.pk, "on": "2026-11-23", "outcome": "in_principle", "condition": ""}
    refused = client.post(url, words)
    assert "Skriv vad gruppen vill ändra" in text_of(refused)
    assert "Mötet har inte varit" in text_of(client.post(url, words | {"on": "2026-11-24"}))
    assert client.post(url, words | {"condition": "Nämn barnen."}).url == at("round_outcome", closed)
    one = Endorsement.objects.get()
    assert (one.group, one.outcome, one.condition) == (group, "in_principle", "Nämn barnen.")
    assert "Nämn barnen." in text_of(client.get(at("round_outcome", closed)))


def change_data(version, text, **more):
    facts = {"heading": "Enkel kontakt", "text": text, "reason": "Styrgruppen ville det."}
    return facts | {"read_hash": version.content_hash} | more


def test_a_late_change_from_two_tabs_keeps_what_was_typed_and_shows_the_newer_text(client, region, closed):
    client.force_login(region.owner)
    version = outcome.proposal(closed)
    url = at("round_change", closed, version.sections.all()[0].section.public_id)
    assert client.post(url, change_data(version, "Vi nämner barn.")).url == at("round_outcome", closed)
    second = client.post(url, change_data(version, "Vi nämner vuxna."))
    shown = text_of(second)
    assert [words in shown for words in ("Vi nämner vuxna.", "Vi nämner barn.", "Förslaget har ändrats")] == [
        True
    ] * 3
    newer = re.search(r'name="read_hash" value="([0-9a-f]{64})"', shown)[1]
    both = change_data(version, "Vi nämner barn och vuxna.", read_hash=newer)
    assert client.post(url, both).url == at("round_outcome", closed)
    closed.refresh_from_db()
    assert outcome.proposal(closed).sections.all()[0].text == "Vi nämner barn och vuxna."
    assert LateChange.objects.count() == 2


def test_a_late_change_that_changes_nothing_is_refused_and_so_is_an_empty_reason(client, region, closed):
    client.force_login(region.owner)
    version = outcome.proposal(closed)
    url = at("round_change", closed, version.sections.all()[0].section.public_id)
    assert "Texten är densamma som förut." in text_of(client.post(url, change_data(version, NEW)))
    assert "Skriv en motivering." in text_of(client.post(url, change_data(version, "Nytt.", reason="")))
    assert not LateChange.objects.exists()


def test_words_written_while_the_round_was_opened_again_are_shown(client, region, closed):
    client.force_login(region.owner)
    version = outcome.proposal(closed)
    section = version.sections.all()[0].section.public_id
    engine.reopen(closed, by=region.owner, reason="Vägs om.")
    answer = client.post(at("round_change", closed, section), change_data(version, "Vi nämner barn."))
    assert (answer.status_code, "Vi nämner barn." in text_of(answer)) == (409, True)
    client.force_login(region.director)
    signed = client.post(at("round_decide", closed), decision_data(version, reason="Väl avvägt."))
    assert (signed.status_code, "Väl avvägt." in text_of(signed)) == (409, True)


def test_only_officials_who_may_decide_can_be_asked(client, region, closed):
    client.force_login(region.owner)
    url = at("round_ask_decider", closed)
    refused = client.post(url, {"decider": region.owner.pk})
    assert "Välj någon som får fatta beslutet." in text_of(refused)
    client.post(url, {"decider": region.director.pk})
    asked = WorkItem.objects.filter(kind="decide", done_at=None)
    assert [item.user for item in asked] == [region.director]
    assert not WorkItem.objects.filter(kind="adopt", done_at=None).exists()
    client.force_login(region.director)
    assert client.get(at("round_outcome", closed)).context["may_decide"] is True


def test_nobody_but_owner_and_official_opens_the_outcome(client, region, closed):
    skas, su = region.administrations
    for user in (region.representative(skas), region.manager(su), factories.person("stranger")):
        client.force_login(user)
        for name in ("round_outcome", "round_decide", "round_feedback", "round_close", "round_endorse"):
            assert client.get(at(name, closed)).status_code == 404
    client.force_login(region.owner)
    assert client.get(at("round_decide", closed)).status_code == 404


# --- the decision ---


def decision_data(version, **more):
    facts = {"valid_from": "2027-01-01", "kind": "delegated", "reason": "Väl avvägt.", "read": "on"}
    return facts | {"read_hash": version.content_hash} | more


def test_the_official_decides_and_everybody_can_see_what(client, region, closed):
    client.force_login(region.director)
    version = outcome.proposal(closed)
    assert NEW in text_of(client.get(at("round_decide", closed)))
    assert client.post(at("round_decide", closed), decision_data(version)).url == at("round_outcome", closed)
    made = Decision.objects.get()
    facts = (made.number, made.decider, made.version, made.valid_from, made.reason)
    assert facts == ("B 2026-0001", region.director, version, date(2027, 1, 1), "Väl avvägt.")
    page = client.get(at("round_outcome", closed))
    assert [letter.recipient.unit.name for letter in page.context["letters"]] == ["SkaS", "SU"]
    assert page.context["steering"].version == version
    assert [words in text_of(page) for words in ("B 2026-0001", "1 januari 2027")] == [True, True]


def test_a_version_that_changed_meanwhile_is_shown_and_must_be_read_again(client, region, closed):
    client.force_login(region.director)
    read = outcome.proposal(closed)
    section = read.sections.all()[0]
    changed = outcome.change_proposal(
        closed,
        section.section,
        by=region.owner,
        read_hash=read.content_hash,
        heading=section.heading,
        text="Vi gör det enkelt för barn att nå oss.",
        reason="Barnen.",
    )
    answer = client.post(at("round_decide", closed), decision_data(read))
    assert [words in text_of(answer) for words in ("Förslaget har ändrats", "Väl avvägt.", "för barn")] == [
        True
    ] * 3
    assert not Decision.objects.exists()
    assert answer.context["form"]["read"].value() in (None, False)
    client.post(at("round_decide", closed), decision_data(changed))
    assert Decision.objects.get().version == changed


def test_a_decision_holds_from_today_unless_another_day_is_chosen(client, region, closed):
    client.force_login(region.director)
    form = client.get(at("round_decide", closed)).context["form"]
    assert form["valid_from"].value() == clock.today()


def test_a_decision_is_neither_backdated_nor_signed_unread(client, region, closed):
    client.force_login(region.director)
    version = outcome.proposal(closed)
    url = at("round_decide", closed)
    assert "Dagen har redan varit." in text_of(
        client.post(url, decision_data(version, valid_from="2026-11-22"))
    )
    unread = {name: value for name, value in decision_data(version).items() if name != "read"}
    assert "kryssa i att du har läst" in text_of(client.post(url, unread))
    assert not Decision.objects.exists()


def test_deciding_twice_with_one_form_is_one_decision_and_another_form_is_told(client, region, closed):
    client.force_login(region.director)
    version = outcome.proposal(closed)
    url = at("round_decide", closed)
    keys = [key_of(client.get(url)) for _tab in range(2)]
    for _click in range(2):
        assert client.post(url, decision_data(version, once_key=keys[0])).url == at("round_outcome", closed)
    late = client.post(url, decision_data(version, once_key=keys[1], reason="Från andra fliken."))
    assert (late.status_code, "Från andra fliken." in text_of(late)) == (409, True)
    assert Decision.objects.count() == 1


# --- the letters ---


def test_replies_are_listed_filtered_and_marked_as_read(client, region, closed):
    skas, su = (factories.recipient(closed, unit) for unit in region.administrations)
    (letter,) = feedback.letters_to(skas)
    feedback.reply(
        letter.feedback, by=region.representative(skas.unit), meant=False, remark="Vi menade telefonen."
    )
    client.force_login(region.owner)
    url = at("round_feedback", closed)
    rows = {
        wanted: [row["letter"].recipient for row in client.get(f"{url}?visa={wanted}").context["letters"]]
        for wanted in ("", "obesvarade", "nej", "ja", "nonsens")
    }
    assert rows == {"": [skas, su], "obesvarade": [su], "nej": [skas], "ja": [], "nonsens": [skas, su]}
    assert "Vi menade telefonen." in text_of(client.get(url))
    item = WorkItem.objects.filter(kind="feedback", done_at=None)
    assert item.count() == 1
    assert client.post(url, {"recipient": skas.public_id}).url == url
    assert not item.exists()
    assert client.post(url, {"recipient": "\0"}).status_code == 404


# --- the compiled document and its readers ---


@pytest.mark.parametrize(("readers", "status"), [("sender", 404), ("after_closing", 200), ("at_once", 200)])
def test_recipients_read_the_compiled_document_as_the_round_says(client, region, readers, status):
    found = weighed(region)
    ReferralRound.objects.filter(pk=found.pk).update(readers=readers)
    skas = region.representative(region.administrations[0])
    client.force_login(skas)
    assert client.get(at("round_compilation", found)).status_code == 404
    engine.close(found, by=region.owner)
    file = DocumentFile.objects.get()
    url = reverse("document_file", args=[file.document.public_id, file.public_id])
    assert client.get(at("round_compilation", found)).status_code == status
    answer = client.get(url)
    assert answer.status_code == status
    if status == 200:
        b"".join(answer.streaming_content)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_stranger_and_a_silent_outsider_never_read_the_compiled_document(client, region, closed):
    file = DocumentFile.objects.get()
    outsider = factories.person("sv.rep", ("representative", factories.unit("SV", parent=region.region)))
    for user in (outsider, factories.person("stranger")):
        assert not access.can(user, "read_shared", file)
        client.force_login(user)
        assert client.get(at("round_compilation", closed)).status_code == 404
        url = reverse("document_file", args=[file.document.public_id, file.public_id])
        assert client.get(url).status_code == 404


def test_an_administrations_other_files_stay_with_the_sender(region, closed):
    file = DocumentFile.objects.get()
    file.document.kind = "decision"
    file.document.save(update_fields=["kind"])
    assert not access.can(region.representative(region.administrations[0]), "read_shared", file)


def test_the_compiled_document_names_the_comments_of_a_change_once(region):
    paper = compiled_document.paper(engine.close(weighed(region), by=region.owner))
    shown = [(piece.kind, piece.text, list(piece.comments)) for piece in paper.changes[0].pieces]
    assert shown == [
        ("same", "Vi gör det ", []),
        ("gone", "lätt", []),
        ("new", "enkelt", [1, 2]),
        ("same", " att nå oss.", []),
    ]


# --- the same cost at any length ---


def lay_letters(referral_round, last, first):
    """Recipients with a letter each, all about one answer."""
    place = referral_round.recipients.all()[0]
    answer = place.feedback.get().answer
    units = Unit.objects.bulk_create(
        Unit(name=f"Enhet {n}", short_name=f"E{n}", kind="administration") for n in range(first, last)
    )
    now = clock.now()
    facts = {"round": referral_round, "state": "answered", "sent_at": now, "acknowledged_at": now}
    places = Recipient.objects.bulk_create(
        Recipient(unit=unit, position=50 + n, acknowledged_by=place.acknowledged_by, **facts)
        for n, unit in enumerate(units)
    )
    Feedback.objects.bulk_create(
        Feedback(recipient=one, answer=answer, stage="preliminary", closing=1, sent_at=now) for one in places
    )


def lay_comments(referral_round, last, first):
    """Weighed comments, a place in the same file each."""
    one = Comment.objects.filter(round=referral_round).first()
    now, owner = clock.now(), one.marked_by
    dispositions = Disposition.objects.bulk_create(
        Disposition(round=referral_round, outcome="noted", reason="Tack.", weighed_at=now, weighed_by=owner)
        for _n in range(first, last)
    )
    Comment.objects.bulk_create(
        Comment(
            round=referral_round,
            recipient=one.recipient,
            answer=one.answer,
            field="reason",
            start=n,
            end=n + 1,
            quote="x",
            number=100 + n,
            marked_at=now,
            marked_by=owner,
            disposition=disposition,
        )
        for n, disposition in zip(range(first, last), dispositions, strict=True)
    )


def lay_endorsements(referral_round, last, first):
    """Groups that support the proposal."""
    now, owner = clock.now(), referral_round.closed_by
    group = Unit.objects.create(name=f"Grupp {first}", short_name=f"G{first}", kind="group")
    Endorsement.objects.bulk_create(
        Endorsement(
            round=referral_round,
            version=referral_round.revised_version,
            group=group,
            outcome="supports",
            on=clock.today(),
            recorded_at=now,
            recorded_by=owner,
        )
        for _n in range(first, last)
    )


@pytest.mark.parametrize(
    ("name", "lay"),
    [
        ("round_feedback", lay_letters),
        ("round_next_version", lay_comments),
        ("round_outcome", lay_endorsements),
    ],
)
def test_a_page_costs_the_same_however_much_it_lists(client, region, name, lay):
    found, costs, laid = weighed(region), [], 0
    if lay is not lay_comments:  # a closed weighing never changes
        engine.close(found, by=region.owner)
    found.refresh_from_db()
    for size in (1, 3, 300):
        lay(found, size, laid)
        laid = size
        client.force_login(fresh(region.owner))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at(name, found)).status_code == 200
        costs.append(len(seen))
    assert costs == [costs[0]] * 3, costs
