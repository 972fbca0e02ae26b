"""Where all of her service's files of a man are closed to a worker, the notices that carry his reference are as well.

The table was closed to the worker already; what had been told of him before stood in the inbox with his reference.
"""

from django.db import migrations

REFERENCES = """
create or replace function dvpp_closed_references(person bigint) returns text[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select case who.role
        when 'iss_worker' then array(
            select reference::text from iss_partnerfile where id = any(dvpp_closed_hers(person)){his}
        )
        when 'social_worker' then array(
            select reference::text from referrals_referral where id = any(dvpp_closed_his(person))
        )
        when 'spoc' then array(
            select reference::text from referrals_referral where id = any(dvpp_closed_his(person))
        )
        when 'facilitator' then array(
            select reference::text from referrals_referral where id = any(dvpp_closed_his(person))
        )
        else '{{}}' end
    from accounts_user who where who.id = person
$$;
"""
HIS = """
            union all
            select reference::text from referrals_referral where id = any(dvpp_closed_at_table(person))"""


class Migration(migrations.Migration):
    dependencies = [("iss", "0025_restricted_files")]
    operations = [migrations.RunSQL(REFERENCES.format(his=HIS), REFERENCES.format(his=""))]
