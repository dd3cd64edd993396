"""What a plan is called, who adopts it, whom it binds and how often it is revised."""

from typing import Any

from cases.text import normalise
from directives.models import Plan
from ledger.work import work
from organisation.models import User

from .errors import WordsMissing
from .places import running, tell

FACTS = ("title", "short_title", "level", "body", "binds", "every_years", "month")


def change_plan(plan: Plan, *, by: User, **facts: Any) -> Plan:
    """Change the plan's own facts; its versions keep theirs. Raises WordsMissing, PlanEnded."""
    with work():
        fresh = running(plan)
        said = {name: facts[name] for name in FACTS if name in facts}
        changed = {name: value for name, value in said.items() if getattr(fresh, name) != value}
        for name, value in changed.items():
            setattr(fresh, name, normalise(value).strip() if isinstance(value, str) else value)
        if not fresh.title:
            raise WordsMissing
        if changed:
            fresh.save(update_fields=sorted(changed))
            tell("plan.facts_changed", fresh, by, fields=sorted(changed))
        return fresh
