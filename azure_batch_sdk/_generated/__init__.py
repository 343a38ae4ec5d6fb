# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Everything that codegen writes."""
