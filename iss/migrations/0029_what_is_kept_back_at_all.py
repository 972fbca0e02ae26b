"""The references of all files that are restricted, of both sides: few.

Whoever tells many asks of these alone to whom they are closed; it was asked of each person who is told, of all files.
"""

from django.db import migrations

MAKE = """
create function dvpp_kept_back_references() returns text[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    with hers as (
        select file.reference, file.referral_id from iss_restriction kept
        join iss_partnerfile file on file.id = kept.file_id where kept.lifted_at is null
    )
    select array(
        select file.reference::text from referrals_restriction kept
        join referrals_referral file on file.man_id = kept.man_id where kept.lifted_at is null
        union select reference::text from hers
        union select his.reference::text from hers join referrals_referral his on his.id = hers.referral_id
    )
$$;
revoke execute on function dvpp_kept_back_references() from public;
grant execute on function dvpp_kept_back_references() to dvpp_app;
"""


class Migration(migrations.Migration):
    dependencies = [("iss", "0028_whom_to_remind")]
    operations = [migrations.RunSQL(MAKE, "drop function dvpp_kept_back_references();")]
