"""Forms of the owner's steps while a round is open: another day, another circle, another owner."""

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases import calendar, deadlines, readiness
from cases.errors import DayHasPassed
from cases.forms.fields import LATEST, day_field, reason_field
from cases.models import Extension, ReferralRound
from cases.templatetags.text_tags import long_day
from organisation import clock
from organisation.models import Unit


class UnitField(forms.ModelChoiceField):
    """A unit by its name; who has nobody to take the task is said so."""

    lacks = gettext_lazy("%(name)s (ingen företrädare i dag)")

    def __init__(self, **facts: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), to_field_name="public_id", **facts)
        self.error_messages["required"] = _("Välj en enhet.")
        self.error_messages["invalid_choice"] = _("Välj en enhet i listan.")

    def offer(self, units: QuerySet[Unit], *, hidden: set[int] = frozenset(), manned: set[int]) -> None:  # type: ignore[assignment]
        """Take any of ``units``, but show only those that are not hidden; ``manned`` have somebody there."""
        self.queryset = units
        shown = [unit for unit in units if unit.pk not in hidden]
        self.choices = [
            ("", _("Välj en enhet")),
            *[
                (unit.public_id, unit.name if unit.pk in manned else self.lacks % {"name": unit.name})
                for unit in shown
            ],
        ]


class DayMixin(forms.Form):
    """A last day. One that is red is moved by the round's rule, but only when that has been said."""

    red_day = ""

    def __init__(self, *args: Any, referral_round: ReferralRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = referral_round

    def clean_day(self) -> date | None:
        """Refuse what is past or too far ahead, and a red day once, saying what it becomes."""
        day: date | None = self.cleaned_data["day"]
        if day is None:
            return None
        if day <= clock.today():
            raise forms.ValidationError(str(DayHasPassed()))
        if day > clock.today() + LATEST:
            raise forms.ValidationError(_("Välj en dag inom fem år."))
        rolled = deadlines.roll(day, cast(deadlines.Roll, self.round.roll))
        if rolled <= clock.today():
            raise forms.ValidationError(str(DayHasPassed()))
        if rolled != day and self.data.get("seen_day") != day.isoformat():
            self.red_day = day.isoformat()
            ask = _("Tryck på knappen en gång till om det är rätt, eller välj en annan dag.")
            raise forms.ValidationError(f"{moved_text(day, rolled)} {ask}")
        return day


class ExtendForm(DayMixin):
    """More time for one or for everybody, and why."""

    day = day_field(gettext_lazy("Ny sista svarsdag"))
    reason = reason_field(gettext_lazy("Läses av dem som ska svara."))


class DecideForm(DayMixin):
    """Yes to a wish, to and with a day, or no; either way with a reason."""

    day = day_field(gettext_lazy("Anstånd till och med"))
    reason = reason_field(gettext_lazy("Läses av den som har bett om anstånd, vid ja och vid nej."))

    def __init__(self, *args: Any, wish: Extension, **kwargs: Any) -> None:
        super().__init__(*args, referral_round=wish.recipient.round, **kwargs)
        asked = cast(date, wish.asked_day)
        rolled = deadlines.roll(asked, cast(deadlines.Roll, self.round.roll))
        self.moved = moved_text(asked, rolled) if rolled != asked else ""
        self.initial["day"] = rolled
        self.fields["day"].required = not self.says_no

    @property
    def says_no(self) -> bool:
        """Whether the button for a no was pressed."""
        return self.data.get("step") == "refuse"

    def clean_day(self) -> date | None:
        """A no needs no day."""
        return None if self.says_no else super().clean_day()


class AddForm(DayMixin):
    """One more to ask, perhaps with a last day of its own."""

    unit = UnitField(label=gettext_lazy("Mottagare"))
    day = day_field(gettext_lazy("Egen sista svarsdag"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], taken: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_the_rounds_day()
        people = readiness.representatives(units)
        manned = {pk for pk, found in people.items() if found}
        cast(UnitField, self.fields["unit"]).offer(units, hidden=taken, manned=manned)

    def _say_the_rounds_day(self) -> None:
        last = self.round.last_day
        has_passed = last is None or last <= clock.today()
        self.fields["day"].required = has_passed
        said = _("Rundans sista svarsdag har passerat, så mottagaren behöver en egen.")
        if not has_passed:
            said = _("Lämna tomt för rundans sista svarsdag, %(day)s.") % {"day": long_day(last)}
        self.fields["day"].help_text = said


class ReplaceForm(AddForm):
    """Who answers instead, and why."""

    reason = reason_field(gettext_lazy("Läses av den som inte längre ska svara."))


class HandOverForm(forms.Form):
    """Who owns the round from now on, and why."""

    unit = UnitField(label=gettext_lazy("Ny ägare"))
    reason = reason_field(gettext_lazy("Läses av den nya ägaren."))

    def __init__(self, *args: Any, units: QuerySet[Unit], manned: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = cast(UnitField, self.fields["unit"])
        unit.lacks = gettext_lazy("%(name)s (ingen processägare i dag)")
        unit.offer(units, manned=manned)


def moved_text(day: date, rolled: date) -> str:
    """What a red day becomes."""
    red = calendar.why_not_working(day, get_language() or settings.LANGUAGE_CODE)
    facts = {"day": capfirst(long_day(day)), "red": red, "last": long_day(rolled)}
    if red in long_day(day):
        said = _("%(day)s är ingen arbetsdag, sista svarsdag blir %(last)s.")
    else:
        said = _("%(day)s (%(red)s) är ingen arbetsdag, sista svarsdag blir %(last)s.")
    return said % facts
