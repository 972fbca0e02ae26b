"""Other case systems, run again on this machine beside the same kind of floor as our pages (docs/performance.md)."""
