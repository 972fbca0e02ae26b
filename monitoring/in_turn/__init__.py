"""What takes memory is made one at a time, whichever process is rung, and for whatever (docs/decisions/0058)."""
