"""What belongs to no room."""

from .policy import Row

ROWS = {
    "healthz": Row(public=True),
    "readyz": Row(public=True),
    # For whoever carries its token: tests/running/test_metrics.py
    "metrics": Row(public=True, status=404),
    # Sent by browsers; an empty report is none
    "csp_report": Row(public=True, method="post", status=400),
}
