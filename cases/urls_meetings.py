"""Addresses of planning: bodies, their meetings, agendas and what is sent before them."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)
from cases.views.meetings import adding, body, item, listing, new, order, planning, sending, year

ONE = "sammantraden/<round_id:public_id>/"

urlpatterns = [
    path("sammantraden/", listing.meetings, name="meetings"),
    path("sammantraden/nytt/<round_id:public_id>/", new.meeting_new, name="meeting_new"),
    path("sammantraden/ar/<round_id:public_id>/", year.meetings_year, name="meetings_year"),
    path("organ/<round_id:public_id>/", body.body, name="body"),
    path(ONE, planning.meeting, name="meeting"),
    path(f"{ONE}andra/", new.meeting_change, name="meeting_change"),
    path(f"{ONE}stall-in/", new.meeting_cancel, name="meeting_cancel"),
    path(f"{ONE}ordning/", order.meeting_order, name="meeting_order"),
    path(f"{ONE}nytt-arende/", adding.meeting_add, name="meeting_add"),
    path(f"{ONE}anmalda/<round_id:item_id>/", adding.meeting_list, name="meeting_list"),
    path(f"{ONE}anmalda/<round_id:item_id>/tillbaka/", adding.meeting_send_back, name="meeting_send_back"),
    path(f"{ONE}arende/<round_id:item_id>/", item.meeting_item, name="meeting_item"),
    path(f"{ONE}skicka/", sending.meeting_send, name="meeting_send"),
    path(f"{ONE}handlingar.pdf", sending.meeting_pack, name="meeting_pack"),
    path(f"{ONE}hela-handlingspaketet.pdf", sending.meeting_whole_pack, name="meeting_whole_pack"),
    path("underlag/<round_id:public_id>/", sending.agenda_paper, name="agenda_paper"),
]
