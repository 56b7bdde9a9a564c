"""Where something is said: parties, people, places, times and quotations of one article."""
