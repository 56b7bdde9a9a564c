"""Pictures and tables of the graph."""
