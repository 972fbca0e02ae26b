"""His measures: his own answers, given in private, and what his facilitators say of him."""
