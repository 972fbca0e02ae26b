"""Who sits at the table."""

from django.db import models


class Side(models.TextChoices):
    MY_TIME = "my_time", "My Time"
    ISS = "iss", "ISS"


class Verdict(models.TextChoices):
    SUITABLE = "suitable", "Suitable"
    UNSUITABLE = "unsuitable", "Unsuitable"
