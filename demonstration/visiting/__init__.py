"""What a visitor of the demonstration sees first: who one can be, what to try, and time that moves on. Nowhere else."""
