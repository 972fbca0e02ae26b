from django.urls import path

from . import views

urlpatterns = [
    path("retention/", views.retention, name="retention"),
    path("retention/hold/", views.hold_record, name="hold_record"),
    path("retention/hold/<int:pk>/lift/", views.lift_hold, name="lift_hold"),
    path("retention/rules/<slug:kind>/", views.retention_rule, name="retention_rule"),
    path("retention/due/<slug:reference>/", views.decide_record, name="decide_record"),
]
