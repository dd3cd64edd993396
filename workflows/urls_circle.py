"""Addresses of the owner's steps while a round is out; ``round_id`` is registered in cases.urls_rounds."""

from django.urls import path

from cases import urls_rounds  # the converter is registered there
from workflows.views import circle, more_time, places, received, whole_round

HERE = f"{urls_rounds.ONE}hantera/"
PLACE = f"{HERE}<round_id:recipient_id>/"

urlpatterns = [
    path(HERE, circle.round_manage, name="round_manage"),
    path(f"{HERE}sista-svarsdag/", more_time.round_extend_all, name="round_extend_all"),
    path(f"{HERE}paminn/", places.round_remind_all, name="round_remind_all"),
    path(f"{HERE}lagg-till/", places.round_add, name="round_add"),
    path(f"{HERE}lamna-over/", whole_round.round_hand_over, name="round_hand_over"),
    path(f"{HERE}avbryt/", whole_round.round_cancel, name="round_cancel"),
    path(f"{HERE}spontant-svar/", received.round_unasked, name="round_unasked"),
    path(f"{HERE}onskemal/<round_id:extension_id>/", more_time.extension_decide, name="extension_decide"),
    path(f"{PLACE}anstand/", more_time.place_extend, name="place_extend"),
    path(f"{PLACE}paminn/", places.place_remind, name="place_remind"),
    path(f"{PLACE}ersatt/", places.place_replace, name="place_replace"),
    path(f"{PLACE}ta-bort/", places.place_withdraw, name="place_withdraw"),
    path(f"{PLACE}svar/", received.place_receive, name="place_receive"),
]
