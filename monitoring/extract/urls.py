from django.urls import path

from . import views

urlpatterns = [
    path("figures/extracts/", views.extracts, name="extracts"),
    path("figures/extracts/new/", views.new_extract, name="new_extract"),
    path("figures/extracts/dictionary/", views.extract_dictionary, name="extract_dictionary"),
    path("figures/extracts/dictionary.csv", views.extract_dictionary_csv, name="extract_dictionary_csv"),
    path("figures/extracts/<int:pk>/", views.extract, name="extract"),
    path("figures/extracts/<int:pk>/extract.zip", views.extract_zip, name="extract_zip"),
]
