from django.urls import path

from . import views

urlpatterns = [
    path("figures/requests/", views.requests, name="foi_requests"),
    path("figures/requests/new/", views.new_request, name="new_foi_request"),
    path("figures/requests/costs/", views.costs, name="foi_costs"),
    path("figures/requests/<int:pk>/", views.foi_request, name="foi_request"),
    path("figures/requests/<int:pk>/clarify/", views.clarify, name="foi_clarify"),
    path("figures/requests/<int:pk>/clear/", views.clear, name="foi_clear"),
    path("figures/requests/<int:pk>/attachment/", views.attachment, name="foi_attachment"),
    path("figures/requests/<int:pk>/attachment.xlsx", views.spreadsheet, name="foi_xlsx"),
    path("figures/requests/<int:pk>/attachment.pdf", views.foi_papers.pdf, name="foi_pdf"),
    path("figures/requests/<int:pk>/paper/", views.foi_papers.page, name="foi_paper"),
    path(
        "figures/requests/<int:pk>/paper/<int:part>/attachment.pdf",
        views.foi_papers.file,
        name="foi_paper_file",
    ),
    path("figures/requests/<int:pk>/note/", views.note, name="foi_note"),
    path("figures/requests/<int:pk>/answer/", views.answer, name="foi_answer"),
    path("figures/requests/<int:pk>/forget/", views.forget, name="foi_forget"),
]
