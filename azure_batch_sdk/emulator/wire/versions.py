"""The api-versions that the service speaks.

Two are described in full and checked strictly. The older ones are taken as far as their wire form agrees: members that
the description does not know are kept and given back.
"""

from __future__ import annotations

from ..errors import ServiceError

DESCRIBED_VERSIONS = ("2025-06-01", "2026-10-01")

OLDER_VERSIONS = (
    "2018-08-01.7.0",
    "2018-12-01.8.0",
    "2019-06-01.9.0",
    "2019-08-01.10.0",
    "2020-03-01.11.0",
    "2020-09-01.12.0",
    "2021-06-01.14.0",
    "2022-01-01.15.0",
    "2022-10-01.16.0",
    "2023-05-01.17.0",
    "2023-11-01.18.0",
    "2024-02-01.19.0",
    "2024-07-01.20.0",
)

_DESCRIBED = frozenset(DESCRIBED_VERSIONS)
_KNOWN = _DESCRIBED | frozenset(OLDER_VERSIONS)


def is_described(version: str) -> bool:
    """Tell whether requests of this api-version are checked strictly."""
    return version in _DESCRIBED


def schema_version(version: str) -> str:
    """Return the described api-version whose schema fits best: the version itself, or the oldest for an older one."""
    return version if version in _DESCRIBED else DESCRIBED_VERSIONS[0]


def check_version(version: str | None) -> str:
    """Return the api-version of a request; raise ServiceError if it is missing or unknown."""
    if not version:
        raise ServiceError(
            400,
            "MissingRequiredQueryParameter",
            "A query parameter that is mandatory for this request was not specified.",
            [("QueryParameterName", "api-version")],
        )
    if version not in _KNOWN:
        raise ServiceError(
            400,
            "UnsupportedRequestVersion",
            "The specified api-version is not supported.",
            [("Version", version), ("Supported", ", ".join((*OLDER_VERSIONS, *DESCRIBED_VERSIONS)))],
        )
    return version
