"""One world for the access tests: A's answer is being written, B's is given, C abstained, D asks for time.

Three more rounds went to A and B alone: one is being weighed while A changes its answer, one is closed
and its letters are sent, one is decided.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import cast

from django.db import transaction

from cases import (
    access,
    answer_text,
    answers,
    asking,
    attachments,
    boxes,
    extensions,
    marking,
    outcome,
    weighing,
)
from cases.meetings import agenda, closing, extracts, notices, papers, points, preparing, summons, texts
from cases.models import (
    AgendaItem,
    Answer,
    AnswerAttachment,
    Case,
    Comment,
    Decision,
    Document,
    Meeting,
    Recipient,
    ReferralRound,
)
from cases.weighing import Wording
from directives.models import Assignment
from directives.plans import following
from organisation import clock, roles
from organisation.models import Substitution, Unit, User
from tests import factories, meetings
from tests.access import asked, assigned, planned, revised
from workflows import engine

A, B, C, D = "SkaS", "SU", "SV", "NU"
SENDER = "the sender"
# Words that only A may read. Each is found in no other text of the world.
SECRETS = {
    "comment": "kanariekommentar",
    "wording": "kanarieformulering",
    "overall": "kanariehelhet",
    "attachment name": "kanariebilaga",
    "attachment content": "kanarieinnehåll",
    "message to a colleague": "kanariefråga",
    "manager's comment": "kanarieretur",
    "words of an abstention": "kanarieavstått",
    "attachment of an abstention": "kanarieavståttbilaga",
    "words of an answer being changed": "kanarieändring",
    "words of a change that was dropped": "kanarienedlagt",
}
# Words of the owner's weighing, before it is closed; and of a letter to B, which A never reads.
WEIGHING = {"reason": "kanarievägning", "new wording": "kanarielydelse"}
LETTER = {"reason in the letter to B": "kanariebrev"}
# Words of an item that is on: nobody but the board's secretary reads them before it is decided.
ROOM = {"words of an item that is on": "kanariebeslutsgång"}
# Words of an item an officer is drafting: nobody else's before it is sent on.
DRAFTED = {"summary of a draft": "kanarietjänsteutlåtande", "point of a draft": "kanarieförslag"}


@dataclass
class AccessWorld:
    """The people, and the things addresses point to."""

    region: factories.World
    round: ReferralRound
    draft: ReferralRound
    places: dict[str, Recipient]
    answers: dict[str, Answer]
    files: dict[str, AnswerAttachment]
    later: dict[str, ReferralRound] = field(default_factory=dict)
    people: dict[str, User | None] = field(default_factory=dict)
    boards: list[meetings.Board] = field(default_factory=list)
    held: dict[str, Meeting] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)

    @property
    def board(self) -> meetings.Board:
        """The one board that meets."""
        return self.boards[0]

    def item_of(self, about: str, place: int = 1) -> AgendaItem:
        """An item on a meeting's agenda, by its place."""
        return self.held[about].items.get(position=place)

    def case_of(self, name: str) -> Case:
        """The sender's case, or one administration's own."""
        return cast(Case, self.round.case if name == SENDER else self.places[name].case)

    def round_of(self, about: str) -> ReferralRound:
        """The round being answered ("sent"), the one being prepared ("draft"), or one of the later ones."""
        return {"sent": self.round, "draft": self.draft, **self.later}[about]

    def place_in(self, about: str, name: str) -> Recipient:
        """An administration's place in one of the later rounds."""
        return factories.recipient(self.later[about], self.places[name].unit)

    def comment_in(self, about: str) -> Comment:
        """The first comment of one of the later rounds."""
        return self.later[about].comments.get(number=1)

    def decision(self) -> Decision:
        """The one decision."""
        return Decision.objects.get()

    def document_of(self, name: str, kind: str) -> Document:
        """A registered document of that case."""
        found = Document.objects.filter(case=self.case_of(name), kind=kind, registered_at__isnull=False)
        return found.order_by("pk")[0]


def build() -> AccessWorld:
    """Make everything through the real verbs."""
    region = factories.world(A, B, C, D)
    draft = factories.draft_round(region)
    referral_round = factories.open_round(region)
    units = {place.short_name: place for place in region.administrations}
    places = {name: factories.recipient(referral_round, unit) for name, unit in units.items()}
    made = AccessWorld(region, referral_round, draft, places, {}, {})
    made.answers[B] = _given(made)
    made.answers[C] = _abstained(made)
    made.answers[A] = _being_written(made)
    _ask_for_more_time(made.places[D], by=region.representative(units[D]))
    pair = replace(region, administrations=[units[A], units[B]])
    made.later["weighed"] = _weighed(pair)
    made.later["closed"] = _closed(pair)
    made.later["decided"] = _decided(pair)
    made.boards.append(meetings.board("SSN", seats=3, parent=region.region))
    made.held["open"] = _going_on(made.board)
    made.held["planned"] = _planned(made.board)
    made.held["called"] = _called(made.board)
    made.held["asked"] = _minuted(made.board, time(13))
    meetings.before_approvers(made.board, made.held["asked"])
    made.held["approved"] = _approved(made.board, units[A])
    _being_drafted(made.board)
    asked.lay(region, units[A], units[B])
    planned.lay(region, region.manager(units[A]))
    revised.lay(region, region.manager(units[A]), made.board)
    laid = assigned.lay(region, region.manager(units[B]))
    made.assignments |= laid.assignments
    made.people |= _people(made) | {"commissioner": laid.giver, "taker": laid.taker}
    following.follow(planned.plan(), by=made.people["stranger"])  # and is as much a stranger as before
    return made


def _weighed(pair: factories.World) -> ReferralRound:
    """The owner weighs; A has dropped one change of its answer and writes another."""
    found = factories.compiled_round(pair, skas="Ett ord för mycket.", su="Ett ord för lite.")
    first, second = boxes.of_round(found)
    comment = marking.mark_whole(first, by=pair.owner)
    section = comment.section_version
    wording = Wording(section, section.heading, f"Vi gör det {WEIGHING['new wording']}.")
    said = f"Vi {WEIGHING['reason']}."
    weighing.weigh(comment, by=pair.owner, version=0, outcome="heeded", reason=said, wording=wording)
    marking.mark_read(second, by=pair.owner)
    place = factories.recipient(found, pair.administrations[0])
    writer = pair.representative(place.unit)
    dropped = _changed(place, SECRETS["words of a change that was dropped"], by=writer)
    engine.drop_replacement(dropped, by=writer)
    _changed(place, SECRETS["words of an answer being changed"], by=writer)
    return found


def _changed(place: Recipient, words: str, *, by: User) -> Answer:
    answer = engine.replace_answer(place, by=by)
    first = answer_text.items(answer)[0]
    answers.save_field(first, "wording", words, version=first.wording_version, by=by)
    return answer


def _closed(pair: factories.World) -> ReferralRound:
    """Closed; only the sender reads the answers, and each administration has its own letter."""
    found = factories.compiled_round(pair, skas="Bra.", su="Mindre bra.")
    ReferralRound.objects.filter(pk=found.pk).update(readers=ReferralRound.Readers.SENDER)
    for box in boxes.of_round(found):
        comment = marking.mark_whole(box, by=pair.owner)
        to_b = box.recipient.unit == pair.administrations[1]
        said = f"Vi {LETTER['reason in the letter to B']}." if to_b else "Tack."
        weighing.weigh(comment, by=pair.owner, version=0, outcome="noted", reason=said)
    return engine.close(found, by=pair.owner)


def _decided(pair: factories.World) -> ReferralRound:
    """Decided, and valid from today."""
    found = factories.closed_round(pair)
    read = outcome.proposal(found).content_hash
    engine.decide(found, by=pair.director, read_hash=read, valid_from=clock.today())
    return ReferralRound.objects.get(pk=found.pk)


def _going_on(board: meetings.Board) -> Meeting:
    """A board meets: its first item is decided, the second is on."""
    held = meetings.opened(board, "Budget", "Handlingsplan")
    first, second = held.items.order_by("position")
    closing.close_item(first, by=board.secretary, outcome="as_proposed")
    said = f"Ordföranden {ROOM['words of an item that is on']}."
    texts.save_text(second, "procedure", by=board.secretary, text=said, edition=0)
    return held


def _minuted(board: meetings.Board, at: time, taker: Unit | None = None) -> Meeting:
    """A meeting that is over, with one § that perhaps orders something."""
    held = meetings.meeting(board, on=clock.today(), at=at)
    item = meetings.announced(board, title="Uppdrag")
    if taker is not None:
        points.change_point(item.points.get(), by=board.officer, kind="assign", to_unit=taker)
    item = agenda.put_on_agenda(item, held, by=board.secretary)
    meetings.begin(board, held)
    closing.close_item(item, by=board.secretary, outcome="as_proposed")
    return closing.end_meeting(held, by=board.secretary)


def _approved(board: meetings.Board, taker: Unit) -> Meeting:
    """Approved, announced, and one of two extracts is delivered."""
    held = _minuted(board, time(15), taker)
    notices.post_notice(meetings.approved(board, held), by=board.secretary)
    item = held.items.get()
    extracts.address(item, by=board.secretary, unit=taker)
    extracts.send_messages(held, by=board.secretary)
    extracts.address(item, by=board.secretary, recipient="Kommunen")
    return held


def _being_drafted(board: meetings.Board) -> None:
    """An officer writes an item."""
    item = preparing.draft_item(meetings.case(board, "Utkast"), board.body, by=board.officer, title="Utkast")
    points.add_point(item, by=board.officer, text=f"Nämnden antar ett {DRAFTED['point of a draft']}.")
    said = f"Ett {DRAFTED['summary of a draft']}."
    texts.save_text(item, "background", by=board.officer, text=said, edition=0)


def _planned(board: meetings.Board) -> Meeting:
    """A meeting nobody is called to yet, with an item; another one waits for an agenda."""
    held = meetings.meeting(board)
    meetings.listed(board, held, title="Detaljbudget")
    meetings.announced(board, title="Väntar på en dagordning")
    return held


def _called(board: meetings.Board) -> Meeting:
    """The notice is sent with a paper; a second item and paper have come since."""
    held = meetings.meeting(board, on=clock.today() + timedelta(days=14))
    for title in ("Remissvar", "Sent ärende"):
        item = meetings.listed(board, held, title=title)
        content = b"Underlag."
        facts = {"name": "underlag.txt", "stream": io.BytesIO(content), "size": len(content)}
        papers.attach(item, by=board.officer, **facts)
        if title == "Remissvar":
            summons.send(held, by=board.secretary)
    return held


def _given(made: AccessWorld) -> Answer:
    place = made.places[B]
    answer = factories.begun_answer(made.region, place, comment="Öppet och lämnat.")
    writer, chief = made.region.representative(place.unit), made.region.manager(place.unit)
    made.files[B] = attach(answer, "lamnad.txt", "Lämnad bilaga.", by=writer)
    engine.submit(answer, by=writer)
    engine.approve(answer, by=chief, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))
    return engine.release(answer, by=writer)


def _abstained(made: AccessWorld) -> Answer:
    place = made.places[C]
    answer = factories.begun_answer(made.region, place, comment=SECRETS["words of an abstention"])
    writer = made.region.representative(place.unit)
    name = f"{SECRETS['attachment of an abstention']}.txt"
    made.files[C] = attach(answer, name, "Aldrig lämnad.", by=writer)
    return engine.abstain(
        answer, by=writer, decider=made.region.manager(place.unit), reason="Berör oss inte."
    )


def _being_written(made: AccessWorld) -> Answer:
    place = made.places[A]
    writer, chief = made.region.representative(place.unit), made.region.manager(place.unit)
    answer = factories.begun_answer(made.region, place, comment=f"Ett {SECRETS['comment']} här.")
    first, second, overall = answer_text.items(answer)
    answers.save_field(first, "wording", SECRETS["wording"], version=0, by=writer)
    answers.save_field(overall, "comment", SECRETS["overall"], version=0, by=writer)
    engine.submit(answer, by=writer)
    engine.return_for_changes(answer, by=chief, comment=SECRETS["manager's comment"])
    answers.take_coordination(place, by=writer)
    content = SECRETS["attachment content"]
    made.files[A] = attach(answer, f"{SECRETS['attachment name']}.txt", content, by=writer)
    colleague = factories.person("asked.a", ("member", place.unit))
    leaver = factories.person("leaver.a", ("member", place.unit))
    message = SECRETS["message to a colleague"]
    asking.ask_colleague(second, colleague, by=writer, message=message)
    asking.ask_colleague(overall, leaver, by=writer, message=message)
    return answer


def _ask_for_more_time(place: Recipient, *, by: User) -> None:
    day = cast(date, place.round.last_day) + timedelta(days=3)
    extensions.ask(place, by=by, day=day, reason="Vi hinner inte.")


def attach(answer: Answer, name: str, text: str, *, by: User) -> AnswerAttachment:
    """A text file in the answer."""
    content = text.encode()
    return attachments.attach(answer, name=name, stream=io.BytesIO(content), size=len(content), by=by)


def _people(made: AccessWorld) -> dict[str, User | None]:
    region, unit = made.region, made.places[A].unit
    other = made.places[B].unit
    root = factories.person("root")
    User.objects.filter(pk=root.pk).update(is_superuser=True)
    return {
        "anonymous": None,
        "stranger": factories.person("stranger"),
        "owner": region.owner,
        "representative of A": region.representative(unit),
        "manager of A": region.manager(unit),
        "asked colleague of A": User.objects.get(username="asked.a"),
        "colleague of A": factories.person("colleague.a", ("member", unit)),
        "asked colleague who left A": _left(made),
        "representative of B": region.representative(other),
        "manager of B": region.manager(other),
        "region director": region.director,
        "superuser": root,
        "former owner": _former_owner(made),
        "substitute for A": _substitute(made),
        "officer of the board": made.board.officer,
        "secretary of the board": made.board.secretary,
        "member of the board": made.board.ordinary[1].user,
    }


def _left(made: AccessWorld) -> User:
    leaver = User.objects.get(username="leaver.a")
    leaver.memberships.update(ends_on=clock.today() - timedelta(days=1))
    roles.seat(leaver, "member", made.places[B].unit, starts_on=clock.today())
    return leaver


def _former_owner(made: AccessWorld) -> User:
    yesterday = clock.today() - timedelta(days=1)
    former = factories.person("former", ("process_owner", made.region.process_unit))
    former.memberships.update(ends_on=yesterday)
    return former


def _substitute(made: AccessWorld) -> User:
    substitute = factories.person("substitute")
    today = clock.today()
    row = Substitution.objects.create(substitute=substitute, starts_on=today, ends_on=today)
    row.memberships.set(made.region.representative(made.places[A].unit).memberships.all())
    access.forget(substitute)
    return substitute


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back, so that one world serves a thousand requests."""
    block = transaction.atomic()
    block._from_testcase = True  # verbs ask for the outermost transaction; a test's own is none
    with block:
        yield
        transaction.set_rollback(True)
