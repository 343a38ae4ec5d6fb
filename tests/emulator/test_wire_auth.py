"""Shared-key signatures: the published layout, what clients do differently, and what is refused."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import pytest

from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.wire.auth import SharedKeyCheck, decode_account_key, sign, texts_to_sign

ACCOUNT = "demoacct"
KEY = base64.b64encode(bytes(range(64))).decode()
DATE = "Mon, 01 Sep 2025 12:00:00 GMT"
NOW = 1756728000.0


def signed(method: str, path: str, query: str, headers: Mapping[str, str]) -> str:
    return sign(next(iter(texts_to_sign(method, path, query, headers, ACCOUNT))), decode_account_key(KEY))


@pytest.mark.parametrize(
    ("method", "path", "query", "headers", "signature"),
    [
        (
            "GET",
            "/jobs",
            "api-version=2024-07-01.20.0&maxresults=10&timeout=30",
            {},
            "d24z6SM0BJBbV4TD8/VZPmmWq3XIJQOHAiE6otDVsds=",
        ),
        (
            "POST",
            "/jobs/job1/tasks",
            "api-version=2024-07-01.20.0",
            {"content-length": "43", "content-type": "application/json; odata=minimalmetadata"},
            "HKV72VkpNXdnU4lKr74yN0hJu6HNHXbefcEbrQoQyOQ=",
        ),
        (
            "POST",
            "/jobs/job1/enable",
            "api-version=2024-07-01.20.0",
            {"content-length": "0"},
            "Ih7j6TJjtpjrLlSXNplIKXW0oAQtMeXYILyr1IV9WAE=",
        ),
        (
            "GET",
            "/jobs/job1/tasks/t1/files/wd%2Fa.txt",
            "api-version=2024-07-01.20.0",
            {"if-match": "0x8DD000000000001", "ocp-range": "bytes=0-99"},
            "GSfuCpk9Y59cn9PNrHHN6j/YK1i5KSGgqeIdDi1R1vU=",
        ),
    ],
)
def test_the_known_signatures_are_reproduced_and_accepted(
    method: str, path: str, query: str, headers: dict[str, str], signature: str
) -> None:
    headers = {**headers, "ocp-date": DATE}
    assert signed(method, path, query, headers) == signature
    headers["authorization"] = f"SharedKey {ACCOUNT}:{signature}"
    SharedKeyCheck(ACCOUNT, KEY).check(method, path, query, headers, NOW)


@pytest.mark.parametrize(
    ("method", "sent", "signed_length"),
    [("GET", None, ""), ("GET", "0", ""), ("GET", "0", "0"), ("DELETE", None, ""), ("DELETE", None, "0")],
)
def test_a_length_of_nothing_may_be_signed_as_empty_or_as_zero(
    method: str, sent: str | None, signed_length: str
) -> None:
    text = f"{method}\n\n\n{signed_length}\n\n\n\n\n\n\n\n\nocp-date:{DATE}\n/{ACCOUNT}/jobs\napi-version:1"
    headers = {
        "ocp-date": DATE,
        "authorization": f"SharedKey {ACCOUNT}:{sign(text, decode_account_key(KEY))}",
    }
    if sent is not None:
        headers["content-length"] = sent
    SharedKeyCheck(ACCOUNT, KEY).check(method, "/jobs", "api-version=1", headers, NOW)


@pytest.mark.parametrize(
    ("query", "resource"),
    [
        ("$filter=id%20eq%20'x'&api-version=1", "\n$filter:id eq 'x'\napi-version:1"),
        ("%24filter=id+eq+'x'&api-version=1", "\n$filter:id eq 'x'\napi-version:1"),
        ("a=1+1&b=2", "\na:1+1\nb:2"),
        ("b=&a=1", "\na:1"),
        ("b=&a=1", "\na:1\nb:"),
        ("a=2&a=1", "\na:1,2"),
        ("a=2&a=1", "\na:2"),
        ("timeOut=30", "\ntimeout:30"),
        ("timeOut=30", "\ntimeOut:30"),
    ],
)
def test_queries_are_accepted_in_the_forms_that_clients_sign(query: str, resource: str) -> None:
    text = f"GET\n\n\n\n\n\n\n\n\n\n\n\nocp-date:{DATE}\n/{ACCOUNT}/jobs{resource}"
    headers = {
        "ocp-date": DATE,
        "authorization": f"SharedKey {ACCOUNT}:{sign(text, decode_account_key(KEY))}",
    }
    SharedKeyCheck(ACCOUNT, KEY).check("GET", "/jobs", query, headers, NOW)


def test_the_date_header_is_signed_only_without_an_ocp_date() -> None:
    with_date = {"date": DATE}
    text = next(iter(texts_to_sign("GET", "/jobs", "", with_date, ACCOUNT)))
    assert text.split("\n")[6] == DATE
    both = {"date": DATE, "ocp-date": DATE}
    assert next(iter(texts_to_sign("GET", "/jobs", "", both, ACCOUNT))).split("\n")[6] == ""


def test_a_folded_header_is_signed_on_one_line() -> None:
    text = next(iter(texts_to_sign("GET", "/", "", {"ocp-x": " a\r\n  b "}, ACCOUNT)))
    assert "\nocp-x:a b\n" in text


@pytest.mark.parametrize(
    ("change", "status", "code", "detail"),
    [
        ({"authorization": ""}, 403, "AuthenticationFailed", "no Authorization header"),
        ({"authorization": "Basic dXNlcg=="}, 400, "InvalidAuthenticationInfo", None),
        ({"authorization": "SharedKey demoacct"}, 400, "InvalidAuthenticationInfo", None),
        (
            {"authorization": f"SharedKey other:{'A' * 43}="},
            403,
            "AuthenticationFailed",
            "'other' cannot be found",
        ),
        (
            {"authorization": f"SharedKey {ACCOUNT}:{'A' * 43}="},
            403,
            "AuthenticationFailed",
            "does not match",
        ),
        ({"authorization": f"SharedKey {ACCOUNT}:ä"}, 403, "AuthenticationFailed", "does not match"),
        ({"ocp-date": ""}, 403, "AuthenticationFailed", "needs an ocp-date"),
        ({"ocp-date": "yesterday"}, 403, "AuthenticationFailed", "RFC 1123"),
        ({"ocp-date": "Mon, 01 Sep 2025 11:44:59 GMT"}, 403, "AuthenticationFailed", "15 minutes"),
        ({"ocp-date": "Mon, 01 Sep 2025 12:15:01 GMT"}, 403, "AuthenticationFailed", "15 minutes"),
        ({"if-match": "*"}, 403, "AuthenticationFailed", "does not match"),
    ],
)
def test_what_is_not_signed_rightly_is_refused_and_told_why(
    change: dict[str, str], status: int, code: str, detail: str | None
) -> None:
    headers = {"ocp-date": DATE}
    headers["authorization"] = f"SharedKey {ACCOUNT}:{signed('GET', '/jobs', '', headers)}"
    headers.update(change)
    with pytest.raises(ServiceError) as caught:
        SharedKeyCheck(ACCOUNT, KEY).check("GET", "/jobs", "", headers, NOW)
    assert (caught.value.status, caught.value.code) == (status, code)
    if detail is not None:
        [(key, value)] = caught.value.values
        assert key == "AuthenticationErrorDetail"
        assert value is not None
        assert detail in value


@pytest.mark.parametrize("key", ["", "not base64!", "äöü"])
def test_a_key_that_is_not_base64_is_refused_at_once(key: str) -> None:
    with pytest.raises(ValueError, match="account key"):
        SharedKeyCheck(ACCOUNT, key)
