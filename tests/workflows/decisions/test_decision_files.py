"""An official adopts a file: brought on the page of the decision, kept by its hash, chosen in a point."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Adoption, Decision, DocumentFile
from directives.models import SteeringDocument
from tests.cases.meetings.pdf import pdf_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def page(case):
    return reverse("decision_new", args=[case.public_id])


def typed(**more):
    first = {"kind": "execution", "title": "Riktlinje", "rows": "1", "r0-kind": "adopt", "reason": "Behövs."}
    return first | {"r0-text": "Riktlinjen fastställs.", "do": "attach"} | more


def pdf(name="riktlinje.pdf", content=None):
    return SimpleUploadedFile(name, pdf_of(2) if content is None else content)


def test_a_file_is_brought_chosen_in_the_point_and_adopted_exactly_as_it_is(client, page):
    assert "under Handlingar längre ner" in client.get(page).content.decode()
    content = pdf_of(2)
    brought = client.post(
        page, typed(**{"paper-title": "Riktlinje för möten", "paper-file": pdf(content=content)})
    )
    file = DocumentFile.objects.get()
    assert (file.document.title, file.file.sha256) == ("Riktlinje för möten", sha256(content).hexdigest())
    assert (file.document.kind, file.document.number_in_case) == ("paper", 1)
    shown = brought.content.decode()
    for words in ("Filen är registrerad i ärendet.", "Riktlinjen fastställs.", "Behövs.", file.public_id):
        assert words in shown
    done = client.post(page, typed(do="decide", **{"r0-versions": file.public_id}))
    decision = Decision.objects.get()
    assert done["Location"] == reverse("decision", args=[decision.public_id])
    adopted = Adoption.objects.get(point__decision=decision)
    assert (adopted.version_hash, adopted.version.document) == (file.file.sha256, file.document)


def test_a_refused_file_says_why_and_everything_typed_stays(client, page):
    sent = typed(**{"paper-file": pdf("plan.exe"), "paper-title": "Planen", "r0-due_words": "omgående"})
    shown = client.post(page, sent).content.decode()
    assert 'href="#id_paper-file"' in shown
    for words in ("Riktlinjen fastställs.", "Behövs.", "Planen", "omgående"):
        assert words in shown
    torn = client.post(page, typed(**{"paper-file": pdf(content=b"%PDF-1.7 torn")}))
    assert 'href="#id_paper-file"' in torn.content.decode()
    assert "Välj en fil." in client.post(page, typed()).content.decode()
    assert not DocumentFile.objects.exists()


def test_a_file_chosen_but_not_added_is_added_before_anything_is_decided(client, page):
    shown = client.post(page, typed(do="decide", **{"r0-kind": "note", "paper-file": pdf()})).content.decode()
    assert "Välj den i den punkt som fastställer den." in shown
    assert DocumentFile.objects.count() == 1
    assert not Decision.objects.exists()


def test_a_file_sent_twice_with_one_form_is_registered_once(client, page):
    for _click in range(2):
        client.post(page, typed(once_key="en-nyckel", **{"paper-file": pdf()}))
    assert DocumentFile.objects.count() == 1
    other = client.post(page, typed(once_key="en-nyckel", title="Annan", **{"paper-file": pdf()}))
    assert "Sidan var redan skickad." in other.content.decode()
    assert "Annan" in other.content.decode()
    assert DocumentFile.objects.count() == 1


def test_what_is_adopted_gets_its_title_and_kind_from_the_point_and_the_decision_leads_to_it(client, page):
    client.post(page, typed(**{"paper-file": pdf()}))
    shown = client.get(page).content.decode()
    assert 'name="r0-adopted_title" value="riktlinje"' in shown
    assert '<option value="guideline" selected>' in shown
    file = DocumentFile.objects.get()
    named = {"r0-adopted_title": "Riktlinje för möten", "r0-adopted_kind": "routine"}
    client.post(page, typed(do="decide", **{"r0-versions": file.public_id}, **named))
    steering = SteeringDocument.objects.get()
    assert (steering.title, steering.document.steering_card.kind) == ("Riktlinje för möten", "routine")
    assert steering.document.title == "riktlinje"
    read = client.get(reverse("decision", args=[Decision.objects.get().public_id])).content.decode()
    assert "Riktlinje för möten, version 1" in read
    assert reverse("steering_document", args=[steering.public_id]) in read


def test_one_title_is_not_given_to_several_documents(client, page):
    client.post(page, typed(**{"paper-file": pdf()}))
    client.post(page, typed(**{"paper-file": pdf("bilaga.pdf", pdf_of(3))}))
    both = [file.public_id for file in DocumentFile.objects.order_by("pk")]
    sent = typed(do="decide", **{"r0-versions": both, "r0-adopted_title": "Riktlinje"})
    assert "Titeln gäller en enda handling." in client.post(page, sent).content.decode()
    client.post(page, sent | {"r0-adopted_title": ""})
    assert sorted(SteeringDocument.objects.values_list("title", flat=True)) == ["bilaga", "riktlinje"]


def test_a_row_that_only_holds_what_the_page_proposed_is_no_point(client, page):
    client.post(page, typed(**{"paper-file": pdf()}))
    file = DocumentFile.objects.get()
    proposed = {
        "r1-adopted_title": "riktlinje",
        "r1-adopted_kind": "guideline",
        "r1-text": "",
        "r1-kind": "note",
    }
    client.post(page, typed(do="decide", rows="2", **{"r0-versions": file.public_id}, **proposed))
    assert Decision.objects.get().points.count() == 1
