"""The fault matrix: real processes on servers of their own, killed, stopped and starved while alerts are due.

``make faults`` runs the whole; tests/stories/test_faults.py a short form. What is counted is what a receiver took.
"""
