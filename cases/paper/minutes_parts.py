"""The values minutes are made of: names and words as they are to stand, times as aware instants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

AttendeeKind = Literal["member", "substitute", "other"]
Movement = Literal["arrived", "left"]
Change = Literal["", "added", "changed", "struck"]
Choice = Literal["yes", "no", "abstain"]
StatementKind = Literal["reservation", "special_opinion", "dissent", "note"]


@dataclass(frozen=True, slots=True)
class PaperMovement:
    """Somebody came or went during the meeting; ``item`` is where ("§ 143", "Ärende 6") or ""."""

    what: Movement
    at: datetime
    item: str = ""


@dataclass(frozen=True, slots=True)
class PaperService:
    """A substitute serves in place of ``member``; ``items`` says where ("§ 142–145"), "" the whole meeting."""

    member: str
    items: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAttendee:
    """One who was there. ``office`` is "ordförande" or the like, ``title`` what others are; both may be "".

    A substitute with ``serves`` stands among the serving ones, without among the substitutes present.
    """

    name: str
    kind: AttendeeKind = "member"
    office: str = ""
    title: str = ""
    serves: Sequence[PaperService] = ()
    movements: Sequence[PaperMovement] = ()
    at_distance: bool = False


@dataclass(frozen=True, slots=True)
class PaperPoint:
    """One numbered point; ``text`` is Markdown. ``change`` is drawn in a draft only."""

    number: int
    text: str
    change: Change = ""


@dataclass(frozen=True, slots=True)
class PaperVote:
    """How one serving member voted."""

    name: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBallot:
    """One vote by name; sums are counted here. ``result`` is a sentence, or "".

    ``question`` and what yes and no mean are plain sentences or ""; ``casting_by`` is who had the casting
    vote and ``casting`` what it was, both "" when it was not used.
    """

    votes: Sequence[PaperVote]
    question: str = ""
    yes_means: str = ""
    no_means: str = ""
    casting_by: str = ""
    casting: Choice | Literal[""] = ""
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperElection:
    """An election with closed ballots: names with their votes in order, and who is elected, perhaps by lot."""

    what: str
    votes: Sequence[tuple[str, int]]
    elected: str
    blank: int = 0
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class PaperDisqualification:
    """A member with jäv in the item; ``reason`` may be ""."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PaperStatement:
    """A reservation, special opinion, dissent or note to the minutes; ``text`` is Markdown and may be ""."""

    kind: StatementKind
    names: Sequence[str]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """One item as minuted. ``paragraph`` is None while it is not closed: then it is "Ärende <number>".

    ``outcome`` is in words ("Återremiss") and shown when it is not "". ``lead`` takes the place of the
    sentence "<body> beslutar följande:". ``proposed`` are points that were not decided. ``chair`` is who
    led it where that was not the meeting's chair.
    ``background``, ``proposals``, ``procedure`` and ``condition`` are Markdown. ``participants`` are those
    who took part in the decision, ``correction`` a sentence that points at the § it corrects, ``documents``
    what the decision rests on, ``references`` in words, ``sent_to`` those who get the extract.
    ``approved_at`` is when the § was approved on an occasion of its own.
    """

    number: int
    title: str
    paragraph: int | None = None
    chair: str = ""
    diary_number: str = ""
    points: Sequence[PaperPoint] = ()
    proposed: Sequence[PaperPoint] = ()
    outcome: str = ""
    lead: str = ""
    background: str = ""
    proposals: str = ""
    procedure: str = ""
    condition: str = ""
    ballots: Sequence[PaperBallot] = ()
    elections: Sequence[PaperElection] = ()
    disqualified: Sequence[PaperDisqualification] = ()
    statements: Sequence[PaperStatement] = ()
    participants: Sequence[str] = ()
    attachments: Sequence[str] = ()
    documents: Sequence[str] = ()
    references: Sequence[str] = ()
    sent_to: Sequence[str] = ()
    correction: str = ""
    immediate: bool = False
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """One approver of one occasion. Not signed while ``signed_at`` is None.

    ``sha256`` is what they approved, in full; ``on_paper`` when a scan of the signed paper is registered,
    ``scan`` the scan's number or name; ``dissent`` is Markdown.
    """

    name: str
    role: str = ""
    signed_at: datetime | None = None
    sha256: str = ""
    dissent: str = ""
    on_paper: bool = False
    scan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOccasion:
    """One occasion of approval (justering); ``paragraphs`` as words ("§ 140–152"), "" for all of them."""

    signatures: Sequence[PaperSignature]
    paragraphs: str = ""
    immediate: bool = False
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Everything the minutes tell; nothing is looked up.

    ``starts_at``, ``ended_at`` and ``made_at`` (when the file says it was made) are aware. ``approved_at``
    is None while all of it is not approved: then it says "Inte justerat". ``decides`` is False for a group: it
    takes a standpoint. ``masked`` are the words and names that ``public=True`` hides wherever they stand,
    ``removed`` how many things are then not shown. ``wishes`` is what a group wants to take up next time.
    """

    body: str
    starts_at: datetime
    made_at: datetime
    items: Sequence[PaperItem]
    ended_at: datetime | None = None
    place: str = ""
    distance: str = ""
    diary_number: str = ""
    chair: str = ""
    secretary: str = ""
    attendees: Sequence[PaperAttendee] = ()
    approvers: Sequence[str] = ()
    approval_place: str = ""
    approval_on: date | None = None
    occasions: Sequence[PaperOccasion] = ()
    approved_at: datetime | None = None
    decides: bool = True
    wishes: str = ""
    masked: Sequence[str] = ()
    removed: int = 0
    language: str = "sv"
