"""Is this the valid one? Answered to anybody, by address or by the signs of a hash."""

from datetime import date
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse

from cases.models import Case
from directives.steering import ending, qr
from organisation import clock
from tests.directives.steering.library import card_of, older, original


def check(client, steering, signs=""):
    return client.get(
        reverse("steering_check", args=[steering.public_id]), {"tecken": signs} if signs else {}
    )


def search(client, signs):
    return client.get(reverse("steering_check_any"), {"tecken": signs})


def test_anybody_is_told_that_it_is_the_valid_one_since_when_and_by_whom(client, region):
    steering = older(region)
    page = check(client, steering)
    text = page.content.decode()
    shown = (
        "Ja, den här versionen gäller i dag", "Den gäller sedan lördag 1 juni 2024", "SSN", "§ 61/2024, 2024-05-17",
        steering.version.content_hash,
    )  # fmt: skip
    assert [words in text for words in shown] == [True] * 5
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert region.owner.name not in text


def test_what_was_replaced_says_what_is_valid_instead_however_many_steps_away(client, region):
    line = [older(region, name, paragraph=n, valid_from=date(2024, n, 1)) for n, name in enumerate("ABC", 1)]
    for old, new in pairwise(line):
        ending.replace(card_of(old), by=region.owner, successor=card_of(new), on=date(2026, 1, 1))
    page = check(client, line[0])
    assert "Nej, den här versionen gäller inte längre" in page.content.decode()
    assert (page.context["status"].state, page.context["status"].now) == ("ended", line[2])


def test_what_is_not_yet_valid_says_so(client, region):
    steering = older(region)
    with time_machine.travel("2024-05-31 12:00 +0200", tick=False):
        page = check(client, steering)
    assert page.context["status"].state == "coming"
    assert "börjar gälla lördag 1 juni." in page.content.decode()


@pytest.mark.parametrize(("cut", "matches"), [(6, True), (12, True), (64, True), (5, False)])
def test_the_first_signs_are_compared_with_spaces_and_capitals_as_they_come(client, region, cut, matches):
    steering = older(region)
    signs = steering.version.content_hash[:cut].upper()
    page = check(client, steering, f" {signs[:4]} {signs[4:]} ")
    assert page.context["matches"] is matches


def test_signs_alone_lead_to_the_document(client, region):
    steering = older(region)
    found = search(client, steering.version.content_hash[:12])
    assert found.headers["Location"] == reverse("steering_check", args=[steering.public_id])
    assert "Inget styrdokument har ett fingeravtryck" in search(client, "0123456789ab").content.decode()
    for nonsense in ("abc", "hej hej", "%", "\0", "a" * 65):
        assert search(client, nonsense).context["hits"] == []


def test_several_of_the_same_text_are_listed(client, region):
    one = older(region, text="", original=original(content=b"Samma."))
    other = older(region, "Kopia", paragraph=2, text="", original=original(content=b"Samma."))
    assert one.version.content_hash == other.version.content_hash
    assert set(search(client, one.version.content_hash).context["hits"]) == {one, other}


def test_nothing_is_told_of_what_lies_in_a_secret_case(client, region):
    steering, successor = older(region, "Hemlig titel"), older(region, "Öppen", paragraph=2)
    ending.replace(card_of(successor), by=region.owner, successor=card_of(steering), on=date(2026, 1, 1))
    Case.objects.filter(pk=steering.document.case_id).update(
        secrecy_provision="OSL 18:13", secrecy_on=clock.today()
    )
    signs = steering.version.content_hash
    assert check(client, steering).status_code == 404
    missing = client.get(reverse("steering_check", args=["a" * 26]))
    assert (missing.status_code, search(client, signs).context["hits"]) == (404, [])
    page = check(client, successor)
    assert (page.context["status"].now, "Hemlig titel" in page.content.decode()) == (None, False)


def test_the_code_is_one_path_without_style_and_as_long_as_the_address_needs():
    drawn = qr.svg("https://samrad.example/giltig/abcdefghijklmnopqrstuvwxyz/")
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41">')
    assert ("style" in drawn, drawn.count("<path")) == (False, 1)
    assert "M4 4h7v1h-7z" in drawn  # the upper edge of the first of its three corners
