"""Letters to him: drafted from his record with a closed list of fields, edited, checked, issued and kept as issued.

This room cannot look at her side (docs/decisions/0007, 0029): what a letter is made of is his by construction.
"""
