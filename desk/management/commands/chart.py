"""``manage.py chart``: every flow's steps and where each leads, as text."""

from typing import Any

from django.core.management.base import BaseCommand

from workflows import chart
from workflows.flows.answer import AnswerFlow
from workflows.flows.decision import DecisionFlow
from workflows.flows.round import RoundFlow


class Command(BaseCommand):
    help = "Print the flows: each step, what people call it, and the steps after it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them one after the other."""
        for flow_class in (RoundFlow, AnswerFlow, DecisionFlow):
            self.stdout.write(f"\n{flow_class.__name__}: {flow_class.process_title}")
            for node in (cell.node for cell in chart.in_order(chart.picture(flow_class, None))):
                leads = ", ".join(edge.dst.name for edge in node._outgoing())
                self.stdout.write(f"  {node.name:<18} {node.task_title!s:<26} → {leads or '■'}")
