"""A form that knows what its page showed, so that a second tab never writes over the first unseen."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from cases.templatetags.text_tags import long_day
from cases.text import normalise

CHANGED = "changed_meanwhile"


class SeenMixin(forms.BaseForm):
    """Refuses once when what is saved is newer than what the page showed, and shows both.

    ``lost`` is what saving throws away besides what the fields hold: it is never lost unseen.
    """

    unsaved: ClassVar[tuple[str, ...]] = ()  # fields that only confirm something
    lost: Sequence[str] = ()

    @property
    def seen(self) -> str:
        """The fingerprint of what is saved now; the page sends it back as ``seen``."""
        saved = "\0".join([*(_text(self._initial(name)) for name in self.fields), *self.lost])
        return hashlib.sha256(saved.encode()).hexdigest()[:16]

    def bare(self, value: Any) -> str:
        """The words alone: a browser's own line breaks are no change."""
        return "".join(_text(value).split())

    def clean(self) -> dict[str, Any]:
        """Refuse what was typed beside a newer text; sent once more it has been seen."""
        data = super().clean() or self.cleaned_data
        if self._is_stale and (self._differing or self.lost):
            said = _(
                "Någon har ändrat här sedan du öppnade sidan. Det du skrev står kvar men är inte sparat."
            )
            self.add_error(None, forms.ValidationError(said, code=CHANGED))
        return data

    @property
    def newer(self) -> list[tuple[str, str]]:
        """What is saved where it differs from what was typed, by label; empty unless it was refused."""
        if not self.has_error("__all__", CHANGED):
            return []
        return [(str(self[name].label), self._saved_words(name)) for name in self._differing]

    @property
    def _is_stale(self) -> bool:
        seen = self.data.get("seen")
        return bool(seen) and seen != self.seen

    @property
    def _differing(self) -> list[str]:
        names = [name for name in self.fields if name not in self.unsaved]
        return [name for name in names if self.bare(self[name].data) != self.bare(self._initial(name))]

    def _initial(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _saved_words(self, name: str) -> str:
        saved = self._initial(name)
        if isinstance(saved, date):
            return long_day(saved)
        choices = dict(getattr(self.fields[name], "choices", ()))
        chosen = saved if isinstance(saved, list) else [saved]
        return ", ".join(str(choices.get(one, one) or "") for one in chosen) or _("tomt")


def _text(value: Any) -> str:
    """One spelling of a field's value; several choices are the same in any order."""
    if isinstance(value, list):
        return "\n".join(sorted(value))
    return normalise("" if value is None else str(value))
