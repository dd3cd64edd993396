"""Minutes to typeset: a meeting with everything that can happen in one, and a very long one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from cases.paper.minutes_parts import (
    MinutesPaper,
    PaperAttendee,
    PaperBallot,
    PaperDisqualification,
    PaperItem,
    PaperMovement,
    PaperOccasion,
    PaperPoint,
    PaperService,
    PaperSignature,
    PaperStatement,
    PaperVote,
)

BODY = "Hälso- och sjukvårdsnämnden"
HASH = "3f9a" * 16
APPROVED = datetime(2026, 12, 18, 13, 32, tzinfo=UTC)
IMMEDIATE = datetime(2026, 12, 10, 14, 5, tzinfo=UTC)

TABLE = """Planen har varit på remiss hos nio förvaltningar, och **42** synpunkter har hanterats.

| Förvaltning | Svar | Kostnad |
| :-- | :-: | --: |
| Sahlgrenska universitetssjukhuset | Tillstyrker | 1 200 |
| Skaraborgs sjukhus | Tillstyrker med synpunkter | 300 |

- Första linjen ska vara *tydlig*.
- Uppföljningen sker i september."""

PLAN = PaperItem(
    number=6,
    paragraph=142,
    title="Handlingsplan för nära vård 2027–2029",
    diary_number="HSN 2026-00297",
    points=(
        PaperPoint(1, "Nämnden godkänner handlingsplan för nära vård 2027–2029 enligt bilaga 1."),
        PaperPoint(
            2,
            "Nämnden uppdrar åt regiondirektören att återkomma med uppföljning av planen senast i september 2027.",
            "changed",
        ),
        PaperPoint(3, "Planen trycks.", "struck"),
        PaperPoint(4, "Paragrafen förklaras omedelbart justerad.", "added"),
    ),
    background=TABLE,
    proposals="Ledamot ett yrkar bifall till förslaget.\n\nLedamot tre yrkar avslag.",
    procedure="Ordföranden frågar om nämnden kan besluta enligt förslaget och finner att nämnden gör så.",
    ballots=(
        PaperBallot(
            question="Omröstning begärs.",
            yes_means="Bifall till förslaget",
            no_means="avslag.",
            votes=(
                PaperVote("Ordförande Exempel", "yes"),
                PaperVote("Ledamot Ett", "yes"),
                PaperVote("Ledamot Tre", "no"),
                PaperVote("Ersättare Ett", "no"),
                PaperVote("Ledamot Fyra", "abstain"),
            ),
            casting_by="Ordförande Exempel",
            casting="yes",
            result="Nämnden beslutar enligt förslaget.",
        ),
    ),
    disqualified=(PaperDisqualification("Ledamot Två", "Anställd hos den som får bidraget"),),
    statements=(
        PaperStatement("reservation", ("Ledamot Tre", "Ersättare Ett"), "Planen saknar *pengar*."),
        PaperStatement("special_opinion", ("Ledamot Fyra",), "Barnens röst saknas."),
        PaperStatement("note", ("Ledamot Ett",)),
    ),
    participants=("Ordförande Exempel", "Ledamot Ett", "Ledamot Tre", "Ersättare Ett", "Ledamot Fyra"),
    attachments=("Bilaga 1: Handlingsplan för nära vård",),
    references=("2023-05-17 § 61 punkt 7",),
    sent_to=("Regiondirektören", "Samtliga förvaltningar"),
    immediate=True,
    approved_at=IMMEDIATE,
)

INFORMATION = PaperItem(
    number=7,
    paragraph=143,
    title="Information om läget",
    outcome="Informationen noteras",
    background="Direktören berättar om läget för Patient Hemlig i väntrummet.",
)

OPEN = PaperItem(
    number=8,
    title="Inriktning för beställningen",
    diary_number="HSN 2026-00301",
    points=(
        PaperPoint(1, "Nämnden godkänner inriktningen.", "changed"),
        PaperPoint(2, "Nämnden trycker den.", "struck"),
    ),
)

ATTENDEES = (
    PaperAttendee(name="Ordförande Exempel", office="Ordförande"),
    PaperAttendee(
        name="Ledamot Ett",
        office="Förste vice ordförande",
        movements=(
            PaperMovement("arrived", datetime(2026, 12, 10, 9, 15, tzinfo=UTC), "§ 141"),
            PaperMovement("left", datetime(2026, 12, 10, 13, 5, tzinfo=UTC), "§ 150"),
        ),
    ),
    PaperAttendee(name="Ledamot Två"),
    PaperAttendee(name="Ledamot Tre", at_distance=True),
    PaperAttendee(name="Ledamot Fyra"),
    PaperAttendee(
        name="Ersättare Ett",
        kind="substitute",
        serves=(PaperService("Ledamot Fem"), PaperService("Ledamot Två", "§ 142")),
    ),
    PaperAttendee(name="Ersättare Två", kind="substitute"),
    PaperAttendee(name="Direktör Exempel", kind="other", title="Hälso- och sjukvårdsdirektör"),
    PaperAttendee(name="Sekreterare Exempel", kind="other", title="Nämndsekreterare"),
)

MINUTES = MinutesPaper(
    body=BODY,
    starts_at=datetime(2026, 12, 10, 8, 30, tzinfo=UTC),
    ended_at=datetime(2026, 12, 10, 14, 0, tzinfo=UTC),
    made_at=datetime(2026, 12, 18, 14, 0, tzinfo=UTC),
    place="Residenset, Vänersborg",
    distance="Ja, en ledamot deltog på distans",
    diary_number="HSN 2026-00002",
    chair="Ordförande Exempel",
    secretary="Sekreterare Exempel",
    attendees=ATTENDEES,
    approvers=("Ledamot Tre",),
    approval_place="Regionens hus",
    approval_on=date(2026, 12, 18),
    items=(PLAN, INFORMATION, replace(OPEN, paragraph=144, points=OPEN.points[:1])),
    occasions=(
        PaperOccasion(
            paragraphs="§ 142",
            immediate=True,
            approved_at=IMMEDIATE,
            signatures=(
                PaperSignature(
                    name="Ordförande Exempel", role="Ordförande", signed_at=IMMEDIATE, sha256=HASH
                ),
            ),
        ),
        PaperOccasion(
            paragraphs="§ 143–144",
            approved_at=APPROVED,
            signatures=(
                PaperSignature(
                    name="Ordförande Exempel", role="Ordförande", signed_at=APPROVED, sha256="ab" * 32
                ),
                PaperSignature(
                    name="Ledamot Tre",
                    role="Justerare",
                    signed_at=APPROVED,
                    sha256="ab" * 32,
                    on_paper=True,
                    scan="HSN 2026-00002-14",
                    dissent="Yrkandet under § 143 är **inte** rätt återgivet.",
                ),
            ),
        ),
    ),
    approved_at=APPROVED,
    masked=("Patient Hemlig", "Ersättare Två"),
)

DRAFT = replace(
    MINUTES,
    items=(replace(PLAN, approved_at=None), INFORMATION, OPEN),
    occasions=(),
    approved_at=None,
    masked=(),
)


def big(count: int, points: int) -> MinutesPaper:
    """Minutes of so many items with so many points in all."""
    each = [PaperPoint(n + 1, f"Punkt {n + 1} godkänns.") for n in range(points // count + 1)]
    items = [
        replace(PLAN, number=n + 1, paragraph=100 + n, points=each, title=f"Ärende om sak {n}")
        for n in range(count)
    ]
    return replace(MINUTES, items=items)
