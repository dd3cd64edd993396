"""Forms of a round that is being prepared. What is wrong is said at its field, nothing typed is lost."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import deadlines
from cases.forms.seen import SeenMixin
from cases.models import ReferralRound, SectionVersion
from cases.text import normalise, split_at_headings
from organisation import clock

MOST_SECTIONS = 99
LONGEST_TEXT = 200_000
LATEST = timedelta(days=5 * 365)

PROSE = {"class": "prose", "rows": 12}


class DraftForm(forms.Form):
    """The whole draft, pasted once."""

    text = forms.CharField(
        label=gettext_lazy("Utkastets text"),
        help_text=gettext_lazy(
            "Klistra in hela texten. Rubriker kan vara markerade med #, numrerade eller stå på egen rad. "
            "En rad som börjar med ”Nyckelord:” blir avsnittets nyckelord."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(PROSE),
    )

    def clean_text(self) -> str:
        """Refuse a text that gives no section, or too many to answer."""
        text = normalise(self.cleaned_data["text"])
        count = len(split_at_headings(text))
        if not count:
            raise forms.ValidationError(_("Texten har inget avsnitt. Klistra in utkastet med dess rubriker."))
        if count > MOST_SECTIONS:
            raise forms.ValidationError(
                _("Texten har %(count)d rubriker. Ett utkast kan ha högst %(most)d avsnitt.")
                % {"count": count, "most": MOST_SECTIONS}
            )
        return text


class DraftAgainForm(DraftForm):
    """The draft pasted anew over one that is there."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, lägg upp avsnitten på nytt"),
        error_messages={
            "required": gettext_lazy("Kryssa i att avsnitten ska läggas upp på nytt, eller låt dem vara.")
        },
    )


class SectionForm(SeenMixin, forms.Form):
    """One section's wording, and the sender's note beside its question."""

    heading = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(PROSE),
    )
    keywords = forms.CharField(
        label=gettext_lazy("Nyckelord"), required=False, help_text=gettext_lazy("Skilj orden åt med komma.")
    )
    note = forms.CharField(
        label=gettext_lazy("Till den som svarar"),
        help_text=gettext_lazy("En kort upplysning bredvid frågan, till exempel vad avsnittet innebär."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_keywords(self) -> list[str]:
        """The words between the commas, each short enough to stand on a tag."""
        words = [word.strip() for word in self.cleaned_data["keywords"].split(",") if word.strip()]
        if any(len(word) > 80 for word in words):
            raise forms.ValidationError(_("Ett nyckelord kan vara högst 80 tecken långt."))
        return words


class QuestionForm(forms.Form):
    """A question answered in words, about one section, every section or the whole."""

    WHOLE, EVERY = "whole", "every"

    text = forms.CharField(label=gettext_lazy("Fråga"), max_length=500, widget=forms.Textarea({"rows": 2}))
    place = forms.ChoiceField(label=gettext_lazy("Gäller"))

    def __init__(self, *args: Any, sections: list[SectionVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(section.pk): section for section in sections}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (self.WHOLE, _("Utkastet som helhet")),
            *([(self.EVERY, _("Varje avsnitt"))] if sections else []),
            *((pk, f"{section.position}. {section.heading}") for pk, section in self.sections.items()),
        ]

    def chosen_sections(self) -> list[SectionVersion | None]:
        """Where to ask: the sections, or None for the whole."""
        place = self.cleaned_data["place"]
        if place == self.EVERY:
            return list(self.sections.values())
        return [self.sections.get(place)]


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


class LetterForm(SeenMixin, forms.ModelForm):
    """What is said to those who answer, until when, and who may read the answers."""

    class Meta:
        model = ReferralRound
        fields = ("summary", "letter", "last_day", "roll", "readers")
        labels = {
            "roll": gettext_lazy("Om dagen inte är en arbetsdag gäller"),
            "readers": gettext_lazy("Vem får läsa lämnade svar?"),
        }
        help_texts = {
            "summary": gettext_lazy("En eller två meningar som visas överst på svarssidan."),
            "letter": gettext_lazy("Vad ni vill ha svar på, varför och vad som händer sedan."),
            "last_day": gettext_lazy("Svaret ska ha kommit in den här dagen. Sena svar tas emot och märks."),
        }
        widgets = {
            "summary": forms.Textarea({"rows": 2}),
            "letter": forms.Textarea(PROSE),
            "last_day": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "roll": forms.RadioSelect,
            "readers": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("roll", "readers"):
            self.fields[name].choices = as_sentences(self.fields[name].choices)  # type: ignore[attr-defined]

    def clean_last_day(self) -> date | None:
        """Refuse a day that cannot be answered by; red days are rolled and said, not refused."""
        day = self.cleaned_data["last_day"]
        if day is None:
            return None
        if day > clock.today() + LATEST:
            raise forms.ValidationError(_("Välj en dag inom fem år."))
        if day <= clock.today():
            raise forms.ValidationError(_("Dagen har redan passerat eller är i dag. Välj en senare dag."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a red day that would roll back to a day that has passed."""
        data = super().clean() or self.cleaned_data
        day, how = data.get("last_day"), data.get("roll")
        if day and how and deadlines.roll(day, how) <= clock.today():
            self.add_error("last_day", _("Närmast föregående arbetsdag har redan passerat eller är i dag."))
        return data


class RecipientsForm(forms.Form):
    """The units that each give one official answer."""

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Mottagare"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Välj minst en mottagare."),
            "invalid_choice": gettext_lazy("En av enheterna kan inte väljas. Ladda om sidan och välj igen."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = choices  # type: ignore[attr-defined]


def as_sentences(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Choices that begin with a capital letter, as lines of their own do."""
    return [(value, capfirst(str(label))) for value, label in choices]


def recipients_text(count: int) -> str:
    """ "1 mottagare", "9 mottagare"."""
    return ngettext("%(count)d mottagare", "%(count)d mottagare", count) % {"count": count}
