"""Embedded PostgreSQL and Redis for local use, the demonstration and the tests. Standard library only."""
