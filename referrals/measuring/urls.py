from django.urls import path

from .views import asking, private

urlpatterns = [
    path("referrals/<int:pk>/questions/", asking.ask_him, name="ask_him"),
    path("referrals/<int:pk>/questions/<int:questions_pk>/", asking.questions_link, name="questions_link"),
    path(
        "referrals/<int:pk>/questions/<int:questions_pk>/withdraw/",
        asking.withdraw_questions,
        name="withdraw_questions",
    ),
    path("referrals/<int:pk>/ratings/", asking.rate_him, name="rate_him"),
    # For whoever it was put to: says nothing of the service
    path("q/<str:token>/", private.questions, name="questions"),
]
