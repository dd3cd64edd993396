"""Asking a process and settling what was asked, as people meet it; and nominations the same way."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.urls import reverse

from directives.models import Need, Nomination, NominationRequest
from directives.processes import needs
from organisation import clock, roles
from tests import factories
from tests import processes as maps

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid():
    return maps.lay()


@pytest.fixture
def asker(laid):
    return laid.region.representative(laid.region.administrations[0])


def page(client, user, name, /, *arguments, **query):
    client.force_login(user)
    return client.get(reverse(name, args=arguments), query)


def send(client, user, name, /, *arguments, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=arguments), fields)


def asked(laid, by, text="När införs det?"):
    return needs.ask(laid.led, by=by, kind="question", text=text)


def test_anybody_asks_once_and_follows_what_became_of_it(client, laid, asker):
    fields = {
        "kind": "need",
        "text": "Vi behöver gemensamma mallar.",
        "name": "Patientnämnden",
        "once_key": "k",
    }
    for _click in range(2):
        response = send(client, asker, "need_new", laid.led.public_id, **fields)
    [made] = Need.objects.all()
    assert response.headers["Location"] == reverse("need", args=[made.public_id])
    assert (made.kind, made.asker, made.asker_name) == ("need", asker, "Patientnämnden")
    assert list(page(client, asker, "needs").context["rows"]) == [made]
    send(client, laid.owner, "need", made.public_id, do="answer", text="De kommer i vår.")
    assert "De kommer i vår." in page(client, asker, "need", made.public_id).content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Skriv vad du undrar över eller behöver."),
        (" \n\t ", "Skriv vad du undrar över eller behöver."),
        ("ord " * 10_000, "Skriv högst 20000 tecken. Nu är det 39999. Allt du skrev står kvar."),
    ],
)
def test_a_question_that_cannot_be_left_keeps_every_word(client, laid, asker, text, words):
    response = send(client, asker, "need_new", laid.led.public_id, kind="question", text=text)
    content = response.content.decode().replace("\xa0", "")
    assert (response.status_code, words in content) == (200, True)
    assert content.count("ord ") >= text.count("ord ")
    assert Need.objects.count() == 0


def test_each_sees_the_list_that_is_theirs(client, laid, asker):
    made = asked(laid, asker)
    other = laid.region.representative(laid.region.administrations[1])
    found = {
        (user.username, shown): list(page(client, user, "needs", visa=shown).context["rows"])
        for user in (asker, laid.owner, laid.keeper, other)
        for shown in ("mottagna", "mina")
    }
    assert {key for key, seen in found.items() if seen} == {(asker.username, "mina"), ("owner", "mottagna")}
    counts = [
        len(page(client, laid.owner, "needs", status=status).context["rows"])
        for status in ("open", "answered", "led_on", "closed", "nonsens\0")
    ]
    assert counts == [1, 0, 0, 0, 1]
    assert made in page(client, laid.owner, "process", laid.led.public_id).context["needs"]


def test_the_owner_settles_it_in_each_of_the_ways(client, laid, asker):
    sent = factories.open_round(laid.region)
    first, second, third, fourth = (asked(laid, asker, f"Fråga {number}") for number in range(4))
    steps = (
        (second, {"do": "merge", "into": first.public_id}),
        (third, {"do": "turn", "round": sent.public_id}),
        (fourth, {"do": "close", "reason": "Inget för oss."}),
        (first, {"do": "route", "to": "Hälso- och sjukvårdsdirektören i Skåne"}),
        (first, {"do": "answer", "text": "Det blir i vår."}),
    )
    for need, fields in steps:
        assert send(client, laid.owner, "need", need.public_id, **fields).status_code == 302
    states = Need.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["answered", "merged", "turned", "closed"]
    shown = [page(client, asker, "need", one.public_id).content.decode() for one in (second, third, fourth)]
    words = ("Det blir i vår.", reverse("round", args=[sent.public_id]), "Inget för oss.")
    assert [word in text for word, text in zip(words, shown, strict=True)] == [True] * 3


def test_a_round_is_begun_from_a_need_with_its_words_and_the_asker_is_shown_it(client, laid, asker):
    made = needs.ask(laid.led, by=asker, kind="need", text="Gemensamma principer för kallelser")
    shown = page(client, laid.owner, "need", made.public_id).content.decode()
    begin = f"{reverse('round_new')}?behov={made.public_id}"
    assert (begin in shown, f"{reverse('assignment_new')}?behov={made.public_id}" in shown) == (True, True)
    form = client.get(begin).context["form"]
    assert form.initial["title"] == "Gemensamma principer för kallelser"
    fields = {"title": form.initial["title"], "kind": "referral"}
    fields |= {"unit": laid.region.process_unit.pk, "diary": laid.region.diary.pk}
    assert client.post(begin, fields).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.round.title) == ("drafting", "Gemensamma principer för kallelser")
    foreign = needs.ask(laid.vacant, by=asker, kind="need", text="Inte processägarens")
    assert client.get(f"{reverse('round_new')}?behov={foreign.public_id}").context["form"].initial == {}


def test_whoever_asked_may_only_close_it_and_others_find_nothing(client, laid, asker):
    made = asked(laid, asker)
    send(client, asker, "need", made.public_id, do="answer", text="Mitt eget svar")
    made.refresh_from_db()
    assert made.state == "new"
    own = page(client, asker, "need", made.public_id)
    assert own.context["may"] == {
        "answer": False,
        "merge": False,
        "route": False,
        "turn": False,
        "close": True,
    }
    other = laid.region.representative(laid.region.administrations[1])
    assert page(client, other, "need", made.public_id).status_code == 404
    assert send(client, other, "need", made.public_id, do="close", reason="Nej").status_code == 404
    words = own.content.decode()
    assert ("Ta tillbaka" in words, "Avsluta utan svar" in words) == (True, False)
    send(client, asker, "need", made.public_id, do="close", reason="Jag hittade svaret.")
    made.refresh_from_db()
    assert (made.state, made.settled_by) == ("closed", asker)
    assert (
        "Tillbakataget av den som frågade"
        in page(client, laid.owner, "need", made.public_id).content.decode()
    )


def test_a_step_without_words_is_refused_and_a_late_one_is_told(client, laid, asker):
    made = asked(laid, asker)
    empty = send(client, laid.owner, "need", made.public_id, do="answer", text=" ")
    assert "Skriv ett svar." in empty.content.decode()
    long = send(client, laid.owner, "need", made.public_id, do="close", reason="x" * 5001)
    assert "Skriv högst 5000 tecken." in long.content.decode().replace("\xa0", "")
    needs.close(made, by=asker, reason="Klart.")
    late = send(client, laid.owner, "need", made.public_id, do="answer", text="För sent")
    text = late.content.decode()
    assert (late.status_code, "För sent" in text, "redan hanterat av Skas.rep" in text) == (409, True, True)
    assert "answer" not in late.context["text"]
    before = asked(laid, asker)
    not_theirs = send(client, asker, "need", before.public_id, do="answer", text="Mina ord")
    assert (not_theirs.status_code, "Mina ord" in not_theirs.content.decode()) == (409, True)


def test_a_second_click_that_settles_is_no_late_one(client, laid, asker):
    made = asked(laid, asker)
    fields = {"do": "answer", "text": "I mars.", "once_key": "k"}
    sent = [send(client, laid.owner, "need", made.public_id, **fields).status_code for _click in range(2)]
    assert sent == [302, 302]


def test_what_is_written_after_a_nomination_is_settled_is_shown(client, laid, asker, request_of_skas):
    send(client, laid.owner, "nomination_new", laid.led.public_id, **request_of_skas[1])
    one = Nomination.objects.get()
    at = one.request.public_id
    send(client, asker, "nomination", one.public_id, **{"plats-0-user": asker.public_id})
    taken_back = {"do": "withdraw", "about": one.public_id, "reason": "Inställt."}
    assert send(client, laid.owner, "nomination_request", at, **taken_back).status_code == 302
    typed = {"plats-0-name": "Ny Person", "plats-0-user": asker.public_id, "note": "Hon är läkare."}
    late = send(client, asker, "nomination", one.public_id, **typed)
    assert (late.status_code, late.context["text"]) == (409, "Ny Person\nHon är läkare.")
    again = {"do": "send_back", "about": one.public_id, "reason": "Fler, tack."}
    late = send(client, laid.owner, "nomination_request", at, **again)
    assert (late.status_code, late.context["text"]) == (409, "Fler, tack.")


@pytest.fixture
def request_of_skas(laid):
    """The owner asks SkaS for two representatives."""
    network = laid.network()
    return network, {
        "network": network.public_id,
        "seats": "2",
        "due_on": (clock.today() + timedelta(days=7)).isoformat(),
        "text": "Ni träffas en gång i månaden.",
        "units": [laid.region.administrations[0].public_id],
    }


def test_an_administration_names_people_and_the_network_changes(client, laid, asker, request_of_skas):
    network, fields = request_of_skas
    skas = laid.region.administrations[0]
    colleague = factories.person("kollega", ("member", skas))
    send(client, laid.owner, "nomination_new", laid.led.public_id, **fields)
    [one] = Nomination.objects.all()
    manager = laid.region.manager(skas)
    assert (
        "Ni träffas en gång i månaden." in page(client, manager, "nomination", one.public_id).content.decode()
    )
    typed = {
        "plats-0-user": colleague.public_id,
        "plats-0-replaces": asker.public_id,
        "plats-1-name": "Ny Person",
        "plats-1-email": "ny@skas.example",
        "note": "Bra val.",
    }
    assert send(client, manager, "nomination", one.public_id, **typed).status_code == 302
    at = one.request.public_id
    assert "Bra val." in page(client, laid.owner, "nomination_request", at).content.decode()
    today = clock.today().isoformat()
    send(client, laid.owner, "nomination_request", at, do="accept", about=one.public_id, starts_on=today)
    seated = roles.holders(frozenset({"representative"}), Q(pk=skas.pk)).values_list("username", flat=True)
    assert (list(seated), list(network.members.all())) == (["kollega"], [skas])
    assert "väntar på inloggning" in page(client, laid.owner, "nomination_request", at).content.decode()
    new = factories.person("ny")
    new.email = "ny@skas.example"
    new.save()
    nominee = one.nominees.get(user=None)
    typed = {"do": "log_in", "about": nominee.pk, "user": new.name}
    clicks = [
        send(client, laid.owner, "nomination_request", at, once_key=key, **typed).status_code
        for key in ("a" * 26, "a" * 26, "b" * 26)
    ]
    assert clicks == [302, 302, 409], (
        "a second click is answered as the first; a later one is told it is done"
    )
    assert page(client, colleague, "nomination", one.public_id).status_code == 200
    found = page(client, laid.owner, "nominations").context
    assert ([row.pk for row in found["requests"]], list(found["asked"])) == ([one.request.pk], [])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Nominera minst en person."),
        ({"plats-0-name": "Ny Person"}, "Skriv också en e-postadress"),
        ({"plats-0-name": "Ny", "plats-0-email": "ny@"}, "Skriv en hel e-postadress"),
        ({"plats-0-email": "ny@skas.example"}, "Välj en kollega eller skriv ett namn."),
        ({"plats-0-user": "a" * 26}, "Välj ett giltigt alternativ."),
    ],
)
def test_a_nomination_that_is_wrong_says_why_and_keeps_what_was_typed(
    client, laid, asker, request_of_skas, typed, words
):
    send(client, laid.owner, "nomination_new", laid.led.public_id, **request_of_skas[1])
    one = Nomination.objects.get()
    response = send(client, asker, "nomination", one.public_id, note="Hälsningar från oss", **typed)
    text = response.content.decode()
    assert (response.status_code, words in text, "Hälsningar från oss" in text) == (200, True, True)
    kept = [value for name, value in typed.items() if "user" not in name]
    assert [value in text for value in kept] == [True] * len(kept)
    one.refresh_from_db()
    assert one.state == "asked"


def test_a_request_that_is_wrong_says_why_and_asks_nobody(client, laid, request_of_skas):
    _network, fields = request_of_skas
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    for wrong, words in (
        ({"due_on": yesterday}, "Välj i dag eller en senare dag."),
        ({"units": []}, "Välj minst en förvaltning."),
        ({"seats": "21"}, "20"),
        ({"network": laid.region.office.public_id}, "Välj ett giltigt alternativ."),
    ):
        response = send(client, laid.owner, "nomination_new", laid.led.public_id, **(fields | wrong))
        text = response.content.decode()
        assert (response.status_code, words in text, "Ni träffas en gång i månaden." in text) == (
            200,
            True,
            True,
        )
    assert NominationRequest.objects.count() == 0


def test_the_owner_sends_back_and_takes_back_with_a_reason(client, laid, asker, request_of_skas):
    send(client, laid.owner, "nomination_new", laid.led.public_id, **request_of_skas[1])
    one = Nomination.objects.get()
    at = one.request.public_id
    send(client, asker, "nomination", one.public_id, **{"plats-0-user": asker.public_id})
    wrong = send(client, laid.owner, "nomination_request", at, do="send_back", about=one.public_id, reason="")
    assert "Skriv en motivering." in wrong.content.decode()
    send(
        client,
        laid.owner,
        "nomination_request",
        at,
        do="send_back",
        about=one.public_id,
        reason="Fler, tack.",
    )
    assert "Fler, tack." in page(client, asker, "nomination", one.public_id).content.decode()
    send(client, laid.owner, "nomination_request", at, do="withdraw", about=one.public_id, reason="Inställt.")
    one.refresh_from_db()
    assert (one.state, one.reply) == ("withdrawn", "Inställt.")
    for fields in (
        {"do": "accept", "about": "a" * 26},
        {"do": "annat", "about": one.public_id},
        {"do": "log_in"},
    ):
        assert send(client, laid.owner, "nomination_request", at, **fields).status_code == 404


def test_what_came_of_the_question_it_was_merged_into_is_told_of_a_merged_one_too(client, laid, asker):
    first, second = asked(laid, asker, "Fråga 1"), asked(laid, asker, "Fråga 2")
    owner = laid.owner
    send(client, owner, "need", second.public_id, do="merge", into=first.public_id)
    assert (
        "Den som har frågat får samma svar" in page(client, owner, "need", second.public_id).content.decode()
    )
    assert "Du får samma svar" in page(client, asker, "need", second.public_id).content.decode()
    send(client, owner, "need", first.public_id, do="route", to="Hälso- och sjukvårdsdirektören i Skåne")
    shown = page(client, asker, "need", second.public_id).content.decode()
    assert f"{owner.name} har lämnat det till Hälso- och sjukvårdsdirektören i Skåne." in shown
    send(client, owner, "need", first.public_id, do="answer", text="Det blir i vår.")
    shown = page(client, asker, "need", second.public_id).content.decode()
    by = f"{owner.name}, {clock.today():%Y-%m-%d}"
    said = ("Det blir i vår.", by, "Besvarat", "lämnades vidare till", "Svaret nedan gäller också din fråga.")
    assert [words in shown for words in said] == [True] * 5
    listed = page(client, asker, "needs", visa="mina", status="answered")
    assert {row.pk for row in listed.context["rows"]} == {first.pk, second.pk}
    assert listed.content.decode().count('tone-skog">Besvarat') == 2


def test_a_step_says_what_happens_next_and_what_was_called_off_shows_no_empty_list(
    client, laid, asker, request_of_skas
):
    send(client, laid.owner, "nomination_new", laid.led.public_id, **request_of_skas[1])
    one = Nomination.objects.get()
    address = reverse("nomination_request", args=[one.request.public_id])
    client.force_login(laid.owner)
    fields = {"do": "withdraw", "about": one.public_id, "reason": "Vi gör om det."}
    said = client.post(address, fields, follow=True).content.decode()
    assert ("Förvaltningen får veta varför." in said, "Sparat." in said) == (True, False)
    shown = page(client, asker, "nomination", one.public_id).content.decode()
    words = (
        "Frågan är tillbakatagen",
        "Vi gör om det.",
        "Ni behöver inte nominera någon.",
        "Nominerade</h2>",
    )
    assert [word in shown for word in words] == [True, True, True, False]
