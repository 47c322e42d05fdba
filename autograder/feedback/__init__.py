"""A report as people read it: one module per format, each a function of the report."""
