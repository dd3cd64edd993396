"""Addresses of the process map, of questions and needs, and of nominations."""

from django.urls import path

from directives.views.needs import asking as need_asking
from directives.views.needs import listing as need_listing
from directives.views.needs import page as need_page
from directives.views.nominations import asking, listing, naming
from directives.views.processes import beginning, keeping, owners, page, whole_map

urlpatterns = [
    path("processer/", whole_map.processes, name="processes"),
    path("processer/ny/", beginning.process_new, name="process_new"),
    path("processer/<slug:public_id>/", page.process, name="process"),
    path("processer/<slug:public_id>/andra/", keeping.process_edit, name="process_edit"),
    path("processer/<slug:public_id>/utse/", owners.process_appoint, name="process_appoint"),
    path("processer/<slug:public_id>/agare/<int:pk>/", owners.process_end, name="process_end"),
    path("processer/<slug:public_id>/fraga/", need_asking.need_new, name="need_new"),
    path("processer/<slug:public_id>/nominera/", asking.nomination_new, name="nomination_new"),
    path("behov/", need_listing.needs_list, name="needs"),
    path("behov/<slug:public_id>/", need_page.need, name="need"),
    path("nomineringar/", listing.nominations_list, name="nominations"),
    path("nomineringar/begaran/<slug:public_id>/", asking.nomination_request, name="nomination_request"),
    path("nomineringar/<slug:public_id>/", naming.nomination, name="nomination"),
]
