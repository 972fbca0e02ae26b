from django.urls import path

from . import views

urlpatterns = [
    path("letters/", views.letters_to_send, name="letters"),
    path("letters/words/", views.wordings, name="letter_wordings"),
    path("letters/words/<slug:kind>/", views.write_wording, name="write_letter_wording"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>/letter.pdf", views.letter_pdf, name="letter_pdf"),
    path("referrals/<int:pk>/letters/", views.his_letters, name="his_letters"),
    path("referrals/<int:pk>/letters/<slug:kind>/<int:fact>/", views.write_letter, name="write_letter"),
    path("referrals/<int:pk>/letters/<slug:kind>/<int:fact>/drop/", views.drop_letter, name="drop_letter"),
]
