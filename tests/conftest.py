"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault of a property; a fault that is found can be found again.
settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")
