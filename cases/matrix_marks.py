"""Symbols and colours of the matrix: a tone is never alone, it always has a symbol and a word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Answer, Recipient, Stance

TONES = {
    Stance.Tone.FOR: ("skog", "check"),
    Stance.Tone.REMARKS: ("sol", "message-square"),
    Stance.Tone.AGAINST: ("lingon", "x"),
    Stance.Tone.NEUTRAL: ("neutral", "minus"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a stance or a state looks and is said; ``icon`` is a Lucide name or empty."""

    tone: str
    icon: str
    word: str


def mark_of_item(stance: Stance | None) -> Mark:
    """The mark of a released row; without a stance it is said so: silence is not consent."""
    if stance is None:
        return Mark("neutral", "circle-question-mark", _("Inget ställningstagande"))
    tone, icon = TONES[Stance.Tone(stance.tone)]
    return Mark(tone, icon, stance.label)


def mark_of_column(recipient: Recipient, answer: Answer | None) -> Mark:
    """The mark of a recipient whose words cannot be read: at most that it has begun."""
    state = Recipient.State(recipient.state)
    if state == Recipient.State.ABSTAINED:
        return abstained()
    if state == Recipient.State.ANSWERED:
        return Mark("neutral", "mail-check", _("Svarat"))
    if state == Recipient.State.PREPARING:
        return begun()
    return silent()


def abstained() -> Mark:
    """The administration has decided not to answer."""
    return Mark("neutral", "circle-slash", _("Avstått"))


def begun() -> Mark:
    """Somebody has written the first word; nothing more is told."""
    return Mark("ljung", "pencil", _("Påbörjat"))


def silent() -> Mark:
    """No answer yet."""
    return Mark("none", "", _("Inte svarat"))


def legend(stances: list[Stance]) -> list[Mark]:
    """The marks of a round, in the words of its own scale for sections."""
    own = [mark_of_item(stance) for stance in stances if not stance.overall]
    return [*own, mark_of_item(None), abstained(), begun(), silent()]


def options(stances: list[Stance], *, overall: bool) -> list[dict[str, str]]:
    """The choices of a scale as the component ``stance_choice`` takes them."""
    return [
        {"code": stance.code, "label": stance.label, "icon": mark.icon, "tone": mark.tone}
        for stance in stances
        if stance.overall == overall
        for mark in [mark_of_item(stance)]
    ]
