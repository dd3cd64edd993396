"""A frozen follow-up as the values its PDF is made of."""

from cases.models import DocumentVersion
from directives.models import FollowUp
from directives.paper.follow_up import FollowUpPaper


def paper_of(follow_up: FollowUp, wording: DocumentVersion) -> FollowUpPaper:
    """Everything the document tells. The follow-up is frozen."""
    if follow_up.frozen_at is None or follow_up.frozen_by is None:
        raise ValueError(follow_up)
    return FollowUpPaper(
        title=wording.document.title,
        plan=follow_up.plan.title,
        version=follow_up.version.number,
        period=f"{follow_up.get_period_display()} {follow_up.year}",
        until=follow_up.until,
        unit=follow_up.plan.unit.name,
        case_number=follow_up.case.number or "",
        frozen_at=follow_up.frozen_at,
        frozen_by=follow_up.frozen_by.name,
        content_hash=follow_up.content_hash,
        sections=[(part.heading, part.text) for part in wording.sections.order_by("position")],
        language=wording.language,
    )
