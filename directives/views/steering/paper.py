"""A steering document as a PDF, with what one needs to see whether the print is still the valid one."""

import io

from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cases.file_names import clean_name
from cases.paper.steering import SteeringPaper, SteeringSection
from cases.paper.steering import steering_pdf as drawn
from cases.views import downloads
from directives.models import SteeringCard, SteeringDocument
from directives.steering import qr
from organisation import clock
from organisation.http import SignedInRequest

from .places import find_wording
from .wording import check_address


@require_safe
def steering_pdf(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The wording as a file, made now."""
    found = find_wording(request, public_id)
    with override(found.version.language):
        pdf = drawn(_paper(found))
    name = clean_name(f"{found.title}.pdf")
    return downloads.inert_bytes(io.BytesIO(pdf), name, "application/pdf")  # type: ignore[return-value]


def _paper(found: SteeringDocument) -> SteeringPaper:
    card: SteeringCard = found.document.steering_card
    address = check_address(found)
    return SteeringPaper(
        language=found.version.language,
        case_number=found.document.case.number or "",
        title=found.title,
        kind=capfirst(card.get_kind_display()) if card.kind else _("Styrdokument"),
        unit=card.unit.name,
        decision=found.decision_number,
        decided_by=found.decided_by,
        decided_when=found.decided_when,
        version=found.version.number,
        content_hash=found.version.content_hash,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        sections=[
            SteeringSection(heading=part.heading, text=part.text, keywords=part.keywords)
            for part in found.version.sections.all()
        ],
        files=[] if found.version.sections.exists() else [file.name for file in found.document.files.all()],
        check_at=address,
        code=qr.svg(address),
        printed_at=clock.now(),
    )
