"""The shell: a thin, quiet, pipeable edge."""
