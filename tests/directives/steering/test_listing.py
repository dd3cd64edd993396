"""The library: a hierarchy on a day, narrowed and searched, at the same cost whatever its size."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Adoption, Document, DocumentVersion
from directives.models import Process, SteeringCard, SteeringDocument
from directives.steering import cards, ending
from tests import factories
from tests.directives.steering.library import card_of, older
from tests.races.support import fresh


@pytest.fixture
def shelf(region):
    """B lies below A and D below B; C stands alone. B's review is overdue, C has been replaced by A."""
    made = {name: older(region, f"Dokument {name}", paragraph=n) for n, name in enumerate("ABCD", start=1)}
    process = Process.objects.create(name="Invånarinteraktion", kind="care", unit=region.process_unit)
    change = {
        "A": {"kind": "policy", "process": process},
        "B": {"parent": card_of(made["A"]), "review_due_on": date(2026, 11, 1)},
        "D": {"parent": card_of(made["B"]), "unit": region.office},
    }
    for name, facts in change.items():
        cards.change_card(card_of(made[name]), by=region.owner, edition=0, **facts)
    ending.replace(card_of(made["C"]), by=region.owner, successor=card_of(made["A"]), on=date(2026, 1, 1))
    return made


def listed(client, user, query=""):
    client.force_login(user)
    page = client.get(f"{reverse('steering')}?{query}").context["page"]
    return [(row.title[-1], row.depth, row.below[-1:], row.overdue) for row in page]


def test_each_document_stands_below_the_one_it_lies_under(client, region, shelf):
    assert listed(client, factories.person("stranger")) == [
        ("A", 0, "", False), ("B", 1, "A", True), ("D", 2, "B", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dag=2025-12-31", "ABDC"),
        ("dag=2024-05-31", ""),
        ("slag=policy", "A"),
        ("slag=nonsens", ""),
        ("oversyn=1", "B"),
        ("visa=upphort", "C"),
        ("visa=alla", "ABDC"),
        ("visa=nonsens", "ABD"),
        ("q=dokument+d", "D"),
        ("q=gäller+alla", "ABD"),
        ("q=%25", ""),
        ("q=%00", "ABD"),
        ("sida=99", "ABD"),
    ],
)
def test_the_list_is_narrowed(client, region, shelf, query, found):
    assert "".join(row[0] for row in listed(client, region.owner, query)) == found


def test_the_list_is_narrowed_by_process_and_by_who_keeps_it(client, region, shelf):
    process, office = Process.objects.get().public_id, region.office.public_id
    assert [row[0] for row in listed(client, region.owner, f"process={process}")] == ["A"]
    assert [row[:2] for row in listed(client, region.owner, f"enhet={office}")] == [("D", 0)]


def test_whoever_keeps_documents_is_offered_to_register_an_older_one(client, region):
    for user, offered in ((region.owner, True), (factories.person("stranger"), False)):
        client.force_login(user)
        page = client.get(reverse("steering"))
        assert (page.context["may_register"], reverse("steering_new") in page.content.decode()) == (
            offered,
            offered,
        )


def test_the_list_and_the_page_cost_the_same_at_any_size(client, region):
    top, first = older(region, "Överst", paragraph=1), older(region, "Nummer 1", paragraph=2)
    SteeringCard.objects.filter(document=first.document_id).update(parent=card_of(top))
    costs, laid = [], 1
    for size in (1, 3, 300):
        lay_copies(first, size - laid)
        laid = size
        costs.append(
            [cost(client, region, "steering"), cost(client, region, "steering_document", top.public_id)]
        )
    assert costs == [costs[0]] * 3, costs


def lay_copies(steering, count):
    """As many documents more, each below the same one, past the verbs that would take their time."""
    facts = {"case": steering.document.case, "kind": "steering", "direction": "internal", "title": "Till"}
    drawn_up = steering.document.drawn_up_at
    documents = Document.objects.bulk_create(Document(**facts, drawn_up_at=drawn_up) for _n in range(count))
    frozen = {"number": 1, "frozen_at": drawn_up, "frozen_by": steering.version.frozen_by}
    versions = DocumentVersion.objects.bulk_create(
        DocumentVersion(document=document, content_hash="0" * 64, **frozen) for document in documents
    )
    point, valid_from = steering.adoption.point, steering.valid_from
    adoptions = Adoption.objects.bulk_create(
        Adoption(point=point, version=version, version_hash="0" * 64) for version in versions
    )
    parent = card_of(steering).parent
    SteeringCard.objects.bulk_create(
        SteeringCard(document=document, unit=steering.unit, parent=parent) for document in documents
    )
    SteeringDocument.objects.bulk_create(
        SteeringDocument(
            title="Till", unit=steering.unit, document=version.document, version=version, adoption=adoption,
            valid_from=valid_from,
        )
        for version, adoption in zip(versions, adoptions, strict=True)
    )  # fmt: skip


def cost(client, region, name, *of):
    """How many queries a page takes for somebody who keeps documents."""
    client.force_login(fresh(region.owner))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name, args=of)).status_code == 200
    return len(seen)
