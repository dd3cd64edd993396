"""The signed paper of an approver without a log-in."""

from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import stored_files
from cases.meetings.diary_errors import NoCaseForScan
from cases.meetings.planning import lock_meeting
from cases.models import Approver, Document, DocumentFile
from cases.registration import register_document
from cases.uploads import check_upload
from ledger.work import work
from organisation.models import User


def keep_scan(approver: Approver, upload: UploadedFile, *, by: User) -> DocumentFile:
    """The scan of a signed paper, checked and registered in the meeting's case. Raises UploadRefused, NoCaseForScan."""
    checked = check_upload(upload.name or "", cast(BinaryIO, upload), upload.size or 0)
    with work():
        meeting = lock_meeting(approver.occasion.meeting)  # before its case: the last approval registers too
        if meeting.case is None:
            raise NoCaseForScan
        with override("sv"):
            title = _("Undertecknat protokoll %(day)s, %(name)s") % {
                "day": meeting.on,
                "name": approver.member.name,
            }
        document = register_document(
            meeting.case,
            kind=Document.Kind.MINUTES,
            title=title[:300],
            direction=Document.Direction.IN,
            by=by,
        )
        return DocumentFile.objects.create(
            document=document,
            file=stored_files.keep(cast(BinaryIO, upload), checked.media_type),
            name=checked.name,
        )
