from django.urls import path

from . import views

urlpatterns = [
    path("figures/releases/", views.releases, name="releases"),
    path("figures/releases/new/", views.new_release, name="new_release"),
    path("figures/releases/<int:pk>/", views.release, name="release"),
    path("figures/releases/<int:pk>/figures.xlsx", views.spreadsheet, name="release_xlsx"),
    path("figures/releases/<int:pk>/figures.pdf", views.document, name="release_pdf"),
    path("figures/rule/", views.rule, name="disclosure_rule"),
]
