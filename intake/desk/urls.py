from django.urls import path

from . import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("referrals/<int:pk>/check/", views.acknowledge, name="acknowledge"),
    path("referrals/<int:pk>/area/", views.change_area, name="change_area"),
    path("referrals/<int:pk>/return/", views.return_referral, name="return_referral"),
    path("referrals/<int:pk>/duplicates/", views.look_for_duplicates, name="duplicates"),
    path("referrals/<int:pk>/merge/<int:into>/", views.merge_referral, name="merge"),
    path("referrals/<int:pk>/details-held/", views.details_held, name="details_held"),
]
