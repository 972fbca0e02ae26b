"""Which parts of his file that her page shows have anything in them (docs/decisions/0060)."""

from django.db import migrations

# Names of parts and no row, to her services alone: what there is, is then read under row security
MAKE = """
create function dvpp_parts_of_his_for_her(his bigint) returns text[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
    if dvpp_role() not in ('iss_worker', 'iss_manager') then
        return '{}';
    end if;
    return array_remove(array[
        case when exists (select from joint_jointreview where referral_id = his) then 'reviews' end,
        case when exists (select from referrals_decision where referral_id = his and risks <> '') then 'risks' end
    ], null);
end $$;
revoke execute on function dvpp_parts_of_his_for_her(bigint) from public;
grant execute on function dvpp_parts_of_his_for_her(bigint) to dvpp_app;
"""


class Migration(migrations.Migration):
    dependencies = [("joint", "0015_whom_to_remind"), ("referrals", "0035_one_line_again")]
    operations = [migrations.RunSQL(MAKE, "drop function dvpp_parts_of_his_for_her(bigint);")]
