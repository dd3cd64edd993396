"""Addresses anybody reads without logging in, and the page where minutes become public."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)
from cases.views.public import board, diary, minutes, publishing

urlpatterns = [
    path("anslagstavla/", board.notice_board, name="notice_board"),
    path("anslagstavla/<round_id:public_id>/", board.notice, name="notice"),
    path("offentligt/diarium/", diary.public_diary, name="public_diary"),
    path("offentligt/diarium/<round_id:public_id>/", diary.public_case, name="public_case"),
    path("offentligt/protokoll/<round_id:public_id>.pdf", minutes.public_minutes, name="public_minutes"),
    path("justering/<round_id:public_id>/publicera/", publishing.publish_minutes, name="publish_minutes"),
    path("justering/<round_id:public_id>/avpublicera/", publishing.withdraw_minutes, name="withdraw_minutes"),
    path("justering/<round_id:public_id>/avpublicerat/", publishing.leave_withdrawn, name="leave_withdrawn"),
]
