class CannotKeep(Exception):
    """A backup or a restore that does not begin, or breaks off; a whole sentence that says what to do."""
