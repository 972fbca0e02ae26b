"""The one rule by which anything leaves (docs/decisions/0038): no models; the rooms that send bring their rows."""
