"""Signing in for real use: sessions, the second factor, invitations, accounts nobody uses. docs/decisions/0033."""
