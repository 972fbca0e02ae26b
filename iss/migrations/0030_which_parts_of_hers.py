"""Which parts of her file have anything in them (docs/decisions/0060)."""

from django.db import migrations

PARTS = {
    "agreements": "iss_heragreement",
    "dash_drafts": "iss_dashdraft",
    "dash_reasons": "iss_dashreason",
    "dashes": "iss_dash",
    "maracs": "iss_marac",
    "recommendations": "iss_herrecommendation",
    "safety_plans": "iss_safetyplan",
    "update_wishes": "iss_updatewish",
}
NAMED = ", ".join(
    f"case when exists (select from {table} where file_id = hers) then '{name}' end"
    for name, table in PARTS.items()
)
# Names of parts and no row: what there is, is then read under row security. To nobody but her services, whatever is asked
MAKE = f"""
create function dvpp_parts_of_hers(hers bigint) returns text[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
    if dvpp_role() not in ('iss_worker', 'iss_manager') then
        return '{{}}';
    end if;
    return array_remove(array[{NAMED}], null);
end $$;
revoke execute on function dvpp_parts_of_hers(bigint) from public;
grant execute on function dvpp_parts_of_hers(bigint) to dvpp_app;
"""  # noqa: S608 names of this module alone


class Migration(migrations.Migration):
    dependencies = [("iss", "0029_what_is_kept_back_at_all")]
    operations = [migrations.RunSQL(MAKE, "drop function dvpp_parts_of_hers(bigint);")]
