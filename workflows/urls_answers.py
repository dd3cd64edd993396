"""Addresses of the steps of an answer."""

from django.urls import path

from .views import answers, approval, given

urlpatterns = [
    path("svar/<slug:public_id>/bekrafta/", answers.acknowledge, name="answer_acknowledge"),
    path("svar/<slug:public_id>/granska/", answers.review, name="answer_review"),
    path("svar/<slug:public_id>/godkannande/", approval.approval, name="answer_approval"),
    path("svar/<slug:public_id>/lamna/", answers.release, name="answer_release"),
    path("svar/<slug:public_id>/lamna/pa-nytt/", answers.ask_again, name="answer_ask_again"),
    path("svar/<slug:public_id>/avsta/", answers.abstain, name="answer_abstain"),
    path("svar/<slug:public_id>/andra/", given.replace, name="answer_replace"),
    path("svar/<slug:public_id>/sluta-andra/", given.drop, name="answer_drop"),
    path("svar/<slug:public_id>/ta-tillbaka/", given.withdraw, name="answer_withdraw"),
]
