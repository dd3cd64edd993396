"""What an official types of a decision is kept until it is made or thrown away, for nobody else to see."""

import json
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse

from cases.models import Decision, DecisionDraft
from tests import factories
from tests.clients import client_of

pytestmark = [pytest.mark.django_db]
TYPED = {"kind": "execution", "title": "Rekrytering", "rows": "2", "reason": "Behovet är stort."} | {
    "r0-kind": "note",
    "r0-text": "Tjänsten tillsätts.",
    "r1-kind": "assign",
    "r1-text": "HR annonserar.",
    "r1-to": "HR-enheten",
}


def save(client, case, edition, **typed):
    address = reverse("decision_draft", args=[case.public_id])
    answer = client.post(address, {"value": urlencode(TYPED | typed), "version": str(edition)})
    return answer.status_code, json.loads(answer.content)


def page(client, case):
    return client.get(reverse("decision_new", args=[case.public_id])).content.decode()


def send(client, case, **typed):
    return client.post(reverse("decision_new", args=[case.public_id]), TYPED | typed)


def test_what_was_typed_stands_on_the_page_again_with_every_point(client, case):
    assert save(client, case, 0)[1]["version"] == 1
    shown = page(client, case)
    for words in ("Behovet är stort.", "Tjänsten tillsätts.", "HR annonserar.", "HR-enheten", "Punkt 2"):
        assert words in shown
    assert "Punkt 3" not in shown
    assert 'data-version="1"' in shown
    assert "Fortsätt på ditt beslut" in client.get(reverse("case", args=[case.public_id])).content.decode()


def test_every_button_keeps_what_it_was_sent_with_also_a_decision_that_is_refused(client, case):
    send(client, case, do="add_row", reason="Skrivet före knappen.")
    assert "Skrivet före knappen." in page(client, case)
    send(client, case, do="decide", title="", reason="Skrivet före det nekade beslutet.")
    assert "Skrivet före det nekade beslutet." in page(client, case)
    assert not Decision.objects.exists()


def test_a_decision_that_is_made_leaves_an_empty_page_and_an_older_one_saves_nothing_over_it(client, case):
    save(client, case, 0)
    send(client, case, do="decide")
    assert Decision.objects.get().points.count() == 2
    assert "Behovet är stort." not in page(client, case)
    status, answer = save(client, case, 0, reason="Från en flik som stod öppen.")
    assert (status, answer["theirs"]) == (409, "")
    assert DecisionDraft.objects.get().typed == ""
    assert (
        "Fortsätt på ditt beslut" not in client.get(reverse("case", args=[case.public_id])).content.decode()
    )


def test_two_windows_do_not_save_over_each_other(client, case):
    save(client, case, 0)
    status, answer = save(client, case, 0, reason="Ur det andra fönstret.")
    assert status == 409
    assert answer["theirs"] == urlencode(TYPED)
    assert answer["message"].startswith("Du har skrivit något annat i ett annat fönster.")
    assert save(client, case, answer["version"], reason="Ur det andra fönstret.")[0] == 200


def test_a_draft_is_its_authors_alone_and_can_be_thrown_away(client, case, board):
    save(client, case, 0)
    other = client_of(factories.person("annan.direktor", ("director", board.unit)))
    assert "Behovet är stort." not in page(other, case)
    assert send(client, case, do="discard").status_code == 302
    assert "Behovet är stort." not in page(client, case)
    assert save(client, case, 2)[1]["version"] == 3


def test_a_text_no_decision_holds_is_refused_with_the_reason(client, case):
    status, answer = save(client, case, 0, reason="x" * 500_001)
    assert (status, answer["message"]) == (
        400,
        "Texten är för lång för att sparas som utkast. Lägg den i en handling.",
    )
    assert not DecisionDraft.objects.exists()


def test_what_is_changed_on_the_page_of_a_decision_that_is_made_stands_on_a_new_one_with_every_point(
    client, case
):
    key = {"once_key": "samma"}
    assert send(client, case, **key).status_code == 302
    again = send(client, case, **key, **{"r1-text": "HR annonserar på två ställen."})
    assert (again.status_code, Decision.objects.count()) == (409, 1)
    assert "HR annonserar på två ställen." in page(client, case)


def test_what_a_button_brings_is_kept_to_the_last_word_however_long(client, case):
    long = "Behovet är stort. " * 40_000 + "Slut."
    client.post(reverse("decision_new", args=[case.public_id]), TYPED | {"reason": long, "do": "keep"})
    assert QueryDict(DecisionDraft.objects.get().typed)["reason"] == long
