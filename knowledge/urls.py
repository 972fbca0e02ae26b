from django.urls import path

from .views import induction, public, rows

urlpatterns = [
    path("about/", public.briefing, name="briefing"),
    path("about/briefing-pack/", public.briefing_pdf, name="briefing_pdf"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("about/print/", public.sheet, name="sheet"),
    path("how-to-refer/", induction.induction, name="induction"),
    path("service-contacts/", rows.contacts, name="service_contacts"),
    path("service-contacts/add/", rows.add_contact, name="add_service_contact"),
    path("service-contacts/<int:pk>/", rows.contact, name="service_contact"),
    path("service-contacts/<int:pk>/end/", rows.end_contact, name="end_service_contact"),
    path("teams/quiet/", rows.quiet, name="quiet_teams"),
    path("teams/<int:pk>/reminders/", rows.leave_team_alone, name="leave_team_alone"),
]
