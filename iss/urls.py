from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("iss.agreements.urls")),
    path("", include("iss.reaching.urls")),
    path("", include("iss.course.urls")),
    path("", include("iss.dashes.urls")),
    path("", include("iss.maracs.urls")),
    path("", include("iss.measures.urls")),
    path("", include("iss.plans.urls")),
    path("", include("iss.recommended.urls")),
    path("", include("iss.summing_up.urls")),
    path("", include("iss.support.urls")),
    path("", include("iss.term.urls")),
    path("", include("iss.team.urls")),
    path("iss/", views.her_files, name="her_files"),
    path("iss/<int:pk>/", views.her_file, name="her_file"),
    path("iss/<int:pk>/distress/", views.answer_distress, name="her_distress"),
    path("iss/<int:pk>/open-support/", views.open_support, name="her_open_support"),
    path("iss/<int:pk>/allocate/", views.allocate, name="her_allocate"),
    path("iss/<int:pk>/reopen/", views.reopen, name="her_reopen"),
]
