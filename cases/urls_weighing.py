"""Addresses of the weighing: the answers read, the ledger of comments, one comment."""

from django.urls import path

from cases.urls_rounds import ONE
from cases.views import weighing

urlpatterns = [
    path(f"{ONE}lasning/", weighing.round_reading, name="round_reading"),
    path(
        f"{ONE}lasning/<round_id:recipient_id>/", weighing.round_reading_answer, name="round_reading_answer"
    ),
    path(f"{ONE}synpunkter/", weighing.round_comments, name="round_comments"),
    path("synpunkter/<round_id:public_id>/", weighing.comment, name="comment"),
]
