"""Somebody opens, searches for or takes away far more than people of their role do: slowed, told at once, reviewed (docs/security.md)."""
