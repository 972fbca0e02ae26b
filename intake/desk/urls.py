from django.urls import path

from . import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("referrals/<int:pk>/check/", views.acknowledge, name="acknowledge"),
    path("referrals/<int:pk>/area/", views.change_area, name="change_area"),
    path("referrals/<int:pk>/return/", views.return_referral, name="return_referral"),
    path("referrals/<int:pk>/duplicates/", views.look_for_duplicates, name="duplicates"),
    path("referrals/<int:pk>/merge/<int:into>/", views.merge_referral, name="merge"),
    path("referrals/<int:pk>/merge/", views.merge_of, name="merge_of"),
    path("referrals/<int:pk>/same-man/<int:other>/", views.one_man, name="one_man"),
    path("referrals/<int:pk>/two-men/<int:other>/", views.told_apart, name="told_apart"),
    path("merges/", views.merges, name="merges"),
    path("merges/<int:pk>/", views.merged, name="merged"),
    path("referrals/<int:pk>/details-held/", views.details_held, name="details_held"),
]
