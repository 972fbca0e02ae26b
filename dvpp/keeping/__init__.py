"""Backup and restore: the database, the files, and a list of both by which a restore is checked (docs/operating.md)."""
