from django.urls import path

from . import views

urlpatterns = [
    path("risk-notes/<int:pk>/replace/", views.replace_note, name="replace_note"),
    path("risk-notes/<int:pk>/withdraw/", views.withdraw_note, name="withdraw_note"),
]
