"""Who gets in where. Read it as a sentence: this address, about this thing, opens to these people.

Everybody else meets 404 (without a right a thing does not exist), and whoever is not logged in is
sent to the log-in page. ``None`` means that the method is answered with 405.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.models import WorkItem
from tests.access import asked, planned, revised
from tests.access.world import SENDER, A, AccessWorld, B, C, D

ANONYMOUS = frozenset({"anonymous"})
WRITERS = frozenset({"representative of A", "substitute for A"})
MANAGER = frozenset({"manager of A"})
ASKED = frozenset({"asked colleague of A"})
INSIDE_A = WRITERS | MANAGER
READERS_A = INSIDE_A | ASKED
INSIDE_B = frozenset({"representative of B", "manager of B"})
REPRESENTATIVE_A = frozenset({"representative of A"})
REPRESENTATIVE_B = frozenset({"representative of B"})
OWNER = frozenset({"owner"})
DIRECTOR = frozenset({"region director"})
SECRETARY = frozenset({"secretary of the board"})
MEMBER = frozenset({"member of the board"})
BOARD = SECRETARY | MEMBER
OFFICER = frozenset({"officer of the board"})
AROUND_ITEM = OFFICER | SECRETARY | DIRECTOR
COMMISSIONER = frozenset({"commissioner"})
TAKER = frozenset({"taker"})
SUCCESSOR = frozenset({"manager of B"})
IN_ASSIGNMENT = COMMISSIONER | TAKER
READS_ASSIGNMENT = IN_ASSIGNMENT | DIRECTOR
COMMISSIONERS = COMMISSIONER | OWNER | DIRECTOR | MANAGER | {"manager of B"}
LOGGED_IN = (
    READERS_A
    | INSIDE_B
    | OWNER
    | DIRECTOR
    | BOARD
    | OFFICER
    | IN_ASSIGNMENT
    | {"stranger", "colleague of A", "asked colleague who left A", "superuser", "former owner"}
)
READS_PLANNED = OWNER | MANAGER
EVERYBODY = LOGGED_IN | ANONYMOUS
NOBODY: frozenset[str] = frozenset()
IN_LATER = OWNER | DIRECTOR | INSIDE_A | INSIDE_B
IN_THE_ROUND = OWNER | DIRECTOR | READERS_A | INSIDE_B

ASKED_ROW, ROW_OF_THE_LEAVER = 1, 2

PUBLIC = {"login", "set_language", "help", "accessibility", "privacy", "demo_clock"} | {
    "notice_board",
    "notice",
    "public_diary",
    "public_case",
    "public_minutes",
    "steering_check",
    "steering_check_any",
}

People = frozenset[str] | None


@dataclass(frozen=True)
class Row:
    """One address about one thing: who may GET it and who may POST to it."""

    name: str
    about: str
    arguments: Callable[[AccessWorld], list[Any]]
    get: People
    post: People


def _plain(name: str, get: People, post: People) -> Row:
    return Row(name, "", lambda made: [], get, post)


def _mail(name: str) -> Row:
    return Row(name, "", lambda made: [1], NOBODY, None)


def _task(kind: str, get: People, post: People) -> Row:
    """A task in A: a role's, or the asked colleague's."""

    def arguments(made: AccessWorld) -> list[Any]:
        tasks = WorkItem.objects.filter(kind=kind, unit=made.places[A].unit)
        about_colleague = tasks.filter(user=made.people["asked colleague of A"])
        return [(about_colleague if kind == "section" else tasks).order_by("pk")[0].pk]

    return Row("open_matter", f"A's {kind}", arguments, get, post)


def _nothing(name: str, count: int) -> Row:
    """An address about what does not exist in this world; who may read one is tried with its own pages."""
    return Row(name, "nothing", lambda made: ["a" * 26] * count, NOBODY, None)


def _round(name: str, get: People, post: People, about: str = "sent", *more: Any) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.round_of(about).public_id, *more]

    return Row(name, about, arguments, get, post)


def _section(name: str, get: People, post: People, about: str) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        found = made.draft if about == "draft" else made.round
        return [found.public_id, found.version.sections.all()[0].pk]

    return Row(name, about, arguments, get, post)


def _answer_in_round(name: str, get: People, post: People, about: str, *more: Any) -> Row:
    return Row(
        name, about, lambda made: [made.round.public_id, made.places[about].public_id, *more], get, post
    )


def _wish(name: str, get: People, post: People, about: str) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.round.public_id, made.places[about].extensions.get().public_id]

    return Row(name, about, arguments, get, post)


def _place(name: str, get: People, post: People, about: str) -> Row:
    return Row(name, about, lambda made: [made.places[about].public_id], get, post)


def _place_in(name: str, get: People, post: People, about: str, who: str) -> Row:
    return Row(name, f"{about}: {who}", lambda made: [made.place_in(about, who).public_id], get, post)


def _comment(get: People, post: People) -> Row:
    return Row("comment", "weighed", lambda made: [made.comment_in("weighed").public_id], get, post)


def _given(name: str, get: People, post: People, about: str) -> Row:
    return Row(
        name, about, lambda made: [made.places[about].public_id, made.answers[about].public_id], get, post
    )


def _row(name: str, get: People, post: People, number: int, *more: Any) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        items = made.answers[A].items.order_by("question__position")
        return [made.places[A].public_id, items[number].pk, *more]

    return Row(name, f"{A} row {number}", arguments, get, post)


def _file(name: str, get: People, post: People, about: str) -> Row:
    return Row(
        name, about, lambda made: [made.places[about].public_id, made.files[about].public_id], get, post
    )


def _case(name: str, get: People, post: People, about: str) -> Row:
    return Row(name, about, lambda made: [made.case_of(about).public_id], get, post)


def _document(get: People, post: People, about: str, kind: str) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.document_of(about, kind).public_id]

    return Row("document", f"{about}: {kind}", arguments, get, post)


def _meeting(name: str, get: People, post: People, about: str = "open") -> Row:
    return Row(name, about, lambda made: [made.held[about].public_id], get, post)


def _on_agenda(name: str, get: People, post: People, place: int, *more: Any, about: str = "open") -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.held[about].public_id, made.item_of(about, place).public_id, *more]

    return Row(name, f"{about}: {place}", arguments, get, post)


def _point(name: str, get: People, post: People, place: int, about: str = "open") -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        item = made.item_of(about, place)
        return [made.held[about].public_id, item.public_id, item.points.get().public_id]

    return Row(name, f"{about}: {place}", arguments, get, post)


def _led(name: str, get: People, post: People) -> Row:
    return Row(name, "led", lambda made: [asked.process().public_id], get, post)


def _need(get: People, post: People, about: str) -> Row:
    return Row("need", f"to {about}", lambda made: [asked.need(about).public_id], get, post)


def _nomination(get: People, post: People, about: str) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [asked.nomination(made.places[about].unit).public_id]

    return Row("nomination", f"of {about}", arguments, get, post)


def _assigned(name: str, get: People, post: People, about: str, *more: Any) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.assignments[about].public_id, *more]

    return Row(name, about, arguments, get, post)


def _planned(name: str, get: People, post: People) -> Row:
    return Row(name, "planned", lambda made: [planned.plan().public_id], get, post)


def _version(name: str, get: People, post: People, *more: Any, number: int = 2) -> Row:
    """A version of the plan: the first is in force, the second is being planned."""

    def arguments(made: AccessWorld) -> list[Any]:
        return [planned.plan().versions.get(number=number).public_id, *more]

    return Row(name, f"version {number}", arguments, get, post)


def _revised(name: str, get: People, post: People) -> Row:
    """The revision its owners are asked in."""
    return Row(name, "reported", lambda made: [revised.revision().public_id], get, post)


def _follow_up(name: str, get: People, post: People, period: str) -> Row:
    return Row(name, period, lambda made: [planned.follow_up(period).public_id], get, post)


def _plan_part(name: str, get: People, post: People) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [planned.draft().public_id, planned.milestone().public_id]

    return Row(name, "milestone of the draft", arguments, get, post)


def _board(name: str, get: People, post: People) -> Row:
    return Row(name, "the board", lambda made: [made.board.unit.public_id], get, post)


def _announced(name: str, get: People, post: People) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        waiting = made.board.body.items.get(state="announced")
        return [made.held["planned"].public_id, waiting.public_id]

    return Row(name, "announced", arguments, get, post)


def _occasion(name: str, get: People, post: People, about: str) -> Row:
    return Row(name, about, lambda made: [made.held[about].occasions.get().public_id], get, post)


def _signature(name: str, get: People, post: People, about: str) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.held[about].occasions.get().approvers.get(is_chair=False).public_id]

    return Row(name, about, arguments, get, post)


def _extract(name: str, get: People, post: People, *, sent: bool) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.item_of("approved").extracts.get(unit__isnull=not sent).public_id]

    return Row(name, "sent" if sent else "not sent", arguments, get, post)


def _steering(name: str, get: People, post: People) -> Row:
    """What the decided round made valid."""
    return Row(name, "decided", lambda made: [made.decision().steering.public_id], get, post)


def _ordered(get: People, post: People) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.item_of("approved").points.get().undertakings.get().public_id]

    return Row("undertaking", "ordered of A", arguments, get, post)


def _paper(get: People, place: int) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.item_of("called", place).papers.get().public_id]

    return Row("agenda_paper", f"called: {place}", arguments, get, None)


def _item(name: str, get: People, post: People, state: str, *more: Any) -> Row:
    def arguments(made: AccessWorld) -> list[Any]:
        return [made.board.body.items.get(state=state).public_id, *more]

    return Row(name, state, arguments, get, post)


def _proposed(name: str, get: People, post: People, state: str, *, in_item: bool = False) -> Row:
    """A point of an item that is drafted or waits for an agenda."""

    def arguments(made: AccessWorld) -> list[Any]:
        item = made.board.body.items.get(state=state)
        return [item.public_id] * in_item + [item.points.get().public_id]

    return Row(name, f"point {state}", arguments, get, post)


def _paragraph(get: People, about: str, place: int = 1) -> Row:
    return Row(
        "paragraph", f"{about}: {place}", lambda made: [made.item_of(about, place).public_id], get, None
    )


ADDRESSES: tuple[Row, ...] = (
    # --- for everybody, logged in or not ---
    _plain("login", EVERYBODY, EVERYBODY),
    _plain("set_language", None, EVERYBODY),
    _plain("help", EVERYBODY, None),
    _plain("accessibility", EVERYBODY, None),
    _plain("privacy", EVERYBODY, None),
    _plain("notice_board", EVERYBODY, None),
    _nothing("notice", 1),
    Row(
        "notice",
        "approved",
        lambda made: [made.held["approved"].occasions.get().notice.public_id],
        EVERYBODY,
        None,
    ),
    _plain("public_diary", EVERYBODY, None),
    _case("public_case", EVERYBODY, None, SENDER),
    _case("public_case", EVERYBODY, None, A),
    _nothing("public_minutes", 1),
    _occasion("public_minutes", NOBODY, None, "asked"),
    _occasion("public_minutes", NOBODY, None, "approved"),  # approved is not published
    _plain("demo_clock", None, NOBODY),  # exists in the demo only, as does the mailbox
    _plain("mailbox", NOBODY, None),
    _mail("mailbox_mail"),
    _mail("mailbox_html"),
    # --- for everybody who is logged in: each sees what is theirs ---
    _plain("logout", None, LOGGED_IN),
    _plain("start", LOGGED_IN, None),
    _plain("open_matters", LOGGED_IN, None),
    _plain("awaited_answers", LOGGED_IN, None),
    _plain("substitutions", LOGGED_IN, LOGGED_IN),
    _task("answer", MANAGER, MANAGER),
    _task("section", MANAGER | ASKED, MANAGER | ASKED),
    _plain("diary", LOGGED_IN, None),
    _plain("processes", LOGGED_IN, None),
    _plain("rounds", LOGGED_IN, None),
    _led("process", LOGGED_IN, None),
    _nothing("process", 1),
    _plain("needs", LOGGED_IN, None),
    _plain("nominations", LOGGED_IN, None),
    # --- plans: what is adopted is everybody's, a planning version only theirs who work with it ---
    _plain("plans", LOGGED_IN, None),
    _plain("new_plan", OWNER | DIRECTOR | OFFICER, OWNER | DIRECTOR | OFFICER),
    *(
        _planned(name, LOGGED_IN, None)
        for name in ("plan", "plan_map", "plan_wheel", "plan_list", "plan_versions", "plan_difference")
    ),
    _planned("follow_plan", None, LOGGED_IN),
    _planned("plan_settings", OWNER, OWNER),
    Row("milestone", "planned", lambda made: [planned.milestone().public_id], LOGGED_IN, None),
    Row("milestone_links", "planned", lambda made: [planned.milestone().public_id], OWNER, OWNER),
    _version("plan_version", LOGGED_IN, None, number=1),
    _version("plan_version", READS_PLANNED, None),
    _version("edit_plan", OWNER, OWNER),
    _version("edit_plan_version", OWNER, OWNER),
    _version("register_plan_version", OWNER, OWNER),
    _version("plan_merge", OWNER, OWNER),
    _version("plan_unmerge", None, OWNER, "okand"),
    _version("add_plan_part", OWNER, OWNER, "area"),
    _plan_part("edit_plan_part", OWNER, OWNER),
    _plan_part("word_plan_part", MANAGER, MANAGER),
    _plan_part("strike_plan_part", OWNER, OWNER),
    _plan_part("plan_arrows", None, OWNER),
    # --- a plan as a file; its indicators and follow-ups: an open one is theirs who work with the plan ---
    _plain("new_plan_from_file", OWNER | DIRECTOR | OFFICER, OWNER | DIRECTOR | OFFICER),
    _plain("plan_workbook", LOGGED_IN, None),
    _version("import_plan", OWNER, OWNER),
    _version("export_plan", LOGGED_IN, None, "xlsx", number=1),
    _version("export_plan", READS_PLANNED, None, "yaml"),
    Row("indicator", "planned", lambda made: [planned.indicator().public_id], LOGGED_IN, OWNER | MANAGER),
    _planned("plan_follow_ups", LOGGED_IN, OWNER),
    _follow_up("follow_up", LOGGED_IN, OWNER, "part_1"),
    _follow_up("follow_up", READS_PLANNED, OWNER, "part_2"),
    _follow_up("follow_up_file", LOGGED_IN, None, "part_1"),
    _follow_up("follow_up_file", NOBODY, None, "part_2"),
    # --- a process is kept by those who appoint its owners; a question is its asker's and the process's ---
    _plain("process_new", DIRECTOR | OFFICER, DIRECTOR | OFFICER),
    _led("process_edit", DIRECTOR, DIRECTOR),
    _led("process_appoint", DIRECTOR, DIRECTOR),
    Row(
        "process_end",
        "led",
        lambda made: [asked.process().public_id, asked.owner().pk],
        DIRECTOR,
        DIRECTOR,
    ),
    _led("need_new", LOGGED_IN, LOGGED_IN),
    _need(OWNER | REPRESENTATIVE_A, OWNER | REPRESENTATIVE_A, "Invånarinteraktion"),
    _need(DIRECTOR | REPRESENTATIVE_B, DIRECTOR | REPRESENTATIVE_B, "Screening"),
    # --- nominations: asked for by the process, given by those who nominate in the unit ---
    _led("nomination_new", OWNER, OWNER),
    Row(
        "nomination_request",
        "of A and B",
        lambda made: [asked.nomination(made.places[A].unit).request.public_id],
        OWNER,
        NOBODY,  # a form names the nomination it is about
    ),
    _nomination(INSIDE_A, INSIDE_A, A),
    _nomination(INSIDE_B, INSIDE_B, B),
    # --- assignments: written by whoever commissions; once given read by both, and by those above ---
    _plain("assignments", LOGGED_IN, None),
    _plain("assignment_new", COMMISSIONERS, COMMISSIONERS),
    _plain("assignment_templates", COMMISSIONERS, NOBODY),  # no template is sent along
    _assigned("assignment", COMMISSIONER, COMMISSIONER, "drafted"),
    _assigned("assignment", READS_ASSIGNMENT, NOBODY, "offered"),  # no step is named
    _assigned("assignment", READS_ASSIGNMENT, NOBODY, "under way"),
    _assigned("assignment_edit", COMMISSIONER, COMMISSIONER, "drafted"),
    _assigned(
        "assignment_edit", COMMISSIONER, COMMISSIONER, "under way"
    ),  # leads to its page; nothing is written
    _assigned("assignment_autosave", COMMISSIONER, COMMISSIONER, "drafted", "description"),
    _assigned("assignment_autosave", NOBODY, NOBODY, "drafted", "public_id"),
    _assigned("assignment_preview", COMMISSIONER, None, "drafted"),
    _assigned("assignment_offer", COMMISSIONER, COMMISSIONER, "drafted"),
    _assigned("assignment_drop", COMMISSIONER, COMMISSIONER, "drafted"),
    _assigned("assignment_drop", NOBODY, NOBODY, "offered"),
    _assigned("assignment_adjust", COMMISSIONER, COMMISSIONER, "under way"),
    _assigned("assignment_version", COMMISSIONER, None, "drafted", 1),
    _assigned("assignment_version", READS_ASSIGNMENT, None, "offered", 1),
    _assigned("assignment_version", COMMISSIONER, None, "under way", 2),  # is being written
    _assigned("assignment_version", NOBODY, None, "under way", 3),
    _assigned("assignment_pdf", NOBODY, None, "drafted", 1),
    _assigned("assignment_pdf", READS_ASSIGNMENT, None, "offered", 1),
    _assigned("assignment_tree", READS_ASSIGNMENT, None, "under way"),
    _assigned("assignment_staff", COMMISSIONER | TAKER, COMMISSIONER | TAKER, "under way"),
    # whoever is asked to take one over reads its document; whoever had it reads what was, and does nothing more
    _assigned("assignment", READS_ASSIGNMENT | SUCCESSOR, NOBODY, "asked about"),
    _assigned("assignment_version", READS_ASSIGNMENT | SUCCESSOR, None, "asked about", 1),
    _assigned("assignment_pdf", READS_ASSIGNMENT | SUCCESSOR, None, "asked about", 1),
    _assigned("assignment_staff", COMMISSIONER | TAKER, COMMISSIONER | TAKER, "asked about"),
    _assigned("assignment", READS_ASSIGNMENT | SUCCESSOR, NOBODY, "moved"),
    _assigned("assignment_version", READS_ASSIGNMENT | SUCCESSOR, None, "moved", 1),
    _assigned("assignment_version", COMMISSIONER | DIRECTOR | SUCCESSOR, None, "moved", 2),
    _assigned("assignment_pdf", COMMISSIONER | DIRECTOR | SUCCESSOR, None, "moved", 2),
    _assigned("assignment_adjust", COMMISSIONER, COMMISSIONER, "moved"),
    _assigned("assignment_staff", COMMISSIONER | SUCCESSOR, COMMISSIONER | SUCCESSOR, "moved"),
    _assigned("situation_new", COMMISSIONER | TAKER, COMMISSIONER | TAKER, "under way"),
    _nothing("situation", 1),
    # --- steering documents ---
    _plain("steering", LOGGED_IN, None),
    _nothing("steering_document", 1),
    _steering("steering_document", LOGGED_IN, None),
    _steering("steering_pdf", LOGGED_IN, None),
    _nothing("steering_compare", 1),
    _nothing("steering_file", 2),
    _plain("steering_new", OWNER | SECRETARY | OFFICER, OWNER | SECRETARY | OFFICER),
    _steering("steering_card", OWNER, OWNER),
    _steering("steering_relate", None, OWNER),
    _steering("steering_end", OWNER, OWNER),
    _steering("steering_restore", OWNER, OWNER),
    _steering("steering_review", OWNER, OWNER),
    _plain("steering_check_any", EVERYBODY, None),
    _steering("steering_check", EVERYBODY, None),
    _nothing("steering_check", 1),
    # --- cases and their register: an authority's own people and those above it ---
    _case("case", OWNER | DIRECTOR, None, SENDER),
    _case("case", INSIDE_A | DIRECTOR, None, A),
    _case("case", INSIDE_B | DIRECTOR, None, B),
    # --- who works with a case, or keeps its diary, marks it as secret ---
    _case("case_secrecy", OWNER, OWNER, SENDER),
    _case("case_secrecy", NOBODY, NOBODY, A),
    _case("case_secrecy_lift", OWNER, OWNER, SENDER),
    _document(OWNER | DIRECTOR, None, SENDER, "referral"),
    _document(OWNER | DIRECTOR, None, SENDER, "answer"),
    _document(INSIDE_A | DIRECTOR, None, A, "referral"),
    _document(INSIDE_B | DIRECTOR, None, B, "answer"),
    # --- a round being prepared is its owner's alone ---
    _plain("round_new", OWNER, OWNER),
    _round("round", OWNER, None, "draft"),
    _round("round_draft", OWNER, OWNER, "draft"),
    _section("round_section", OWNER, OWNER, "draft"),
    _round("round_questions", OWNER, OWNER, "draft"),
    _round("round_letter", OWNER, OWNER, "draft"),
    _round("round_recipients", OWNER, OWNER, "draft"),
    _round("round_preview", OWNER, None, "draft"),
    _round("round_dispatch", OWNER, OWNER, "draft"),
    # --- a round that was sent is read by all in it; its steps stay the owner's ---
    _round("round", IN_THE_ROUND, None),
    _round("round_draft", OWNER, OWNER),
    _section("round_section", OWNER, OWNER, "sent"),
    _round("round_questions", OWNER, OWNER),
    _round("round_letter", OWNER, OWNER),
    _round("round_recipients", OWNER, OWNER),
    _round("round_preview", OWNER, None),
    _round("round_dispatch", OWNER, OWNER),
    _round("round_compile", OWNER, OWNER),
    # --- the circle of a round that is out is its owner's to change ---
    _round("round_manage", OWNER, None),
    _round("round_manage", OWNER, None, "draft"),
    _round("round_extend_all", OWNER, OWNER),
    _round("round_remind_all", OWNER, OWNER),
    _round("round_add", OWNER, OWNER),
    _round("round_hand_over", OWNER, OWNER),
    _round("round_cancel", OWNER, OWNER),
    _round("round_unasked", OWNER, OWNER),
    _answer_in_round("place_extend", OWNER, OWNER, A),
    _answer_in_round("place_remind", OWNER, OWNER, A),
    _answer_in_round("place_replace", OWNER, OWNER, A),
    _answer_in_round("place_withdraw", OWNER, OWNER, A),
    _answer_in_round("place_withdraw", OWNER, OWNER, B),
    _answer_in_round("place_receive", OWNER, OWNER, D),
    _wish("extension_decide", OWNER, OWNER, D),
    # --- what comes of a round: its owner's, until an official is asked; nothing to read before the closing ---
    _round("round_next_version", OWNER, None),
    _round("round_close", OWNER, OWNER),
    _round("round_reopen", OWNER, OWNER),
    _round("round_outcome", OWNER, None),
    _round("round_endorse", OWNER, OWNER),
    _round("round_change", OWNER, OWNER, "sent", "a" * 26),
    _round("round_ask_decider", OWNER, OWNER),
    _round("round_decide", NOBODY, NOBODY),
    _round("round_feedback", OWNER, NOBODY),  # a form names the recipient it is about
    _round("round_compilation", NOBODY, None),
    _nothing("document_file", 2),
    # --- reading, marking and weighing: those who own the round ---
    _round("round_reading", OWNER, None),
    _round("round_reading", NOBODY, None, "draft"),
    _answer_in_round("round_reading_answer", NOBODY, NOBODY, A),
    _answer_in_round("round_reading_answer", OWNER, NOBODY, B),  # a form names the box it is about
    _answer_in_round("round_reading_answer", OWNER, NOBODY, C),
    _round("round_comments", OWNER, None),
    _comment(OWNER, OWNER),
    # --- a round being weighed: nobody but its owner reads a word of the weighing ---
    _round("round", IN_LATER, None, "weighed"),
    _round("round_comments", OWNER, None, "weighed"),
    _round("round_reading", OWNER, None, "weighed"),
    _round("round_next_version", OWNER, None, "weighed"),
    _round("round_close", OWNER, OWNER, "weighed"),
    _round("round_decide", NOBODY, NOBODY, "weighed"),
    _round("round_compilation", NOBODY, None, "weighed"),
    _place_in("answer_feedback", INSIDE_A, INSIDE_A, "weighed", A),
    _place_in("answer_drop", INSIDE_A, INSIDE_A, "weighed", A),
    # --- a closed round: the official reads it, and each administration its own letter ---
    _round("round", IN_LATER, None, "closed"),
    _round("round_comments", OWNER, None, "closed"),
    _round("round_reopen", OWNER, OWNER, "closed"),
    _round("round_outcome", OWNER | DIRECTOR, None, "closed"),
    _round("round_endorse", OWNER, OWNER, "closed"),
    _round("round_ask_decider", OWNER, OWNER, "closed"),
    _round("round_decide", DIRECTOR, DIRECTOR, "closed"),
    _round("round_feedback", OWNER, NOBODY, "closed"),
    _round("round_compilation", OWNER | DIRECTOR, None, "closed"),
    _place_in("answer_feedback", INSIDE_A, INSIDE_A, "closed", A),
    _place_in("answer_feedback", INSIDE_B, INSIDE_B, "closed", B),
    _place_in("answer_feedback_file", INSIDE_A, None, "closed", A),
    _place_in("answer_feedback_file", INSIDE_B, None, "closed", B),
    # --- a decided round ---
    _round("round_outcome", OWNER | DIRECTOR, None, "decided"),
    _round("round_decide", DIRECTOR, DIRECTOR, "decided"),
    _round("round_compilation", IN_LATER, None, "decided"),
    _place_in("answer_feedback", INSIDE_B, INSIDE_B, "decided", B),
    # --- answers read in the round: given ones only, by the sender and by those who gave them ---
    _answer_in_round("round_answer", NOBODY, None, A),
    _answer_in_round("round_answer", OWNER | INSIDE_B, None, B),
    _answer_in_round("round_answer", OWNER, None, C),
    _answer_in_round("round_answer", NOBODY, None, D),
    _answer_in_round("round_cell", NOBODY, None, A, 1),
    _answer_in_round("round_cell", OWNER | INSIDE_B, None, B, 1),
    _answer_in_round("round_cell", OWNER | INSIDE_B, None, B, 0),
    _answer_in_round("round_cell", NOBODY, None, B, 77),
    _answer_in_round("round_cell", NOBODY, None, C, 1),
    # --- an answer being written: only inside the administration that writes it ---
    _place("answer", READERS_A, None, A),
    _place("answer", INSIDE_B, None, B),
    _place("answer", NOBODY, None, D),
    _place("answer_save", READERS_A, READERS_A, A),
    _place("answer_level", WRITERS, WRITERS, A),
    _place("answer_coordinate", WRITERS, WRITERS, A),
    _place("answer_attach", WRITERS, WRITERS, A),
    _place("answer_receipt", READERS_A, None, A),
    _place("answer_receipt", INSIDE_B, None, B),
    _place("answer_print", READERS_A, None, A),
    _row("answer_ask", WRITERS, WRITERS, 1),
    _row(
        "answer_done", READERS_A, ASKED, ASKED_ROW
    ),  # a link leads to the answer; the step is the asked one's
    _row("answer_done", READERS_A, NOBODY, ROW_OF_THE_LEAVER),
    _row("answer_take_back", WRITERS, WRITERS, ASKED_ROW),
    _row("answer_autosave", READERS_A, WRITERS, 0, "comment"),
    _row("answer_autosave", READERS_A, WRITERS | ASKED, ASKED_ROW, "comment"),
    _row("answer_autosave", READERS_A, WRITERS, ROW_OF_THE_LEAVER, "comment"),
    _row("answer_autosave", READERS_A, NOBODY, 0, "saved_by"),
    # --- files ---
    _file("answer_attachment", READERS_A, None, A),
    _file("answer_attachment", OWNER | INSIDE_B, None, B),
    _file("answer_attachment", NOBODY, None, C),
    _file("answer_detach", WRITERS, WRITERS, A),
    _file("answer_detach", REPRESENTATIVE_B, REPRESENTATIVE_B, B),
    # --- the steps of an answer ---
    _place("answer_acknowledge", INSIDE_A, INSIDE_A, A),
    _place("answer_acknowledge", NOBODY, NOBODY, D),
    _place("answer_review", READERS_A, INSIDE_A, A),
    _place("answer_approval", MANAGER, MANAGER, A),
    _place("answer_release", INSIDE_A, INSIDE_A, A),
    _place("answer_ask_again", INSIDE_A, INSIDE_A, A),
    _place("answer_abstain", INSIDE_A, INSIDE_A, A),
    # --- what an administration does with an answer that is given, and before it is late ---
    _place("answer_extension", INSIDE_A, INSIDE_A, A),
    _place("answer_extension", NOBODY, NOBODY, D),
    _place("answer_replace", INSIDE_B, INSIDE_B, B),
    _place("answer_withdraw", INSIDE_B, INSIDE_B, B),
    _place("answer_drop", INSIDE_A, INSIDE_A, A),
    _place("answer_drop", INSIDE_B, INSIDE_B, B),
    _place("answer_feedback", INSIDE_B, INSIDE_B, B),
    _place("answer_feedback_file", NOBODY, None, B),  # no letter is sent yet
    _given("answer_given", NOBODY, None, A),  # never given
    _given("answer_given", INSIDE_B, None, B),
    # --- a meeting that goes on is run by its secretary alone ---
    _meeting("meeting_during", SECRETARY, SECRETARY),
    _meeting("meeting_attendance", SECRETARY, SECRETARY),
    _meeting("meeting_extra", SECRETARY, SECRETARY),
    _meeting("meeting_end", SECRETARY, SECRETARY),
    _on_agenda("agenda_item", SECRETARY, SECRETARY, 1),
    _on_agenda("agenda_item", SECRETARY, SECRETARY, 2),
    _on_agenda("item_vote", SECRETARY, SECRETARY, 2),
    _on_agenda("item_election", SECRETARY, SECRETARY, 2),
    _on_agenda("item_reopen", SECRETARY, SECRETARY, 1),
    _on_agenda("item_text_autosave", SECRETARY, SECRETARY, 2, "procedure"),
    _on_agenda("item_text_autosave", NOBODY, NOBODY, 2, "saved_by"),
    _point("point_autosave", SECRETARY, SECRETARY, 2),
    # --- minutes are the secretary's until they are asked for, the approvers', and when approved the body's ---
    _meeting("meeting_minutes", SECRETARY, SECRETARY, "open"),
    _meeting("meeting_minutes", SECRETARY, SECRETARY, "asked"),
    _meeting("meeting_minutes", BOARD, SECRETARY, "approved"),
    _meeting("minutes_draft", SECRETARY, None, "asked"),
    _occasion("minutes_sign", MEMBER, MEMBER, "asked"),
    _occasion("minutes_sign", MEMBER, MEMBER, "approved"),
    _occasion("minutes_pdf", BOARD, None, "asked"),
    _occasion("minutes_word", BOARD, None, "asked"),
    _occasion("minutes_pdf", BOARD, None, "approved"),
    _occasion("minutes_word", BOARD, None, "approved"),
    _occasion("minutes_call_off", None, SECRETARY, "asked"),
    _occasion("minutes_notice", SECRETARY, None, "approved"),
    _occasion("notice_post", None, SECRETARY, "approved"),
    _occasion("publish_minutes", SECRETARY, SECRETARY, "asked"),
    _occasion("publish_minutes", SECRETARY, SECRETARY, "approved"),
    _occasion("withdraw_minutes", SECRETARY, SECRETARY, "asked"),
    _occasion("withdraw_minutes", SECRETARY, SECRETARY, "approved"),
    _occasion("leave_withdrawn", None, SECRETARY, "approved"),
    _signature("minutes_scan", None, SECRETARY, "asked"),
    _meeting("meeting_after", SECRETARY, None, "approved"),
    _meeting("extracts_send", None, SECRETARY, "approved"),
    _meeting("extracts_done", None, SECRETARY, "approved"),
    _meeting("extracts_suggested", None, SECRETARY, "approved"),
    Row("extract_address", "approved", lambda made: [made.item_of("approved").public_id], None, SECRETARY),
    _extract("extract_pdf", SECRETARY | INSIDE_A, None, sent=True),
    _extract("extract_pdf", SECRETARY, None, sent=False),
    _extract("extract_remove", None, SECRETARY, sent=False),
    _extract("extract_posted", None, SECRETARY, sent=False),
    _plain("extracts", LOGGED_IN, None),
    _plain("watch_list", LOGGED_IN, None),
    _ordered(BOARD | MANAGER, BOARD | MANAGER),
    # --- an officer drafts alone; what is announced is the secretary's too, and a manager's from the review on ---
    _case("item_new", OWNER, OWNER, SENDER),
    _case("item_new", NOBODY, NOBODY, A),
    _item("item", OFFICER, OFFICER, "drafted"),
    _item("item", AROUND_ITEM, OFFICER, "announced"),
    _item("draft_text_autosave", OFFICER, OFFICER, "drafted", "background"),
    _item("draft_text_autosave", NOBODY, NOBODY, "drafted", "saved_by"),
    _proposed("draft_point_autosave", OFFICER, OFFICER, "drafted", in_item=True),
    _proposed("point", OFFICER, OFFICER, "drafted"),
    _proposed("point", OFFICER | SECRETARY, OFFICER | SECRETARY, "announced"),
    # --- decisions: an official's own, and what everybody may read once it is made or approved ---
    _case("decision_new", DIRECTOR, DIRECTOR, SENDER),
    _case("decision_new", MANAGER | DIRECTOR, MANAGER | DIRECTOR, A),
    _case("decision_draft", DIRECTOR, DIRECTOR, SENDER),
    _plain("decision_search", LOGGED_IN, None),
    _board("earlier_decision_new", SECRETARY, SECRETARY),
    Row("decision", "decided", lambda made: [made.decision().public_id], LOGGED_IN, None),
    _paragraph(AROUND_ITEM, "open", 1),
    _paragraph(NOBODY, "open", 2),
    _paragraph(AROUND_ITEM, "asked"),
    _paragraph(LOGGED_IN, "approved"),
    # --- a plan is revised: led by its keeper, reported by each owner, whose words are the owner's until given ---
    Row("plan_revisions", "reported", lambda made: [revised.plan().public_id], LOGGED_IN, NOBODY),
    _revised("revision", READS_PLANNED, NOBODY),  # no step is named
    _revised("revision_evaluation", OWNER, OWNER),
    _revised("my_reports", MANAGER, MANAGER),
    _follow_up("my_follow_up_reports", MANAGER, MANAGER, "part_2"),
    Row("report_autosave", "reported", lambda made: [revised.report().public_id, "reason"], None, MANAGER),
    Row("report_autosave", "reported", lambda made: [revised.report().public_id, "state"], None, NOBODY),
    # --- a body and its meetings are planned by its secretary ---
    _plain("meetings", LOGGED_IN, None),
    _board("body", SECRETARY, SECRETARY),
    _board("meeting_new", SECRETARY, SECRETARY),
    _board("meetings_year", SECRETARY, SECRETARY),
    _meeting("meeting", SECRETARY, None, "planned"),
    _meeting("meeting_change", SECRETARY, SECRETARY, "planned"),
    _meeting("meeting_cancel", SECRETARY, SECRETARY, "planned"),
    _meeting("meeting_order", None, SECRETARY, "planned"),
    _meeting("meeting_add", SECRETARY, SECRETARY, "planned"),
    _announced("meeting_list", None, SECRETARY),
    _announced("meeting_send_back", SECRETARY, SECRETARY),
    _on_agenda("meeting_item", SECRETARY, SECRETARY, 1, about="planned"),
    _meeting("meeting_send", SECRETARY, SECRETARY, "planned"),
    _meeting("meeting_pack", NOBODY, None, "planned"),  # nothing is sent
    # --- who is called reads what was sent, and no more ---
    _meeting("meeting", BOARD, None, "called"),
    _meeting("meeting_pack", BOARD, None, "called"),
    _meeting("meeting_whole_pack", NOBODY, None, "planned"),
    _meeting("meeting_whole_pack", BOARD, None, "called"),
    _on_agenda("meeting_item", BOARD, SECRETARY, 1, about="called"),
    _on_agenda("meeting_item", SECRETARY, SECRETARY, 2, about="called"),
    _paper(BOARD | OFFICER, 1),
    _paper(SECRETARY | OFFICER, 2),
)
