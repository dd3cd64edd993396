"""Addresses of plans: read, built, compared."""

from django.urls import path

from directives.views.plans import (
    differences,
    following,
    listing,
    milestone,
    milestones,
    overview,
    strategic_map,
    versions,
    year_wheel,
)
from directives.views.plans.building import (
    arrows,
    links,
    merging,
    parts,
    settings,
    version,
    whole,
    wording,
)

PLAN = "planer/<round_id:public_id>/"
VERSION = "planer/version/<round_id:public_id>/"
PART = f"{VERSION}del/<round_id:part_id>/"
MILESTONE = "planer/milstolpe/<round_id:public_id>/"

urlpatterns = [
    path("planer/", listing.plans, name="plans"),
    path("planer/ny/", listing.new_plan, name="new_plan"),
    path(PLAN, overview.plan, name="plan"),
    path(f"{PLAN}karta/", strategic_map.plan_map, name="plan_map"),
    path(f"{PLAN}arshjul/", year_wheel.plan_wheel, name="plan_wheel"),
    path(f"{PLAN}lista/", milestones.plan_list, name="plan_list"),
    path(f"{PLAN}versioner/", versions.plan_versions, name="plan_versions"),
    path(f"{PLAN}skillnad/", differences.plan_difference, name="plan_difference"),
    path(f"{PLAN}folj/", following.follow_plan, name="follow_plan"),
    path(f"{PLAN}uppgifter/", settings.plan_settings, name="plan_settings"),
    path(MILESTONE, milestone.milestone, name="milestone"),
    path(f"{MILESTONE}kopplingar/", links.milestone_links, name="milestone_links"),
    path(VERSION, versions.plan_version, name="plan_version"),
    path(f"{VERSION}bygg/", whole.edit_plan, name="edit_plan"),
    path(f"{VERSION}fakta/", version.edit_plan_version, name="edit_plan_version"),
    path(f"{VERSION}registrera/", version.register_plan_version, name="register_plan_version"),
    path(f"{VERSION}sla-ihop/", merging.plan_merge, name="plan_merge"),
    path(f"{VERSION}sla-ihop/<str:other>/angra/", merging.plan_unmerge, name="plan_unmerge"),
    path(f"{VERSION}ny/<slug:kind>/", parts.add_plan_part, name="add_plan_part"),
    path(f"{PART}andra/", parts.edit_plan_part, name="edit_plan_part"),
    path(f"{PART}ord/", wording.word_plan_part, name="word_plan_part"),
    path(f"{PART}stryk/", parts.strike_plan_part, name="strike_plan_part"),
    path(f"{PART}pilar/", arrows.plan_arrows, name="plan_arrows"),
]
