"""A region and its rounds of eight sections, made through the product's own verbs."""

from datetime import timedelta
from functools import cache
from typing import Any

from bench.measure import size

ADMINISTRATIONS = size(54, 9)

HEADINGS = (
    "Hälsofrämjande kommunikation",
    "Egenvård",
    "En sammanhållen vårdresa",
    "Enkel kontakt",
    "Kontinuitet",
    "Lyhördhet",
    "Patienten som medskapare",
    "Samordnad vård",
)
SENTENCES = tuple(f"Mening {n} säger hur vi gör det lätt för invånaren att nå oss." for n in range(1, 13))
DRAFT = "\n".join(f"# {heading}\n{' '.join(SENTENCES)}\n" for heading in HEADINGS)
SAID = "Principen bör säga vem som har ansvaret, så att invånaren vet vart hen ska vända sig."
FOUR = " ".join([SAID] * 4)


@cache
def region() -> Any:
    """The region, made once; everybody in its administrations has an address."""
    from organisation.models import User
    from tests import factories

    made = factories.world(*(f"FV{n}" for n in range(1, ADMINISTRATIONS + 1)))
    for user in User.objects.filter(username__regex=r"^(fv|owner)"):
        user.email = f"{user.username}@example.org"
        user.save(update_fields=["email"])
    return made


def open_round(made: Any, recipients: int) -> Any:
    """A dispatched round of eight sections to the first administrations."""
    from cases import rounds
    from organisation import clock
    from workflows import engine

    by = made.owner
    begun = engine.begin_round(
        by=by, unit=made.process_unit, diary=made.diary, title="Styrande principer för invånarinteraktion"
    )
    rounds.paste_draft(begun, DRAFT, by=by)
    rounds.choose_recipients(begun, made.administrations[:recipients], by=by)
    rounds.change_round(begun, by=by, letter="Svara gärna.", last_day=clock.today() + timedelta(days=21))
    engine.dispatch(begun, by=by)
    begun.refresh_from_db()
    return begun


def written_answers(made: Any, referral_round: Any) -> list[Any]:
    """An answer of every recipient, with words about every section, not yet sent for approval."""
    from cases.models import AnswerItem, Question
    from workflows import engine

    answers = [
        engine.acknowledge(place, by=made.representative(place.unit))
        for place in referral_round.recipients.select_related("unit", "round")
    ]
    items = AnswerItem.objects.filter(answer__in=answers)
    items.update(comment=FOUR, wording=FOUR)
    items.filter(question__kind=Question.Kind.STANCE).update(stance="remarks")
    return answers


def approve(made: Any, answer: Any) -> None:
    """The manager's yes to what was sent for approval."""
    from cases import answer_text
    from workflows import engine

    engine.approve(
        answer, by=manager(made, answer), read_hash=answer_text.text_hash(answer_text.snapshot(answer))
    )


def approved_answers(made: Any, referral_round: Any) -> list[Any]:
    """An approved answer of every recipient."""
    from workflows import engine

    answers = written_answers(made, referral_round)
    for answer in answers:
        engine.submit(answer, by=representative(made, answer))
        approve(made, answer)
    return answers


def representative(made: Any, answer: Any) -> Any:
    """Who writes the answer, as a new request knows them."""
    return made.representative(answer.parties.get().recipient.unit)


def manager(made: Any, answer: Any) -> Any:
    """Who approves it."""
    return made.manager(answer.parties.get().recipient.unit)
