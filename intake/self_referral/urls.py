from django.urls import path

from . import views

urlpatterns = [
    path("refer-yourself/", views.self_referral, name="self_referral"),
    path("refer-yourself/form/", views.refer_yourself, name="refer_yourself"),
    path("refer-yourself/sent/", views.self_referral_sent, name="self_referral_sent"),
    path("referrals/<int:pk>/plan-confirmed/", views.confirm_plan, name="confirm_plan"),
]
