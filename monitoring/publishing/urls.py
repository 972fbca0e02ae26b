from django.urls import path

from . import views

urlpatterns = [
    path("figures/releases/", views.releases, name="releases"),
    path("figures/releases/new/", views.new_release, name="new_release"),
    path("figures/releases/<int:pk>/", views.release, name="release"),
    path("figures/releases/<int:pk>/figures.xlsx", views.spreadsheet, name="release_xlsx"),
    path("figures/releases/<int:pk>/figures.pdf", views.release_papers.pdf, name="release_pdf"),
    path("figures/releases/<int:pk>/paper/", views.release_papers.page, name="release_paper"),
    path(
        "figures/releases/<int:pk>/paper/<int:part>/figures.pdf",
        views.release_papers.file,
        name="release_paper_file",
    ),
    path("figures/rule/", views.rule, name="disclosure_rule"),
]
