"""N tickets with their notes, filled by SQL as our own region is: one in ten is open, as of our files."""

QUEUES, PEOPLE, FOLLOW_UPS = 20, 20, 3
TICKETS = """
    insert into helpdesk_ticket (title, queue_id, created, modified, submitter_email, assigned_to_id, status, on_hold,
        description, priority, due_date, secret_key)
    select 'Ticket ' || n, (select min(id) from helpdesk_queue) + n %% %(queues)s, now() - n * interval '30 minutes', now(),
        'person' || n || '@test.example', (select min(id) from auth_user) + n %% %(people)s,
        case when n %% 10 = 0 then 1 else 4 end, false, 'What somebody wrote.', 1 + n %% 5,
        now() + (n %% 200 - 100) * interval '1 hour', md5(n::text)
    from generate_series(1, %(tickets)s) n
"""
NOTES = """
    insert into helpdesk_followup (ticket_id, date, title, comment, public, user_id, new_status, message_id, time_spent)
    select t.id, t.created + m * interval '1 day', 'Note', 'What came of it.', true, t.assigned_to_id, null, null, null
    from helpdesk_ticket t cross join generate_series(1, %(notes)s) m
"""


def fill(tickets):
    """Once: where there are as many already, nothing is done."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from helpdesk.models import Queue, Ticket

    call_command("migrate", verbosity=0)
    if Ticket.objects.count() == tickets:
        return
    User.objects.bulk_create(
        User(username=f"agent{n}", is_staff=True, is_superuser=n == 0, password="!") for n in range(PEOPLE)
    )
    Queue.objects.bulk_create(Queue(title=f"Queue {n}", slug=f"queue-{n}") for n in range(QUEUES))
    with connection.cursor() as cursor:
        for query in (TICKETS, NOTES):
            cursor.execute(
                query, {"tickets": tickets, "queues": QUEUES, "people": PEOPLE, "notes": FOLLOW_UPS}
            )
        cursor.execute("vacuum analyze")
