"""Addresses for reading and drafting an answer; the steps' are in ``workflows.urls_answers``."""

from django.urls import path

from .views.answers import extension, files, reading, requests, told, writing

urlpatterns = [
    path("svar/<slug:public_id>/", writing.answer, name="answer"),
    path("svar/<slug:public_id>/spara/", writing.save, name="answer_save"),
    path("svar/<slug:public_id>/form/", writing.level, name="answer_level"),
    path("svar/<slug:public_id>/samordna/", requests.coordinate, name="answer_coordinate"),
    path("svar/<slug:public_id>/rad/<int:pk>/kollega/", requests.ask, name="answer_ask"),
    path("svar/<slug:public_id>/rad/<int:pk>/klar/", requests.done, name="answer_done"),
    path("svar/<slug:public_id>/rad/<int:pk>/ta-tillbaka/", requests.take_back, name="answer_take_back"),
    path("svar/<slug:public_id>/rad/<int:pk>/<slug:field>/", writing.autosave, name="answer_autosave"),
    path("svar/<slug:public_id>/bilagor/", files.attach, name="answer_attach"),
    path("svar/<slug:public_id>/bilagor/<slug:attachment>/", files.download, name="answer_attachment"),
    path("svar/<slug:public_id>/bilagor/<slug:attachment>/ta-bort/", files.detach, name="answer_detach"),
    path("svar/<slug:public_id>/kvitto/", reading.receipt, name="answer_receipt"),
    path("svar/<slug:public_id>/anstand/", extension.extension, name="answer_extension"),
    path("svar/<slug:public_id>/lamnade/<slug:answer_id>/", reading.given, name="answer_given"),
    path("svar/<slug:public_id>/sa-gjorde-vi/", told.answer_feedback, name="answer_feedback"),
    path("svar/<slug:public_id>/sa-gjorde-vi/brev/", told.answer_feedback_file, name="answer_feedback_file"),
    path("svar/<slug:public_id>/utskrift/", reading.paper, name="answer_print"),
]
