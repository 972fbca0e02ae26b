"""Dates and one decimal, for the second calculation of the figures."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal


def day(text):
    return date.fromisoformat(text) if text else None


def one_decimal(numerator, denominator):
    if denominator == 0:
        return None
    exact = Decimal(numerator) / Decimal(denominator)
    return float(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def pct(part, whole):
    return one_decimal(100 * part, whole)
