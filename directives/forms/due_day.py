"""When something is due: words and the day they mean, which is shown for confirmation before it is kept."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.fields import day_field
from cases.fuzzy_dates import resolve
from cases.templatetags.text_tags import long_day
from organisation import clock

WORDS = 200
NO_DAY_MEANT = {"omedelbart", "omgående", "snarast", "skyndsamt", "tills vidare", "löpande", "vid behov"}
KEEP_OR_CLEAR = gettext_lazy("”%(words)s” säger ingen dag. Behåll dagen eller ta bort den, och spara igen.")
NAMES_NO_DAY = gettext_lazy(
    "”%(words)s” går inte att räkna om till en dag. Skriv slutdagen, eller spara igen för att behålla bara orden."
)


class DueMixin(forms.Form):
    """``due_words``, ``due_on`` and the words whose day the person has seen.

    Words that are new and whose day nobody has looked at are answered with the day they mean, in the
    field, to be sent once more; nothing is kept on a guess.
    """

    starts_on = day_field(gettext_lazy("Börjar"), required=False)
    due_words = forms.CharField(
        label=gettext_lazy("Klart när, med ord"),
        help_text=gettext_lazy("Till exempel: v. 50, före jul, senast november 2027 eller omedelbart."),
        max_length=WORDS,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Skriv högst 200 tecken.")},
    )
    due_on = day_field(
        gettext_lazy("Slutdag"),
        required=False,
        help_text=gettext_lazy("Lämna tomt, så föreslås dagen av orden när det går."),
    )
    due_seen = forms.CharField(required=False, widget=forms.HiddenInput())
    has_asked = False

    def clean(self) -> dict[str, Any]:
        """Ask about a day that words mean before it is kept."""
        data = super().clean() or self.cleaned_data
        if self.errors.keys() & {"due_words", "due_on"}:
            return data
        if self._are_new_words(data):
            self._ask(data["due_words"], data["due_on"])
        return data

    @property
    def asks(self) -> bool:
        """Whether all that is left is to confirm a day."""
        return self.has_asked and set(self.errors) == {"due_on"}

    def days(self) -> dict[str, Any]:
        """The days as the verbs take them."""
        return {name: self.cleaned_data[name] for name in ("starts_on", "due_on", "due_words")}

    def _are_new_words(self, data: dict[str, Any]) -> bool:
        """Whether nobody has answered for what the words mean: neither before nor by a day of their own."""
        words, day = data.get("due_words", ""), data.get("due_on")
        known = (self.initial.get("due_words", ""), self.initial.get("due_on"))
        return bool(words) and words not in {known[0], data.get("due_seen")} and day in {None, known[1]}

    def _ask(self, words: str, day: Any) -> None:
        found = resolve(words, said_on=clock.today()).day
        if found is None and day is None and words.casefold().strip(" .") in NO_DAY_MEANT:
            return
        if found is not None and found == day:
            return
        self.has_asked = True
        self._write("due_seen", words)
        if found is None:
            self.add_error("due_on", (KEEP_OR_CLEAR if day else NAMES_NO_DAY) % {"words": words})
            return
        self._write("due_on", found.isoformat())
        said = _("”%(words)s” räknas som %(day)s. Stämmer det? Ändra annars dagen, och spara igen.")
        self.add_error("due_on", said % {"words": words, "day": long_day(found)})

    def _write(self, name: str, value: str) -> None:
        """Fill in a field of the form that is shown again."""
        typed = cast(QueryDict, self.data).copy()
        typed[self.add_prefix(name)] = value
        self.data = typed
