"""Names for the people of the imported cohort, which has none: invented, and the same at every start."""

from iss.models import PartnerFile
from referrals.likeness import remember_all
from referrals.models import Man

from .cohort.names import invented_man, invented_woman


def name_everybody():
    """Give every imported man and partner an invented name, and him a telephone number."""
    men = list(Man.objects.filter(referrals__imported=True).distinct())
    for man in men:
        invented = invented_man(man.reference)
        man.first_name, man.last_name, man.phone = invented.first_name, invented.last_name, invented.phone
    Man.objects.bulk_update(men, ["first_name", "last_name", "phone"], batch_size=500)
    remember_all(men)
    files = list(PartnerFile.objects.filter(imported=True))
    for file in files:
        invented = invented_woman(file.reference)
        file.first_name, file.last_name = invented.first_name, invented.last_name
    PartnerFile.objects.bulk_update(files, ["first_name", "last_name"], batch_size=500)
