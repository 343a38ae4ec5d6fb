"""Settings of the documentation; `make docs` builds it."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE / "_extensions")]

from azure_batch_sdk import __version__  # noqa: E402  # the path is set first

project = "azure-batch-sdk"
author = "azure_batch_sdk contributors"
copyright = "azure_batch_sdk contributors"
release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "api_description"]
exclude_patterns = ["_build", "_extensions", "tables"]
html_theme = "furo"
html_title = f"azure-batch-sdk {release}"

# Docstrings write `code` with single backticks.
default_role = "code"
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]  # warnings between lines of `:::`
# Snippets with `# type: ignore` and the like are shown as they are; nothing is guessed.
highlight_language = "none"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_inherit_docstrings = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90
# Names that modules import for type checkers only.
autodoc_type_aliases = {
    "AsyncBatchClient": "azure_batch_sdk.aio.BatchClient",
    "BatchClient": "azure_batch_sdk.BatchClient",
}
