"""Fitting the linker's weights to annotated articles; nothing here runs when articles are read."""
