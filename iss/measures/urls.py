from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/measure/", views.measure, name="her_measure"),
    path("iss/<int:pk>/measure/<slug:stage>/", views.ask_her, name="her_questions"),
    path("iss/<int:pk>/measures/", views.measures, name="her_measures"),
    path("iss/<int:pk>/measures/table/", views.at_table, name="her_shown_at_table"),
    path("iss/<int:pk>/benefits/", views.benefits, name="her_benefits"),
]
