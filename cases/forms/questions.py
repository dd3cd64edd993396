"""Forms of what is asked besides a stance: a question in words, and the words of the scales."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import ReferralRound, SectionVersion
from cases.templatetags.text_tags import own_numbers


class QuestionForm(forms.Form):
    """A question answered in words, about one section, every section or the whole."""

    WHOLE, EVERY = "whole", "every"

    text = forms.CharField(label=gettext_lazy("Fråga"), max_length=500, widget=forms.Textarea({"rows": 2}))
    place = forms.ChoiceField(label=gettext_lazy("Gäller"))

    def __init__(self, *args: Any, sections: list[SectionVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(section.pk): section for section in sections}
        numbered = own_numbers(sections)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (self.WHOLE, _("Utkastet som helhet")),
            *([(self.EVERY, _("Varje avsnitt"))] if sections else []),
            *((pk, _choice(section, numbered=numbered)) for pk, section in self.sections.items()),
        ]

    def chosen_sections(self) -> list[SectionVersion | None]:
        """Where to ask: the sections, or None for the whole."""
        place = self.cleaned_data["place"]
        if place == self.EVERY:
            return list(self.sections.values())
        return [self.sections.get(place)]


def _choice(section: SectionVersion, *, numbered: bool) -> str:
    return section.heading if numbered else f"{section.position}. {section.heading}"


class ScaleForm(forms.Form):
    """The words of the round's two scales."""

    def __init__(self, *args: Any, referral_round: ReferralRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stance in referral_round.stances.all():
            field = forms.CharField(
                label=capfirst(stance.get_tone_display()), max_length=80, initial=stance.label
            )
            field.overall = stance.overall  # type: ignore[attr-defined]
            self.fields[f"stance_{stance.pk}"] = field

    def clean(self) -> dict[str, Any]:
        """Refuse two steps of one scale with the same word: nobody could tell their answers apart."""
        data = super().clean() or self.cleaned_data
        for fields in (self.for_sections(), self.for_whole()):
            taken: set[str] = set()
            for name in (field.name for field in fields if field.name in data):
                word = data[name].casefold()
                if word in taken:
                    self.add_error(name, _("Två steg på skalan kan inte ha samma ord."))
                taken.add(word)
        return data

    def labels(self) -> dict[int, str]:
        """The words by the stances' ids."""
        return {int(name.removeprefix("stance_")): label for name, label in self.cleaned_data.items()}

    def for_sections(self) -> list[forms.BoundField]:
        """The fields of the sections' scale."""
        return [self[name] for name, field in self.fields.items() if not field.overall]  # type: ignore[attr-defined]

    def for_whole(self) -> list[forms.BoundField]:
        """The fields of the overall scale."""
        return [self[name] for name, field in self.fields.items() if field.overall]  # type: ignore[attr-defined]
