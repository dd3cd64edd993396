"""Forms of what happens to a steering document: its end, and what a review says."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.errors import Refused
from cases.forms.fields import LONGEST_REASON, day_field
from cases.meetings import references
from cases.text import normalise
from directives.forms.steering import CardField, card_field
from directives.models import SteeringCard, SteeringReview
from directives.steering import grounds
from directives.steering.cards import add_months
from directives.steering.errors import GroundsUnconfirmed
from organisation import clock
from organisation.models import User


class EndForm(forms.Form):
    """What replaces the document, or that it is repealed; from when, and by which decision."""

    successor = card_field(
        gettext_lazy("Ersätts av"),
        required=False,
        empty_label=gettext_lazy("Inget: det upphävs"),
    )
    on = day_field(gettext_lazy("Upphör att gälla från och med"))
    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        help_text=gettext_lazy(
            "Till exempel SSN 2026-05-20 § 61, eller beslutets nummer. Behövs när dokumentet upphävs."
        ),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, user: User, card: SteeringCard, cards: QuerySet[SteeringCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.card = user, card
        cast(CardField, self.fields["successor"]).queryset = cards.filter(ended_on=None)

    def clean_decision(self) -> Any:
        """The one decision the words mean, or None."""
        words = normalise(self.cleaned_data["decision"]).strip()
        if not words:
            return None
        try:
            targets = list(dict.fromkeys(hit.target for hit in references.search(words, by=self.user)))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if len(targets) == 1:
            return targets[0]
        if not targets:
            raise forms.ValidationError(_("Inget beslut stämmer med det du skrev."))
        raise forms.ValidationError(_("Flera beslut stämmer. Skriv nämnd, datum och paragraf."))

    def clean(self) -> dict[str, Any]:
        """Nothing is repealed without a decision."""
        data = super().clean() or self.cleaned_data
        if not (data.get("successor") or data.get("decision") or "decision" in self.errors):
            self.add_error("decision", _("Skriv vilket beslut som upphäver dokumentet."))
        data["confirmed"] = self._confirmed(data.get("decision"), data.get("successor"))
        return data

    def _confirmed(self, decision: grounds.Basis | None, successor: SteeringCard | None) -> bool:
        """Whether a decision that says nothing of the document is right all the same; asked when that is not said."""
        cards = [self.card, successor] if successor else [self.card]
        if decision is None or grounds.is_about(decision, *cards):
            return False
        name = f"confirmed-{decision.public_id}"  # said of this decision, and of no other one typed since
        label = _("Ja, det är ändå det beslutet")
        self.fields[name] = forms.BooleanField(label=label, required=False)
        if self.data.get(name):
            return True
        asked = GroundsUnconfirmed(decision=grounds.name_of(decision), about=grounds.about(decision))
        self.add_error(name, str(asked))
        return False


class RestoreForm(forms.Form):
    """Why the end was a mistake."""

    reason = forms.CharField(
        label=gettext_lazy("Vad blev fel?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv vad som blev fel.")},
    )


class ReviewForm(forms.Form):
    """What is to become of a document that is seen over."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad blev det av översynen?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad som ska hända med dokumentet.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Motivering"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv en motivering.")},
    )
    next_on = day_field(
        gettext_lazy("Nästa översyn senast"),
        help_text=gettext_lazy(
            "Ska dokumentet revideras eller upphävas: när det ska vara klart. Då får du frågan igen."
        ),
    )

    def __init__(self, *args: Any, card: SteeringCard, **kwargs: Any) -> None:
        months = card.review_every_months
        if months:
            kwargs.setdefault("initial", {"next_on": add_months(clock.today(), months)})
        super().__init__(*args, **kwargs)
        labels = [(value, capfirst(str(label))) for value, label in SteeringReview.Outcome.choices]
        cast(forms.ChoiceField, self.fields["outcome"]).choices = labels
