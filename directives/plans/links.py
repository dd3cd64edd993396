"""What a milestone hangs together with outside the plan: assignments, and paragraphs of an agreement."""

from directives.models import (
    AgreementParagraph,
    Assignment,
    MilestoneLink,
    MilestoneWording,
    PlanPart,
    PlanVersion,
)
from ledger.work import work
from organisation import clock
from organisation.models import User

from .errors import NotInVersion
from .places import running, tell


def link(
    part: PlanPart,
    *,
    by: User,
    assignment: Assignment | None = None,
    paragraph: AgreementParagraph | None = None,
) -> MilestoneLink:
    """Link a milestone to one of the two; a link that is there already stays. Raises NotInVersion, PlanEnded."""
    if part.kind != PlanPart.Kind.MILESTONE or (assignment is None) == (paragraph is None):
        raise ValueError("a link leads from a milestone to one thing")
    if paragraph is not None and paragraph.plan_id != part.plan_id:
        raise NotInVersion(name=f"{paragraph.agreement} {paragraph.number}")
    with work():
        plan = running(part.plan)
        row, made = MilestoneLink.objects.get_or_create(
            part=part,
            assignment=assignment,
            paragraph=paragraph,
            defaults={"made_at": clock.now(), "made_by": by},
        )
        if made:
            tell("plan.milestone_linked", plan, by, part=part.pk, link=row.pk)
        return row


def milestones_of(assignment: Assignment) -> list[MilestoneWording]:
    """The milestones an assignment serves, as the adopted plans say them: what everybody may read."""
    rows = MilestoneWording.objects.filter(
        part__links__assignment=assignment,
        version__state=PlanVersion.State.ADOPTED,
        version__valid_to__isnull=True,
    )
    return list(rows.select_related("part", "version__plan").order_by("version", "position"))


def unlink(row: MilestoneLink, *, by: User) -> None:
    """Take a link away; a second time changes nothing."""
    with work():
        plan = running(row.part.plan)
        deleted, _rows = MilestoneLink.objects.filter(pk=row.pk).delete()
        if deleted:
            tell("plan.milestone_unlinked", plan, by, part=row.part_id)
