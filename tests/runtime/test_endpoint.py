"""Which URLs belong to the account, and how they are spelt."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk._runtime.endpoint import (
    at_endpoint,
    check_api_version,
    check_endpoint,
    encode_segment,
    settle_path,
    with_api_version,
)


@pytest.mark.parametrize(
    ("given_endpoint", "used"),
    [
        ("https://a.westeurope.batch.azure.com", "https://a.westeurope.batch.azure.com"),
        ("https://a.westeurope.batch.azure.com/", "https://a.westeurope.batch.azure.com"),
        ("a.westeurope.batch.azure.com", "https://a.westeurope.batch.azure.com"),
        (" https://A.WestEurope.batch.azure.com\n", "https://a.westeurope.batch.azure.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("localhost:8080", "https://localhost:8080"),
    ],
)
def test_an_endpoint_is_scheme_and_host(given_endpoint: str, used: str) -> None:
    assert check_endpoint(given_endpoint) == used


@pytest.mark.parametrize(
    "endpoint",
    [
        None,
        "",
        "ftp://a.b",
        "https://",
        "https:///pools",
        "https://a.b/pools",
        "https://a.b?x=1",
        "https://user:secret@a.b",
        "https://a b",
        "https://a.b\\",
        "https://c.d\\@a.b",
        "https://a.b:port",
        "https://[::1",
    ],
)
def test_another_endpoint_is_refused_with_an_example(endpoint: Any) -> None:
    with pytest.raises(ValueError, match=r"endpoint .* https://myaccount"):
        check_endpoint(endpoint)


def test_a_password_in_an_endpoint_is_not_shown() -> None:
    with pytest.raises(ValueError, match="without a user name") as caught:
        check_endpoint("https://user:secret@a.b")
    assert "secret" not in str(caught.value)


def test_an_endpoint_that_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="bytes"):
        check_endpoint(b"https://a.b")


@pytest.mark.parametrize(
    ("api_version", "error"), [(None, TypeError), (20250601, TypeError), ("", ValueError)]
)
def test_an_api_version_that_is_none_is_refused_with_an_example(
    api_version: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match=r"api_version must .*2025-06-01"):
        check_api_version(api_version)


@pytest.mark.parametrize(
    "url", ["https://a.b/x?y=1&y=2", "https://A.B:443/x?y=1&y=2", "/x?y=1&y=2", "x?y=1&y=2"]
)
def test_a_url_at_the_endpoint_is_taken(url: str) -> None:
    absolute = at_endpoint(url, "https://a.b", "it")
    assert absolute == url if url.startswith("https") else absolute == "https://a.b/x?y=1&y=2"


@pytest.mark.parametrize(
    "url",
    [
        "https://c.d/x",
        "http://a.b/x",
        "https://a.b:444/x",
        "//c.d/x",
        "https://a.b@c.d/x",
        "https://a.b.c.d/x",
        "https://a.b:x/",
        "ftp://a.b/x",
        "file:///etc/passwd",
        "https://c.d\\@a.b/x",
        "https://c.d\t@a.b/x",
        "https://user@a.b/x",
        "https://a\n.b/x",
    ],
)
def test_a_url_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="the link"):
        at_endpoint(url, "https://a.b", "the link")


@pytest.mark.parametrize(
    ("url", "complete"),
    [
        ("https://a.b/x", "https://a.b/x?api-version=1"),
        ("https://a.b/x?", "https://a.b/x?api-version=1"),
        ("https://a.b/x?y=2", "https://a.b/x?y=2&api-version=1"),
        ("https://a.b/x?API-Version=2", "https://a.b/x?API-Version=2"),
        ("https://a.b/x?y=2#z", "https://a.b/x?y=2&api-version=1#z"),
    ],
)
def test_an_api_version_is_added_where_there_is_none(url: str, complete: str) -> None:
    assert with_api_version(url, "1") == complete


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_http_library_respells_an_encoded_segment(text: str) -> None:
    from requests.utils import requote_uri
    from yarl import URL

    segment = encode_segment(text)
    assert unquote(segment) == text
    assert settle_path(f"/{segment}") == f"/{segment}"
    if segment not in (".", ".."):
        assert URL(f"https://a.b/x/{segment}/y").raw_path == f"/x/{segment}/y"
        assert requote_uri(f"https://a.b/x/{segment}/y") == f"https://a.b/x/{segment}/y"


@pytest.mark.parametrize(
    ("path", "settled"),
    [
        ("/jobs/s%3ajob%2D1", "/jobs/s:job-1"),
        ("/files/wd%2fa", "/files/wd%2Fa"),
        ("/files/100%", "/files/100%25"),
        ("/files/a+b", "/files/a%2Bb"),
        ("", ""),
    ],
)
def test_a_path_gets_the_spelling_that_is_sent(path: str, settled: str) -> None:
    assert settle_path(path) == settled
