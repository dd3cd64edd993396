"""App registration for workflows."""

from typing import Any

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self) -> None:
        from viewflow.workflow.signals import task_failed

        from cases.wholes import add_finder

        from .plan_rounds import revision_of

        task_failed.connect(scrub, dispatch_uid="workflows.scrub")
        add_finder(revision_of)


def scrub(sender: Any, *, task: Any, **_kwargs: Any) -> None:
    """Remove local variables from a failed task: they may hold words of an unreleased answer."""
    failure = task.data.get("_exception") or {}
    failure.pop("locals", None)
    failure.pop("traceback", None)
    failure.pop("title", None)
    task.save(update_fields=["data"])
