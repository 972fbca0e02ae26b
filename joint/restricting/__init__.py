"""Files kept back from all but those who are named: who may be, who has to be, and what follows (docs/decisions/0045)."""
