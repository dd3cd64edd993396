"""Addresses of officers and officials: an item on its way to a meeting, its points, decisions read on their own."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)
from cases.views.decisions import (
    autosave,
    decision,
    decision_draft,
    earlier,
    item_new,
    paragraph,
    point,
    search,
)
from workflows.views.decisions import decision_new, item

CASE = "arenden/<round_id:public_id>/"
ITEM = "arenden/pa-vag/<round_id:public_id>/"

urlpatterns = [
    path(f"{CASE}anmal/", item_new.item_new, name="item_new"),
    path(f"{CASE}beslut/", decision_new.decision_new, name="decision_new"),
    path(f"{CASE}beslut/utkast/", decision_draft.decision_draft, name="decision_draft"),
    path(ITEM, item.item, name="item"),
    path(f"{ITEM}text/<slug:field>/", autosave.draft_text_autosave, name="draft_text_autosave"),
    path(
        f"{ITEM}punkt/<round_id:point_id>/",
        autosave.draft_point_autosave,
        name="draft_point_autosave",
    ),
    path("beslutspunkter/<round_id:public_id>/", point.point, name="point"),
    path("beslut/sok/", search.decision_search, name="decision_search"),
    path(
        "beslut/aldre/<round_id:public_id>/",
        earlier.earlier_decision_new,
        name="earlier_decision_new",
    ),
    path("beslut/<round_id:public_id>/", decision.decision, name="decision"),
    path("paragrafer/<round_id:public_id>/", paragraph.paragraph, name="paragraph"),
]
