"""Addresses for reading and drafting an answer; the steps' are in ``workflows.urls_answers``."""

from django.urls import path

from .views.answers import files, reading, requests, writing

urlpatterns = [
    path("svar/<str:public_id>/", writing.answer, name="answer"),
    path("svar/<str:public_id>/spara/", writing.save, name="answer_save"),
    path("svar/<str:public_id>/form/", writing.level, name="answer_level"),
    path("svar/<str:public_id>/samordna/", requests.coordinate, name="answer_coordinate"),
    path("svar/<str:public_id>/rad/<int:pk>/kollega/", requests.ask, name="answer_ask"),
    path("svar/<str:public_id>/rad/<int:pk>/klar/", requests.done, name="answer_done"),
    path("svar/<str:public_id>/rad/<int:pk>/ta-tillbaka/", requests.take_back, name="answer_take_back"),
    path("svar/<str:public_id>/rad/<int:pk>/<str:field>/", writing.autosave, name="answer_autosave"),
    path("svar/<str:public_id>/bilagor/", files.attach, name="answer_attach"),
    path("svar/<str:public_id>/bilagor/<str:attachment>/", files.download, name="answer_attachment"),
    path("svar/<str:public_id>/bilagor/<str:attachment>/ta-bort/", files.detach, name="answer_detach"),
    path("svar/<str:public_id>/kvitto/", reading.receipt, name="answer_receipt"),
    path("svar/<str:public_id>/utskrift/", reading.paper, name="answer_print"),
]
