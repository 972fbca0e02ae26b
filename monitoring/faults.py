"""What a row that nobody foresaw raises; a fault of the machine or the server stops the work, and the next pass goes on."""

from django.db import DataError, IntegrityError

BAD_ROW = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, IntegrityError, DataError)
