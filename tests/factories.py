"""A small organisation and a round in it, made through the real verbs."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from cases import answer_text, answers, boxes, marking, rounds, weighing
from cases.models import Answer, Diary, Recipient, ReferralRound
from organisation import clock, roles
from organisation.models import Unit, User
from workflows import engine

DRAFT = """# Enkel kontakt
Vi gör det lätt att nå oss.

Nyckelord: Kontakt, Tillgänglighet

# Lyhördhet
Vi lyssnar på den vi möter.
"""


def unit(
    name: str, *, kind: str = "administration", parent: Unit | None = None, authority: Unit | None = None
) -> Unit:
    """A unit; a body or administration without ``authority`` keeps its own diary."""
    return Unit.objects.create(name=name, short_name=name, kind=kind, parent=parent, authority=authority)


def diary(authority: Unit, code: str, **facts) -> Diary:
    """A diary of ``authority`` with five digits, such as ``RS 2026-00001``."""
    return Diary.objects.create(authority=authority, code=code, **facts)


def person(username: str, *seats: tuple[str, Unit]) -> User:
    """Somebody who has held the given seats for a month."""
    user = User.objects.create_user(username, name=username.capitalize(), password="demo")
    for role, place in seats:
        roles.seat(user, role, place, starts_on=clock.today() - timedelta(days=30))
    return user


@dataclass
class World:
    """A region with a process unit and some administrations, each with its own diary."""

    region: Unit
    office: Unit
    process_unit: Unit
    diary: Diary
    owner: User
    director: User
    administrations: list[Unit] = field(default_factory=list)

    def representative(self, place: Unit) -> User:
        """The administration's representative."""
        return User.objects.get(username=f"{place.short_name.lower()}.rep")

    def manager(self, place: Unit) -> User:
        """The manager who approves the administration's answers."""
        return User.objects.get(username=f"{place.short_name.lower()}.chef")


def world(*names: str) -> World:
    """A region whose administrations are ``names``, each with a representative and a manager."""
    region = unit("Regionen", kind="region")
    office = unit("Koncernkontoret", parent=region)
    process_unit = unit("Invånarinteraktion", kind="unit", parent=office, authority=office)
    made = World(
        region=region,
        office=office,
        process_unit=process_unit,
        diary=diary(office, "RS"),
        owner=person("owner", ("process_owner", process_unit)),
        director=person("director", ("director", region)),
    )
    for name in names or ("SkaS", "SU"):
        made.administrations.append(_administration(region, name))
    return made


def _administration(region: Unit, name: str) -> Unit:
    place = unit(name, parent=region)
    diary(place, name.upper())
    person(f"{name.lower()}.rep", ("representative", place))
    person(f"{name.lower()}.chef", ("manager", place))
    return place


def draft_round(
    made: World, *, last_day: date | None = None, title: str = "Styrande principer", draft: str = DRAFT
) -> ReferralRound:
    """A round in ``made`` that is ready to be dispatched."""
    referral_round = engine.begin_round(by=made.owner, unit=made.process_unit, diary=made.diary, title=title)
    rounds.paste_draft(referral_round, draft, by=made.owner)
    rounds.choose_recipients(referral_round, made.administrations, by=made.owner)
    rounds.change_round(
        referral_round,
        by=made.owner,
        letter="Svara gärna.",
        last_day=last_day or clock.today() + timedelta(days=21),
    )
    return referral_round


def open_round(made: World, **facts) -> ReferralRound:
    """A round that has been dispatched; ``facts`` are those of ``draft_round``."""
    referral_round = draft_round(made, **facts)
    engine.dispatch(referral_round, by=made.owner)
    referral_round.refresh_from_db()
    return referral_round


def recipient(referral_round: ReferralRound, place: Unit) -> Recipient:
    """The place of ``place`` in the round."""
    return referral_round.recipients.select_related("unit", "round").get(unit=place)


def begun_answer(made: World, place: Recipient, *, comment: str = "Vi delar bilden.") -> Answer:
    """An answer with a stance and a comment on the first section."""
    representative = made.representative(place.unit)
    answer = engine.acknowledge(place, by=representative)
    first = answer_text.items(answer)[0]
    answers.save_field(first, "stance", "remarks", version=0, by=representative)
    answers.save_field(first, "comment", comment, version=0, by=representative)
    return answer


def approved_answer(made: World, place: Recipient, **facts) -> Answer:
    """An answer the manager has approved."""
    answer = begun_answer(made, place, **facts)
    engine.submit(answer, by=made.representative(place.unit))
    engine.approve(
        answer, by=made.manager(place.unit), read_hash=answer_text.text_hash(answer_text.snapshot(answer))
    )
    return answer


def released_answer(made: World, place: Recipient, **facts) -> Answer:
    """An answer that has been given."""
    answer = approved_answer(made, place, **facts)
    return engine.release(answer, by=made.representative(place.unit))


def compiled_round(made: World, **comments: str) -> ReferralRound:
    """A round whose administrations have all answered, and whose answering time has been ended."""
    referral_round = open_round(made)
    for place in referral_round.recipients.select_related("unit", "round"):
        said = comments.get(place.unit.short_name.lower(), "Vi delar bilden.")
        released_answer(made, place, comment=said)
    engine.advance(referral_round)
    return engine.compile_answers(referral_round, by=made.owner)


def closed_round(made: World, **comments: str) -> ReferralRound:
    """A round where every box was one comment, noted."""
    referral_round = compiled_round(made, **comments)
    for box in boxes.of_round(referral_round):
        comment = marking.mark_whole(box, by=made.owner)
        weighing.weigh(comment, by=made.owner, version=0, outcome="noted", reason="Tack, vi tar med oss det.")
    return engine.close(referral_round, by=made.owner)
