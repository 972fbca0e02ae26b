"""The seven areas of the West Midlands, their ISS providers and children's services. Rows: an administrator changes them."""

from django.db import migrations

# Area: GSS code, ISS provider (pathway.md section 1)
AREAS = {
    "Birmingham": ("E08000025", "Birmingham and Solihull Women's Aid"),
    "Coventry": ("E08000026", "Coventry Haven"),
    "Dudley": ("E08000027", "Black Country Women's Aid"),
    "Sandwell": ("E08000028", "Black Country Women's Aid"),
    "Solihull": ("E08000029", "Birmingham and Solihull Women's Aid"),
    "Walsall": ("E08000030", "Black Country Women's Aid"),
    "Wolverhampton": ("E08000031", "Wolverhampton Haven"),
}
OTHERS = {
    "My Time": "my_time",
    "Office of the Police and Crime Commissioner": "opcc",
    "Platform team": "platform",
}


def make(apps, schema_editor):
    Organisation = apps.get_model("accounts", "Organisation")
    Area = apps.get_model("accounts", "Area")
    for name, kind in OTHERS.items():
        Organisation.objects.create(name=name, kind=kind)
    for name, (gss_code, provider) in AREAS.items():
        Area.objects.create(
            name=name,
            gss_code=gss_code,
            provider=Organisation.objects.get_or_create(name=provider, defaults={"kind": "iss_provider"})[0],
            childrens_services=Organisation.objects.create(
                name=f"{name} Children's Services", kind="childrens_services"
            ),
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
