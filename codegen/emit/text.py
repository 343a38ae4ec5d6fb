"""Words: docstrings from descriptions, and the sentences that structured facts become."""

from __future__ import annotations

import textwrap
from typing import Any

WIDTH = 106


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{value}`"
    return f"`{value}`" if isinstance(value, str) else f"{value:,}" if isinstance(value, int) else str(value)


def fact_sentences(facts: dict[str, Any], since: str | None = None, until: str | None = None) -> list[str]:
    """Say the structured facts of a property or a parameter in words."""
    sentences = []
    if "default" in facts:
        sentences.append(f"Default: {_shown(facts['default'])}.")
    low, high = facts.get("minimum"), facts.get("maximum")
    if low is not None and high is not None:
        sentences.append(f"From {_shown(low)} to {_shown(high)}.")
    elif low is not None:
        sentences.append(f"At least {_shown(low)}.")
    elif high is not None:
        sentences.append(f"At most {_shown(high)}.")
    if "unlimited" in facts:
        sentences.append(f"{_shown(facts['unlimited'])} means no limit.")
    if "max_length" in facts:
        sentences.append(f"At most {facts['max_length']:,} characters.")
    if facts.get("pattern") == "^[A-Za-z0-9_-]+$":
        sentences.append("Letters, digits, hyphens and underscores.")
    elif "pattern" in facts:
        sentences.append(f"Must match ``{facts['pattern']}``.")
    if "min_items" in facts:
        sentences.append(f"At least {facts['min_items']:,} items.")
    if "max_items" in facts:
        sentences.append(f"At most {facts['max_items']:,} items.")
    if since:
        sentences.append(f"Since api-version {since}.")
    if until:
        sentences.append(f"Gone in api-version {until}.")
    return sentences


def described(doc: str, facts: list[str]) -> str:
    """Join a description and the sentences of its facts."""
    return " ".join([" ".join(doc.split()), *facts])


def docstring(text: str, indent: str) -> str:
    """Make a docstring of paragraphs; single line breaks inside a paragraph are filled anew."""
    paragraphs = []
    for paragraph in text.strip().split("\n\n"):
        lines = paragraph.splitlines()
        if lines[0].startswith((":", "- ")):
            for line in lines:
                paragraphs.append(
                    textwrap.fill(
                        line, WIDTH - len(indent), initial_indent=indent, subsequent_indent=indent + "    "
                    )
                )
            paragraphs.append("")
        else:
            body = " ".join(" ".join(lines).split())
            paragraphs += [
                textwrap.fill(body, WIDTH - len(indent), initial_indent=indent, subsequent_indent=indent),
                "",
            ]
    content = "\n".join(paragraphs[:-1]).strip().replace("\\", "\\\\").replace('"""', "'''")
    if "\n" not in content and len(content) + len(indent) + 6 <= WIDTH + 4:
        return f'{indent}"""{content}"""'
    # The closing quotes get their own line, and a quote at the end cannot run into them.
    return f'{indent}"""{content}\n{indent}"""'
