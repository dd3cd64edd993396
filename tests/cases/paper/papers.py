"""Papers to typeset: one a person could have made, one as big as it gets."""

from dataclasses import replace
from datetime import UTC, date, datetime

from cases.paper.compilation import CompilationPaper
from cases.paper.feedback import FeedbackPaper
from cases.paper.parts import (
    PaperAttachment,
    PaperCell,
    PaperChange,
    PaperComment,
    PaperMark,
    PaperPiece,
    PaperRecipient,
    PaperRow,
    PaperTotal,
)
from tests.principles import HEADINGS

AGREE = PaperMark("check", "Tillstyrker", "skog")
REMARKS = PaperMark("message-square", "Har synpunkter", "sol")
DISAGREE = PaperMark("x", "Avstyrker", "lingon")
NO_REMARK = PaperMark("minus", "Ingen synpunkt", "neutral")
ABSTAINED = PaperMark("circle-slash", "Avstått", "neutral")
SILENT = PaperMark("", "Inte svarat", "none")
SCALE = (AGREE, REMARKS, DISAGREE, NO_REMARK, ABSTAINED, SILENT)

COMMENTS = (
    PaperComment(
        number=1,
        recipient="SkaS",
        section=2,
        outcome="heeded",
        quote="Egenvård förutsätter att ansvarsgränsen mot hälso- och sjukvård är tydlig.",
        wording="Vi skapar förutsättningar för en proaktiv egenvård, med tydligt ansvar.",
        reason="Gränsen ska framgå. Principen hänvisar nu till regionens riktlinje.",
        weighed_by="processägaren",
        change=(
            PaperPiece("same", "Genom information, verktyg och stöd skapar vi förutsättningar för en "),
            PaperPiece("gone", "aktiv"),
            PaperPiece("new", "proaktiv", (1,)),
            PaperPiece("same", " egenvård"),
            PaperPiece("new", ", med tydligt ansvar", (1, 2)),
            PaperPiece("same", "."),
        ),
    ),
    PaperComment(
        number=2,
        recipient="NU",
        section=2,
        outcome="partly",
        quote="Vem svarar för egenvården?\n\nDet behöver stå.",
        reason="Ansvaret beskrivs i riktlinjen, inte i principen.",
        weighed_by="processägaren",
        together_with=(1,),
        late=True,
    ),
    PaperComment(
        number=3,
        recipient="Patientrådet",
        section=0,
        outcome="not_heeded",
        quote="Principerna är för många.",
        reason="Åtta principer är vad styrgruppen har beställt.",
        place="bilaga, s. 2",
        listed=False,
    ),
    PaperComment(
        number=4, recipient="SU", section=5, outcome="noted", quote="Bra.", reason="Tack, det noteras."
    ),
)

SMALL = CompilationPaper(
    language="sv",
    case_number="RS 2026-00412",
    title="Styrande principer för invånarinteraktion",
    sender="Koncernkontoret",
    dispatched_on=date(2026, 10, 26),
    last_day=date(2026, 12, 18),
    compiled_on=date(2026, 12, 21),
    closed_at=datetime(2027, 1, 15, 13, 32, tzinfo=UTC),
    recipients=(
        PaperRecipient("Sahlgrenska universitetssjukhuset", "SU", "svarat", answered_on=date(2026, 12, 10)),
        PaperRecipient("Skaraborgs sjukhus", "SkaS", "svarat", answered_on=date(2026, 12, 18)),
        PaperRecipient("NU-sjukvården", "NU", "svarat", late=True, answered_on=date(2026, 12, 20)),
        PaperRecipient("Habilitering och hälsa", "HoH", "inte svarat"),
        PaperRecipient("Patientrådet", "Patientrådet", "svarat", listed=False, answered_on=date(2026, 12, 1)),
    ),
    scale=SCALE,
    rows=(
        *(
            PaperRow(
                number,
                heading,
                (
                    PaperCell(AGREE, int(number == 5)),
                    PaperCell(REMARKS, int(number == 2)),
                    PaperCell(DISAGREE if number == 2 else NO_REMARK, int(number == 2)),
                    PaperCell(SILENT),
                    PaperCell(AGREE),
                ),
            )
            for number, heading in enumerate(HEADINGS, start=1)
        ),
        PaperRow(
            0,
            "Samlad bedömning",
            (
                PaperCell(AGREE),
                PaperCell(REMARKS),
                PaperCell(REMARKS),
                PaperCell(SILENT),
                PaperCell(DISAGREE, 1),
            ),
        ),
    ),
    totals=(
        PaperTotal(
            "På sändlistan", 3, [("Tillstyrker", 1), ("Tillstyrker med synpunkter", 1), ("Inte svarat", 1)]
        ),
        PaperTotal("På sändlistan, sena svar", 1, [("Tillstyrker med synpunkter", 1)]),
        PaperTotal("Utanför sändlistan", 1, [("Avstyrker", 1)]),
    ),
    comments=COMMENTS,
    changes=(
        PaperChange(1, HEADINGS[0], (PaperPiece("same", "Vi kommunicerar."),)),
        PaperChange(
            2,
            "Främja egenvård",
            COMMENTS[0].change,
            "Genom information, verktyg och stöd skapar vi förutsättningar för en **proaktiv** egenvård, med "
            "tydligt ansvar.\n\n- Hälsofrämjande\n- Proaktivt\n\n| Vem | Vad |\n| --- | ---: |\n| Vi | 1 |",
            former_heading=HEADINGS[1],
        ),
    ),
    attachments=(PaperAttachment("Patientrådets yttrande.pdf", "Patientrådet", "ab" * 32, (3,)),),
    draft_hash="12" * 32,
    version_hash="cd" * 32,
)

EMPTY = replace(
    SMALL,
    recipients=(),
    scale=(),
    rows=(),
    totals=(),
    comments=(),
    changes=(),
    attachments=(),
    version_hash="",
)

SAID = "Vi anser att principen behöver säga vem som ansvarar, så att invånaren vet vart hen ska vända sig. "


def big(recipients: int = 50, comments: int = 400) -> CompilationPaper:
    """As many recipients and comments as a round of the whole region, over the eight sections."""
    marks = (AGREE, REMARKS, DISAGREE, NO_REMARK)
    asked = tuple(
        PaperRecipient(f"Förvaltning nummer {n}", f"FV{n}", "svarat", answered_on=date(2026, 12, 1 + n % 18))
        for n in range(1, recipients + 1)
    )
    rows = tuple(
        PaperRow(
            number,
            heading,
            tuple(PaperCell(marks[(n + number) % 4], (n + number) % 3) for n in range(recipients)),
        )
        for number, heading in enumerate(HEADINGS, start=1)
    )
    said = tuple(
        replace(
            COMMENTS[n % 2],
            number=n + 1,
            recipient=f"FV{n % recipients + 1}",
            section=n % 8 + 1,
            quote=SAID * (1 + n % 4),
            reason=SAID * 2,
        )
        for n in range(comments)
    )
    changes = tuple(
        replace(SMALL.changes[1], number=number, heading=heading)
        for number, heading in enumerate(HEADINGS, start=1)
    )
    return replace(SMALL, recipients=asked, rows=rows, comments=said, changes=changes)


LETTER = FeedbackPaper(
    language="sv",
    case_number=SMALL.case_number,
    title=SMALL.title,
    sender=SMALL.sender,
    recipient="Skaraborgs sjukhus",
    stage="preliminary",
    sent_at=SMALL.closed_at,
    rows=SMALL.rows,
    comments=COMMENTS[:1],
    answer_at="https://samrad.example/svar/abc/",
)

FINAL_LETTER = replace(
    LETTER,
    stage="final",
    later_changes=(SMALL.changes[0], replace(SMALL.changes[1], number=3, heading=HEADINGS[2])),
    decision="Regiondirektören, beslut RS 2027-00031",
    valid_from=date(2027, 3, 1),
)
