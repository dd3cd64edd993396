"""The PDF of a wording: its text, its hash, and where one asks whether it is the valid one."""

from django.urls import reverse

from tests import factories
from tests.cases.paper.reading import headings, reader, squeezed, tags, words
from tests.directives.steering.library import older, original


def pdf_of(client, steering):
    client.force_login(factories.person("stranger"))
    response = client.get(reverse("steering_pdf", args=[steering.public_id]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def test_the_pdf_carries_what_a_print_needs(client, region, settings):
    steering = older(region, kind="guideline")
    pdf = pdf_of(client, steering)
    assert headings(pdf) == [(1, "Syfte"), (1, "Omfattning"), (1, "Är det här den som gäller?")]
    said, signs = words(pdf), steering.version.content_hash
    short = f"{signs[:4]} {signs[4:8]} {signs[8:12]}"
    for text in (
        "Riktlinje för digitala möten",
        "Gäller från 1 juni 2024",
        "Fastställt av SSN",
        "Beslut § 61/2024, 2024-05-17",
        f"Utskriven version kan vara ogiltig. Version 1, {short}.",
        "23 november 2026 kl. 09.00",
    ):
        assert text in said
    address = f"{settings.SITE_URL}/giltig/{steering.public_id}/"
    assert signs in squeezed(said)
    assert address in squeezed(said)
    assert [tag.alt for tag in tags(pdf) if tag.role == "Figure"] == [f"QR-kod till {address}"]
    links = [note.get_object()["/A"]["/URI"] for page in reader(pdf).pages for note in page["/Annots"]]
    assert links == [address]
    # a place to break in a long address is no character: what is copied from the print leads there
    printed = "".join(page.extract_text() for page in reader(pdf).pages)
    assert "\u200b" not in printed
    assert address in printed.replace("\n", "")


def test_a_document_that_is_a_file_names_it_in_the_pdf(client, region):
    pdf = pdf_of(client, older(region, text="", original=original()))
    assert "Filer riktlinje.txt" in words(pdf)
