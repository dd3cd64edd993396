"""Steering documents, the case's decisions, and the files of registered documents."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import outcome
from cases.models import Case, Decision, Document, DocumentFile, DocumentVersion
from directives.models import SteeringDocument
from organisation import clock
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


def decided(region, valid_from):
    """A round whose proposal the director adopted."""
    found = factories.closed_round(region)
    read = outcome.proposal(found).content_hash
    engine.decide(found, by=region.director, read_hash=read, valid_from=valid_from)
    return found


def page(client, user, url):
    client.force_login(user)
    return client.get(url)


def titles(rows):
    return [row.title for row in rows]


@pytest.mark.parametrize(
    ("asked", "valid", "coming"),
    [
        ("", [], ["Styrande principer"]),
        ("2026-12-31", [], ["Styrande principer"]),
        ("2027-01-01", ["Styrande principer"], []),
        ("2027-13-45", [], ["Styrande principer"]),
        ("i går\0", [], ["Styrande principer"]),
    ],
)
def test_the_list_says_what_steers_on_a_day_and_what_is_coming(client, region, asked, valid, coming):
    decided(region, date(2027, 1, 1))
    response = page(client, factories.person("stranger"), f"{reverse('steering')}?dag={asked}")
    assert (titles(response.context["page"]), titles(response.context["coming"])) == (valid, coming)


def test_anybody_reads_the_text_with_its_decision_and_version_but_not_the_round(client, region):
    decided(region, date(2026, 11, 23))
    steering = SteeringDocument.objects.get()
    url = reverse("steering_document", args=[steering.public_id])
    response = page(client, factories.person("stranger"), url)
    text = " ".join(response.content.decode().split())
    shown = ("Vi lyssnar på den vi möter.", "B 2026-0001", steering.version.content_hash)
    assert [words in text for words in shown] == [True] * 3
    assert "Utskriven version kan vara ogiltig. Version 2, utskriven 2026-11-23 kl. 09.00." in text
    assert "/remissrundor/a" not in text
    assert response.context["round"] is None
    assert page(client, region.owner, url).context["round"] == steering.decision.round


def test_a_later_wording_ends_the_earlier_which_stays_readable(client, region):
    decided(region, date(2026, 11, 23))
    first = SteeringDocument.objects.get()
    later = _next_wording(first, date(2027, 1, 1), region)
    first.valid_to = date(2026, 12, 31)
    first.save()
    later.valid_to = None
    later.save()
    url = reverse("steering_document", args=[first.public_id])
    assert list(page(client, region.owner, url).context["others"]) == [later]
    with time_machine.travel("2027-02-01 09:00 +0100", tick=False):
        assert "slutade gälla" in page(client, region.owner, url).content.decode()


def test_what_bears_a_secrecy_mark_is_on_nobody_elses_list(client, region):
    found = decided(region, date(2026, 11, 23))
    marked = Case.objects.filter(pk=found.case_id)
    marked.update(secrecy_provision="OSL 18:13", secrecy_on=clock.today())
    steering = SteeringDocument.objects.get()
    url = reverse("steering_document", args=[steering.public_id])
    assert page(client, factories.person("stranger"), url).status_code == 404
    response = page(client, factories.person("other"), reverse("steering"))
    assert titles(response.context["page"]) == []


def test_the_case_lists_its_decision_and_the_document_shows_what_was_adopted(client, region):
    found = decided(region, date(2027, 1, 1))
    decision = Decision.objects.get()
    document = reverse("document", args=[decision.document.public_id])
    case = page(client, region.owner, reverse("case", args=[found.case.public_id]))
    assert list(case.context["decisions"]) == [decision]
    assert document in case.content.decode()
    shown = page(client, region.owner, document).content.decode()
    assert [words in shown for words in (decision.number, "Vi lyssnar på den vi möter.")] == [True, True]


def test_the_files_of_a_document_are_fetched_by_those_who_may_see_its_case(client, region):
    decided(region, date(2027, 1, 1))
    file = DocumentFile.objects.get()
    url = reverse("document_file", args=[file.document.public_id, file.public_id])
    response = page(client, region.owner, reverse("document", args=[file.document.public_id]))
    assert url in response.content.decode()
    answer = client.get(url)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert page(client, factories.person("stranger"), url).status_code == 404
    other = Document.objects.exclude(pk=file.document_id)[0]
    client.force_login(region.owner)
    assert client.get(reverse("document_file", args=[other.public_id, file.public_id])).status_code == 404


def _next_wording(before, day, region):
    """Another wording of the same document, adopted by a decision of its own."""
    version = DocumentVersion.objects.create(
        document=before.document,
        number=before.document.versions.count() + 1,
        frozen_at=clock.now(),
        frozen_by=region.director,
        content_hash=f"{before.document.versions.count():064}",
    )
    decision = Decision.objects.create(
        case=before.decision.case,
        authority=before.decision.authority,
        kind="delegated",
        title="Beslut",
        decider=region.director,
        decider_title="direktör",
        decided_at=clock.now(),
        version=version,
        version_hash=version.content_hash,
        valid_from=day,
    )
    return SteeringDocument.objects.create(
        title=f"Lydelse {version.number}",
        unit=before.unit,
        document=before.document,
        version=version,
        decision=decision,
        valid_from=day,
        valid_to=day,
    )


def test_the_list_costs_the_same_at_any_length(client, region):
    decided(region, date(2026, 11, 23))
    first, costs, laid = SteeringDocument.objects.get(), [], 1
    for size in (1, 3, 300):
        for _row in range(size - laid):
            _next_wording(first, date(2026, 11, 23), region)
        laid = size
        client.force_login(fresh(region.owner))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("steering"))
        costs.append(len(seen))
    assert costs == [costs[0]] * 3, costs
