"""A document in a case with a secrecy mark: its words are found nowhere by those without the right."""

from datetime import date

from django.urls import reverse

from cases.models import Case
from directives.models import SteeringDocument
from directives.steering import cards, ending
from organisation import clock
from tests import factories
from tests.directives.steering.library import card_of, older

WORD = "kanarieriktlinje"


def test_no_page_tells_a_secret_documents_name_through_what_it_hangs_together_with(client, region):
    secret = older(region, WORD.capitalize())
    upper, lower, beside, before = (older(region, f"Öppet {n}", paragraph=n) for n in range(2, 6))
    card = cards.change_card(card_of(secret), by=region.owner, edition=0, parent=card_of(upper))
    cards.change_card(card_of(lower), by=region.owner, edition=0, parent=card)
    cards.relate(card, card_of(beside), kind="refers", by=region.owner)
    ending.replace(card_of(before), by=region.owner, successor=card, on=date(2026, 1, 1))
    shown = crawl(client, region.owner)
    assert {name for name, text in shown.items() if WORD in text} == set(shown) - {"giltig"}  # the eyes work
    mark(secret)
    for who in (region.owner, factories.person("stranger")):
        told = {name for name, text in crawl(client, who).items() if WORD in text}
        assert told == set()
    client.force_login(region.owner)
    for name in ("steering_document", "steering_pdf", "steering_card", "steering_end", "steering_review"):
        assert client.get(reverse(name, args=[secret.public_id])).status_code == 404


def test_the_registrar_who_reads_secrets_reads_the_document(client, region):
    secret = older(region, WORD.capitalize())
    registrar = factories.person("registrator", ("registrar", region.process_unit))
    mark(secret)
    client.force_login(registrar)
    assert client.get(reverse("steering_document", args=[secret.public_id])).status_code == 200


def mark(steering):
    Case.objects.filter(pk=steering.document.case_id).update(
        secrecy_provision="OSL 18:13", secrecy_on=clock.today()
    )


def crawl(client, who):
    """Every page an open document of the line has, as one text each."""
    client.force_login(who)
    lists = {
        "list": reverse("steering"),
        "all": f"{reverse('steering')}?visa=alla",
        "found": f"{reverse('steering')}?q=kanarie",
    }
    pages = {
        f"{row.title}": reverse("steering_document", args=[row.public_id])
        for row in SteeringDocument.objects.filter(title__startswith="Öppet")
    }
    replaced = SteeringDocument.objects.get(title="Öppet 5")
    pages["giltig"] = reverse(
        "steering_check", args=[SteeringDocument.objects.get(title="Öppet 2").public_id]
    )
    pages["instead"] = reverse("steering_check", args=[replaced.public_id])
    found = {name: client.get(address) for name, address in (lists | pages).items()}
    return {name: answer.content.decode().lower().replace("?q=kanarie", "") for name, answer in found.items()}
