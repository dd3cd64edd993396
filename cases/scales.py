"""The scale of stances: data of each round, with these defaults (DOMAIN § 5)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ledger.work import work

from .errors import RoundNotDraft
from .models import ReferralRound, Stance

TONE = Stance.Tone

SECTION_SCALE = (
    ("agree", _("Tillstyrker"), TONE.FOR),
    ("remarks", _("Har synpunkter"), TONE.REMARKS),
    ("disagree", _("Avstyrker"), TONE.AGAINST),
    ("no_remark", _("Ingen synpunkt"), TONE.NEUTRAL),
)
OVERALL_SCALE = (
    ("agree", _("Tillstyrker"), TONE.FOR),
    ("agree_with_remarks", _("Tillstyrker med synpunkter"), TONE.REMARKS),
    ("disagree", _("Avstyrker"), TONE.AGAINST),
    ("no_remark", _("Ingen synpunkt"), TONE.NEUTRAL),
)


def lay_default_scale(referral_round: ReferralRound) -> None:
    """Give the round the default scales in the language of its draft."""
    rows = [(False, *step) for step in SECTION_SCALE] + [(True, *step) for step in OVERALL_SCALE]
    with override(referral_round.version.language):
        stances = [
            Stance(
                round=referral_round,
                overall=overall,
                code=code,
                label=str(label),
                tone=tone,
                position=position,
            )
            for position, (overall, code, label, tone) in enumerate(rows, start=1)
        ]
    Stance.objects.bulk_create(stances)


def rename_stances(referral_round: ReferralRound, labels: dict[int, str]) -> None:
    """Set the labels of the round's stances by their ids; empty labels are left as they were.

    Raises RoundNotDraft once it is sent: an answer's word must go on meaning what it meant.
    """
    with work():
        locked = ReferralRound.objects.select_for_update().get(pk=referral_round.pk)
        if locked.state != ReferralRound.State.DRAFT:
            raise RoundNotDraft
        for stance in locked.stances.filter(pk__in=labels):
            stance.label = labels[stance.pk].strip()[:80] or stance.label
            stance.save(update_fields=["label"])
