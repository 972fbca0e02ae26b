from django.urls import include, path

from . import views
from .views import conflicts

urlpatterns = [
    path("", include("joint.opened.urls")),
    path("", include("joint.restricting.urls")),
    path("", include("joint.pulse.urls")),
    path("", include("joint.his_file.urls")),
    path("", include("joint.summing_up.urls")),
    path("", include("joint.incidents.urls")),
    path("", include("joint.notes.urls")),
    path("", include("joint.partners.urls")),
    path("", include("joint.deciding.urls")),
    path("", include("joint.following.urls")),
    path("", include("joint.updates.urls")),
    path("", include("joint.preparing.urls")),
    path("", include("joint.reviews.urls")),
    path("", include("joint.agreed.urls")),
    path("", include("joint.meeting.urls")),
    path("", include("joint.reports.urls")),
    path("joint/", views.joint, name="joint"),
    path("joint/<int:pk>/", views.pair, name="pair"),
    path("joint/<int:pk>/discussion/", views.discussion, name="discussion"),
    path("joint/<int:pk>/conflicts/", conflicts.conflicts, name="conflicts"),
    path("joint/<int:pk>/conflicts/<slug:kind>/<int:row>/end/", conflicts.end_conflict, name="end_conflict"),
    path("joint/<int:pk>/risk-note/", views.risk_note, name="risk_note"),
    path("joint/<int:pk>/professionals/", views.professionals, name="professionals"),
    path("joint/<int:pk>/disclosures/", views.disclosures, name="disclosures"),
    path("joint/<int:pk>/counter-allegation/", views.counter_flag, name="counter_flag"),
    path("joint/<int:pk>/counter-allegation/review/", views.counter_review, name="counter_review"),
    path("attendance/<int:pk>/distress/", views.flag_distress, name="flag_distress"),
    path("sessions/<int:pk>/distress/<int:referral>/", views.flag_distress_at, name="flag_distress_at"),
    path("professionals/<int:pk>/told/", views.professional_told, name="professional_told"),
]
