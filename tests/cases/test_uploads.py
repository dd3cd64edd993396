import io
import random
import struct
import zipfile
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases import office_files
from cases.file_kinds import KINDS
from cases.file_names import LONGEST_NAME, clean_name
from cases.uploads import MOST_BYTES, CheckedUpload, UploadRefused, check_upload

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}


@pytest.fixture(autouse=True)
def _in_swedish():
    with translation.override("sv"):
        yield


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return packed.getvalue()


def office(kind: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{MAIN[kind]}"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), "main.xml": b"<main/>", **more})


def open_document(kind: str, **more: bytes) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mimetype, "content.xml": b"<content/>", **more}, zipfile.ZIP_STORED)


def take(name: str, content: bytes) -> CheckedUpload:
    return check_upload(name, io.BytesIO(content), len(content))


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        take(name, content)
    return str(refused.value)


def content_of(name: str) -> str:
    return KINDS[name.rpartition(".")[2]].content


# What is taken

TAKEN = {
    "svar.pdf": PDF,
    "svar.docx": office("docx"),
    "svar.xlsx": office("xlsx"),
    "svar.pptx": office("pptx"),
    "svar.odt": open_document("text"),
    "svar.ods": open_document("spreadsheet"),
    "bild.png": PNG,
    "bild.jpg": JPEG,
    "bild.jpeg": JPEG,
    "svar.txt": "Vi tillstyrker på alla punkter.".encode(),
    "svar.csv": "\ufeffavsnitt;svar\n1;tillstyrker\n".encode(),
    "svar.md": b"# Svar\n\nVi tillstyrker <b>allt</b>.",
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_whose_content_agrees_with_its_extension_is_taken(name):
    content = TAKEN[name]
    expected = CheckedUpload(name, KINDS[name.rpartition(".")[2]].media_type, len(content))
    assert take(name, content) == expected


def test_every_allowed_extension_is_tried_above():
    assert {name.rpartition(".")[2] for name in TAKEN} == set(KINDS)


def test_the_stream_is_left_at_its_start_for_whoever_stores_it():
    stream = io.BytesIO(TAKEN["svar.docx"])
    check_upload("svar.docx", stream, 1)
    assert stream.tell() == 0


def test_the_true_size_counts_when_the_told_one_is_smaller():
    assert check_upload("a.txt", io.BytesIO(b"abc"), 0).size == 3


def test_a_text_that_happens_to_begin_like_a_bitmap_is_taken():
    assert take("bmi.txt", "BMI mäts vid besöket".encode()).media_type == "text/plain"


# What is refused


@pytest.mark.parametrize(
    ("name", "other"), [(a, b) for a in TAKEN for b in TAKEN if content_of(a) != content_of(b)]
)
def test_a_file_with_the_content_of_another_kind_is_refused(name, other):
    assert refusal(name, TAKEN[other]) == f"Innehållet i filen {name} stämmer inte med filnamnets ändelse."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"", "Filen a.pdf är tom."),
        ("a.pdf", PDF + bytes(MOST_BYTES), "Filen a.pdf är för stor. En fil får vara högst 20 MB."),
        ("a.doc", OLD_WORD, "Filen a.doc tas inte emot. Det här kan ni lämna: "),
        ("a.docx", OLD_WORD, "Filen a.docx är lösenordsskyddad eller sparad i ett äldre format."),
        ("a.svg", b"<svg/>", "Filen a.svg tas inte emot."),
        ("a.html", b"<p>", "Filen a.html tas inte emot."),
        ("a", PDF, "Filen a tas inte emot."),
        (".pdf", b"x", "Innehållet i filen fil.pdf stämmer inte med filnamnets ändelse."),
        ("a.pdf.exe", PDF, "Filen a.pdf.exe tas inte emot."),
        ("rapport.html.pdf", PDF, "Filnamnet rapport.html.pdf innehåller .html."),
        ("rapport.EXE .pdf", PDF, "Filnamnet rapport.EXE.pdf innehåller .exe."),
        ("rapport.e\u200bxe.pdf", PDF, "Filnamnet rapport.exe.pdf innehåller .exe."),
        ("rapport\u202efdp.exe", PDF, "Filen rapportfdp.exe tas inte emot."),
        ("a.txt", b"<svg onload=alert(1)>", "Filen a.txt innehåller kod, inte ren text."),
        ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html>", "Filen a.txt innehåller kod, inte ren text."),
        ("a.csv", b"<?xml version='1.0'?><a/>", "Filen a.csv innehåller kod, inte ren text."),
        ("a.md", b"#!/bin/sh\nrm -rf x", "Filen a.md innehåller kod, inte ren text."),
        ("a.txt", b"{\\rtf1 hej}", "Filen a.txt innehåller kod, inte ren text."),
        ("a.csv", "avsnitt;å".encode("latin-1"), "Textfilen a.csv är inte sparad som UTF-8."),
        ("a.txt", "text".encode("utf-16"), "Textfilen a.txt är inte sparad som UTF-8."),
        ("a.txt", b"MZ\x90\x00\x03", "Textfilen a.txt är inte sparad som UTF-8."),
        ("a.txt", "slut på halva å".encode()[:-1], "Textfilen a.txt är inte sparad som UTF-8."),
        ("a.docx", b"PK\x03\x04 bara prat", "Filen a.docx är skadad."),
        ("a.docx", archive({"a.txt": b"a"}), "Innehållet i filen a.docx stämmer inte"),
        ("a.docx", office("docx")[:-30], "Filen a.docx är skadad."),
        ("a.docx", office("docx", **{"word/vbaProject.bin": b"x"}), "Filen a.docx innehåller makron."),
        ("a.xlsx", office("xlsx", **{"xl/macrosheets/sheet1.xml": b"x"}), "Filen a.xlsx innehåller makron."),
        ("a.odt", open_document("text", **{"Basic/M.xml": b"x"}), "Filen a.odt innehåller makron."),
        ("a.docx", office("docx", **{"../../etc/passwd": b"x"}), "Filen a.docx är skadad."),
        ("a.docx", office("docx", **{"/etc/passwd": b"x"}), "Filen a.docx är skadad."),
        ("a.docx", office("docx", **{"..\\x": b"x"}), "Filen a.docx är skadad."),
        ("a.docx", office("docx", **{"a/" * 25 + "x": b"x"}), "Filen a.docx är skadad."),
        ("a.docx", office("docx", **{"stor.xml": bytes(15_000_000)}), "Filen a.docx blir för stor när"),
    ],
)  # fmt: skip
def test_a_file_we_do_not_take_is_refused_with_a_reason(name, content, message):
    assert refusal(name, content).startswith(message)


def test_a_macro_enabled_main_part_is_refused_whatever_its_extension():
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    content = archive({"[Content_Types].xml": types, "word/document.xml": b"<a/>"})
    assert refusal("a.docx", content).startswith("Filen a.docx innehåller makron.")


def test_an_archive_of_too_many_entries_is_refused_before_they_are_listed(monkeypatch):
    content = office("docx", **{f"{n}.xml": b"" for n in range(5001)})
    monkeypatch.setattr(office_files.zipfile, "ZipFile", None)
    assert refusal("a.docx", content).startswith("Filen a.docx blir för stor")


def test_an_archive_that_tells_of_fewer_entries_than_it_has_is_refused():
    content = bytearray(office("docx", **{f"{n}.xml": b"" for n in range(5001)}))
    struct.pack_into("<HH", content, len(content) - 14, 1, 1)
    assert refusal("a.docx", bytes(content)).startswith("Filen a.docx blir för stor")


def test_an_archive_that_says_it_unpacks_to_more_than_we_take_is_refused():
    content = office("docx", **{"stor.bin": random.Random(1).randbytes(3_000_000)})
    at = content.rindex(b"PK\x01\x02")
    swollen = content[: at + 24] + struct.pack("<L", 201 * 1024 * 1024) + content[at + 28 :]
    assert refusal("a.docx", swollen).startswith("Filen a.docx blir för stor")


def test_an_archive_whose_entries_share_bytes_is_refused():
    content = bytearray(office("docx", **{"a.xml": b"x" * 50, "b.xml": b"x" * 50}))
    first, last = content.index(b"PK\x01\x02"), content.rindex(b"PK\x01\x02")
    content[last + 42 : last + 46] = content[first + 42 : first + 46]
    assert refusal("a.docx", bytes(content)) == refusal("a.docx", b"PK\x03\x04")


def test_an_archive_with_a_password_is_refused():
    content = bytearray(office("docx"))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal("a.docx", bytes(content)).startswith("Filen a.docx är lösenordsskyddad")


@given(st.sampled_from(sorted(TAKEN)), st.binary(max_size=300))
def test_whatever_is_sent_is_taken_or_refused_and_nothing_else(name, content):
    _taken_or_refused(name, content)


@given(st.sampled_from(["svar.docx", "svar.odt"]), st.integers(0, 2000), st.binary(min_size=1, max_size=6))
def test_a_mangled_archive_is_taken_or_refused_and_nothing_else(name, at, noise):
    content = TAKEN[name]
    at %= len(content)
    _taken_or_refused(name, content[:at] + noise + content[at + len(noise) :])


def _taken_or_refused(name: str, content: bytes) -> None:
    with suppress(UploadRefused):
        assert take(name, content).size == len(content)


# Names


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\x\\Svar.PDF", "Svar.pdf"),
        ("../../etc/passwd", "passwd"),
        ("mapp/svar.pdf/", "svar.pdf"),
        ("A\u030angest.docx", "Ångest.docx"),
        ("a\x00b\x1f\u202ec\u2028d.pdf", "ab c d.pdf"),
        ("  svar   till  er .pdf . ", "svar till er.pdf"),
        (".pdf", "fil.pdf"),
        ("", "fil"),
        ("...", "fil"),
        ("å" * 300 + ".docx", "å" * 115 + ".docx"),
        ("v. 50 svar 1.2.pdf", "v. 50 svar 1.2.pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(name, clean):
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_a_clean_name_is_short_visible_and_stays_as_it_is(name):
    clean = clean_name(name)
    assert 0 < len(clean) <= LONGEST_NAME
    assert clean.isprintable()
    assert not set(clean) & set("/\\\0\u202e")
    assert clean_name(clean) == clean
