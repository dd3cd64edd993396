"""Two wordings compared: sections are the same ones by identity, between documents by heading."""

from datetime import date

from django.urls import reverse

from directives.steering import comparing, ending
from tests import factories
from tests.directives.steering.library import card_of, older

NEW = "# Syfte\nVi gör det mycket lätt att nå oss.\n\n# Uppföljning\nVarje år."


def told(sections):
    return [
        (one.heading, one.state, [(piece.kind, piece.text) for piece in one.pieces if piece.kind != "same"])
        for one in sections
    ]


def test_every_section_says_whether_it_is_changed_new_gone_or_the_same(region):
    before, after = older(region), older(region, "Ny", paragraph=2, text=NEW)
    assert told(comparing.compare(before.version, after.version)) == [
        ("Syfte", "changed", [("new", "mycket ")]),
        ("Uppföljning", "new", [("new", "Varje år.")]),
        ("Omfattning", "gone", [("gone", "Gäller alla.")]),
    ]
    assert [
        state for _heading, state, _pieces in told(comparing.compare(before.version, before.version))
    ] == [
        "same",
        "same",
    ]


def test_the_page_compares_a_document_with_what_it_replaced_the_older_first(region, client):
    old, new = older(region), older(region, "Ny", paragraph=2, text=NEW, valid_from=date(2026, 11, 1))
    url = reverse("steering_compare", args=[new.public_id])
    client.force_login(factories.person("stranger"))
    assert client.get(f"{url}?lydelse={old.public_id}").status_code == 404  # not yet of one line
    ending.replace(card_of(old), by=region.owner, successor=card_of(new), on=date(2026, 11, 1))
    page = client.get(f"{url}?lydelse={old.public_id}")
    assert (page.context["before"], page.context["after"]) == (old, new)
    assert '<ins><span class="ds-sr-only">[tillagt: </span>mycket ' in page.content.decode()
    assert client.get(f"{url}?lydelse=nonsens").status_code == 404
    seen_from_the_old = client.get(reverse("steering_document", args=[old.public_id]))
    assert list(seen_from_the_old.context["others"]) == [new]
