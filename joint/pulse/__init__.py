"""The social worker's pulse: four questions when a file has ended, skippable, never asked twice, read only in sums."""
