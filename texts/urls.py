from django.urls import path

from . import views

urlpatterns = [
    path("texts/words/", views.wordings, name="wordings"),
    path("texts/words/<str:occasion>/", views.write_wording, name="write_wording"),
]
