"""Addresses of a meeting that goes on: opening, each item, votes, attendance, the end."""

from django.urls import path

from cases.views.meetings.during import attendance, autosave
from workflows.views.meetings import electing, ending, extra, item, opening, voting

ONE = "sammantraden/<round_id:public_id>/"
ITEM = f"{ONE}mote/<round_id:item_id>/"

urlpatterns = [
    path(f"{ONE}mote/", opening.meeting_during, name="meeting_during"),
    path(f"{ONE}mote/extra/", extra.meeting_extra, name="meeting_extra"),
    path(f"{ONE}mote/avsluta/", ending.meeting_end, name="meeting_end"),
    path(ITEM, item.agenda_item, name="agenda_item"),
    path(f"{ITEM}omrostning/", voting.item_vote, name="item_vote"),
    path(f"{ITEM}val/", electing.item_election, name="item_election"),
    path(f"{ITEM}oppna/", ending.item_reopen, name="item_reopen"),
    path(
        f"{ITEM}text/<slug:field>/",
        autosave.item_text_autosave,
        name="item_text_autosave",
    ),
    path(f"{ITEM}punkt/<round_id:point_id>/", autosave.point_autosave, name="point_autosave"),
    path(f"{ONE}deltagare/", attendance.meeting_attendance, name="meeting_attendance"),
]
