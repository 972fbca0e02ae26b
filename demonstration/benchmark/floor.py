"""What a page costs at least: Django's session and sign-in check, the rows by SQL written by hand, a bare template."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import path

MIDDLEWARE = (
    "demonstration.benchmark.floor.here",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
)
LIST = """
    select r.id, r.reference, m.first_name, m.last_name, a.name as area, r.status, u.name as holder,
        r.received_date, d.promise, d.due_at
    from referrals_referral r
    join referrals_man m on m.id = r.man_id
    left join accounts_area a on a.id = r.area_id
    left join accounts_user u on u.id = r.holder_id
    left join lateral (
        select promise, due_at from referrals_deadline d
        where d.referral_id = r.id and d.kept_at is null and d.stopped_at is null and d.excused_at is null
        order by due_at limit 1
    ) d on true
    where r.status not in ('closed', 'completed', 'merged')
    order by case when r.received_date is null then '0001-01-01'::date else r.received_date end desc, r.id desc
    limit 25
"""
HERS = """
    select p.id, p.reference, p.first_name, p.last_name, a.name as area, p.status, u.name as holder,
        p.referred_date as received_date, d.promise, d.due_at
    from iss_partnerfile p
    left join accounts_area a on a.id = p.area_id
    left join accounts_user u on u.id = p.worker_id
    left join lateral (
        select promise, due_at from iss_deadline d
        where d.partner_file_id = p.id and d.kept_at is null and d.stopped_at is null and d.excused_at is null
        order by due_at limit 1
    ) d on true
    where p.provider_id = %s and p.status not in ('held', 'closed')
    order by p.id desc
    limit 25
"""
CASE = (
    """select r.*, m.first_name, m.last_name, a.name as area from referrals_referral r
       join referrals_man m on m.id = r.man_id left join accounts_area a on a.id = r.area_id where r.id = %s""",
    "select promise, due_at, kept_at from referrals_deadline where referral_id = %s order by due_at",
    """select t.outcome, s.starts_at from programme_attendance t join programme_session s on s.id = t.session_id
       where t.referral_id = %s order by s.starts_at desc limit 8""",
    """select 'contact' as what, at from referrals_contactattempt where referral_id = %s
       union all select to_status, at from referrals_statuschange where referral_id = %s order by at desc limit 20""",
)
HEAD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Floor</title></head><body><h1>Floor</h1>"""
ROWS = Engine().from_string(
    HEAD
    + """<table>{% for row in rows %}<tr><td><a href="/{{ row.id }}/">{{ row.reference }}</a></td>
<td>{{ row.first_name }} {{ row.last_name }}</td><td>{{ row.area }}</td><td>{{ row.status }}</td><td>{{ row.holder }}</td>
<td>{{ row.received_date|date:"j F Y" }}</td><td>{{ row.promise }}</td><td>{{ row.due_at|date:"j F Y H:i" }}</td></tr>
{% endfor %}</table></body></html>"""
)
FILE = Engine().from_string(
    HEAD
    + """<dl>{% for name, value in file.items %}<dt>{{ name }}</dt><dd>{{ value|default:"" }}</dd>{% endfor %}</dl>
<table>{% for row in promises %}<tr><td>{{ row.promise }}</td><td>{{ row.due_at|date:"j F Y H:i" }}</td></tr>{% endfor %}</table>
<table>{% for row in sessions %}<tr><td>{{ row.outcome }}</td><td>{{ row.starts_at|date:"j F Y" }}</td></tr>{% endfor %}</table>
<table>{% for row in events %}<tr><td>{{ row.what }}</td><td>{{ row.at|date:"j F Y H:i" }}</td></tr>{% endfor %}</table>
</body></html>"""
)


def here(get_response):
    """Middleware: addresses are those of this module."""

    def answer(request):
        request.urlconf = __name__
        return get_response(request)

    return answer


@login_required
def listed(request):
    return _page(ROWS, rows=_rows(LIST, []))


@login_required
def hers(request):
    return _page(ROWS, rows=_rows(HERS, [request.user.organisation_id]))


@login_required
def case(request, pk):
    [file], promises, sessions, events = (_rows(query, [pk] * query.count("%s")) for query in CASE)
    return _page(FILE, file=file, promises=promises, sessions=sessions, events=events)


def _rows(query, values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _page(template, **shown):
    return HttpResponse(template.render(Context(shown)))


urlpatterns = [path("list/", listed), path("hers/", hers), path("case/<int:pk>/", case)]
