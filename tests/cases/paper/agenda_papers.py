"""A notice of meeting to typeset, and files to pack with it."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfWriter

from cases.paper.agenda import AgendaFile, AgendaPaper, AgendaRow

AGENDA = AgendaPaper(
    body="Hälso- och sjukvårdsnämnden",
    starts_at=datetime(2026, 12, 10, 8, 30, tzinfo=UTC),
    ends_at=datetime(2026, 12, 10, 14, 0, tzinfo=UTC),
    made_at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    place="Residenset, Vänersborg",
    distance="Ledamöter får delta på distans",
    contact="Nämndsekreteraren, telefon 010-000 00 00",
    note="Anmäl **förhinder** senast två dagar före mötet.",
    rows=(
        AgendaRow(number=1, title="Mötets öppnande", time="09.30"),
        AgendaRow(
            number=2,
            title="Handlingsplan för nära vård 2027–2029",
            diary_number="HSN 2026-00297",
            presenter="Direktör Exempel",
            kind="Beslut",
            time="09.40",
        ),
        AgendaRow(title="Paus", time="10.30"),
        AgendaRow(
            number=3,
            title="Sammanställning av remissrundan om styrande principer för invånarinteraktion",
            diary_number="HSN 2026-00412",
            presenter="Processägaren",
            kind="Information",
            is_new=True,
        ),
        AgendaRow(
            number=4,
            title="Delegationsbeslut",
            kind="Anmälan",
            files=(AgendaFile("Lista över delegationsbeslut", 61, 3),),
        ),
    ),
)


def plain_pdf(pages: int, *, width: float = 595, height: float = 842, turn: int = 0) -> bytes:
    """A PDF of empty pages, as a scanner without sense for structure makes them."""
    writer = PdfWriter()
    for _n in range(pages):
        writer.add_blank_page(width, height).rotate(turn)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
