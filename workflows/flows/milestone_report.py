"""What one owner says of one milestone: written, given, and what became of it in the plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from directives.models import MilestoneReport
from workflows.base import CaseFlow, CaseTask, Choice, Ending
from workflows.models import MilestoneReportProcess
from workflows.revision_stages import report_stage


def _report(process: Any) -> MilestoneReport:
    return MilestoneReport.objects.get(pk=process.report_id)


class MilestoneReportFlow(CaseFlow):
    """Report and have it handled; what is returned for completion goes back. Begins when somebody writes."""

    process_class = MilestoneReportProcess
    process_title = _("Rapport om en milstolpe")

    begin = (
        flow.StartHandle(this.remember_report)
        .Annotation(title=_("Rapporten påbörjas"))
        .Next(this.report_milestone)
    )

    report_milestone = (
        CaseTask("report_milestone", _report)
        .Annotation(title=_("Rapportera milstolpen"))
        .Next(this.handle_report)
    )

    handle_report = (
        CaseTask("keep_plan", _report)
        .Annotation(title=_("Ta ställning till rapporten"))
        .Next(this.check_handled)
    )

    check_handled = (
        Choice(this.is_handled).Annotation(title=_("Hanterad?")).Then(this.end).Else(this.report_milestone)
    )

    end = Ending().Annotation(title=_("Klart"))

    def remember_report(
        self, activation: Any, report: MilestoneReport, below: Any = None
    ) -> MilestoneReportProcess:
        """Tie the new process to its report, below the step that collects them."""
        activation.process.report = report
        activation.process.parent_task = below
        return activation.process

    def is_handled(self, activation: Any) -> bool:
        """It is taken into the plan or the plan stands; otherwise it was returned for completion."""
        return report_stage(_report(activation.process.coerced)) == "end"
