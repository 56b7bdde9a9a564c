"""Who did what to whom, when, and who says so."""
