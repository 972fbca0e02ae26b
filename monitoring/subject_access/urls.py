from django.urls import path

from . import views

urlpatterns = [
    path("copies/", views.copy_requests, name="copy_requests"),
    path("copies/new/", views.take_copy_request, name="take_copy_request"),
    path("copies/<int:pk>/", views.copy_request, name="copy_request"),
    path("copies/<int:pk>/identity/", views.copy_identity, name="copy_identity"),
    path("copies/<int:pk>/extend/", views.copy_extend, name="copy_extend"),
    path("copies/<int:pk>/end/", views.copy_end, name="copy_end"),
    path("copies/<int:pk>/gather/", views.copy_gather, name="copy_gather"),
    path("copies/<int:pk>/prepare/", views.copy_prepare, name="copy_prepare"),
    path("copies/<int:pk>/check/", views.copy_check, name="copy_check"),
    path("copies/<int:pk>/release/", views.copy_release, name="copy_release"),
    path("copies/<int:pk>/copy.pdf", views.copy_papers.pdf, name="copy_pdf"),
    path("copies/<int:pk>/paper/", views.copy_papers.page, name="copy_paper"),
    path("copies/<int:pk>/paper/<int:part>/copy.pdf", views.copy_papers.file, name="copy_paper_file"),
    path("copies/<int:pk>/copy.json", views.copy_json, name="copy_json"),
]
