"""Paths, hosts, api-versions and queries."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.wire.hosts import HostCheck, authority, is_loopback
from azure_batch_sdk.emulator.wire.queries import check_select, convert_query, parse_query
from azure_batch_sdk.emulator.wire.router import Router
from azure_batch_sdk.emulator.wire.versions import check_version

ROUTER = Router(OPERATIONS.values())


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_found_by_its_own_path(name: str) -> None:
    operation = OPERATIONS[name]
    path = re.sub(r"\{(\w+)\}", r"the-\1", operation.path)
    candidates, arguments = ROUTER.route(operation.method, path)
    assert operation in candidates
    assert arguments == {name: f"the-{name}" for name in re.findall(r"\{(\w+)\}", operation.path)}


@pytest.mark.parametrize(
    ("path", "file_path"),
    [
        ("/jobs/j/tasks/t/files/stdout.txt", "stdout.txt"),
        ("/jobs/j/tasks/t/files/wd%2Fout%2Fa.txt", "wd/out/a.txt"),
        ("/jobs/j/tasks/t/files/wd/out/a.txt", "wd/out/a.txt"),
        ("/jobs/j/tasks/t/files/wd%5Ca%20b.txt", "wd\\a b.txt"),
        ("/jobs/j/tasks/t/files/%C3%A4+%25.txt", "ä+%.txt"),
        ("/jobs/j/tasks/t/files/..%2F..%2Fsecret", "../../secret"),
    ],
)
def test_a_file_path_keeps_its_slashes_and_is_decoded_once(path: str, file_path: str) -> None:
    _, arguments = ROUTER.route("GET", path)
    assert arguments == {"jobId": "j", "taskId": "t", "filePath": file_path}


def test_an_encoded_slash_in_an_id_separates_nothing() -> None:
    [operation], arguments = ROUTER.route("GET", "/jobs/a%2Fb")
    assert (operation.name, arguments) == ("get_job", {"jobId": "a/b"})


def test_the_id_of_a_job_of_a_schedule_may_have_its_colon_encoded_or_not() -> None:
    assert ROUTER.route("GET", "/jobs/s:job-1")[1] == ROUTER.route("GET", "/jobs/s%3Ajob-1")[1]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/", 400, "InvalidUri"),
        ("GET", "/nothing", 400, "InvalidUri"),
        ("GET", "/jobs/", 400, "InvalidUri"),
        ("GET", "/jobs//tasks", 400, "InvalidUri"),
        ("GET", "/jobs/j/tasks/t/files/", 400, "InvalidUri"),
        ("GET", "/jobs/j/tasks/t/more/and/more", 400, "InvalidUri"),
        ("GET", "http://elsewhere/jobs", 400, "RequestUrlFailedToParse"),
        ("GET", "/jobs/%FF", 400, "RequestUrlFailedToParse"),
        ("PUT", "/jobs", 405, "UnsupportedHttpVerb"),
        ("HEAD", "/jobs/j", 405, "UnsupportedHttpVerb"),
        ("BREW", "/jobs", 400, "InvalidHttpVerb"),
    ],
)
def test_what_is_no_resource_is_refused(method: str, path: str, status: int, code: str) -> None:
    with pytest.raises(ServiceError) as caught:
        ROUTER.route(method, path)
    assert (caught.value.status, caught.value.code) == (status, code)


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "LocalHost:8080", "[::1]:8080"])
def test_names_of_this_machine_are_taken_as_hosts(host: str) -> None:
    assert HostCheck("127.0.0.1", 8080).check(host) == host.lower()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:81", "evil.example:8080", "10.0.0.1:8080", "a/b:8080"]
)
def test_other_hosts_are_refused(host: str) -> None:
    with pytest.raises(ServiceError) as caught:
        HostCheck("127.0.0.1", 8080).check(host)
    assert caught.value.code == "InvalidHeaderValue"


def test_a_request_without_a_host_is_refused() -> None:
    with pytest.raises(ServiceError) as caught:
        HostCheck("127.0.0.1", 8080).check(None)
    assert caught.value.code == "HostInformationNotPresent"


def test_a_server_on_all_interfaces_takes_addresses_but_no_foreign_names() -> None:
    check = HostCheck("0.0.0.0", 8080)
    assert check.check("10.1.2.3:8080") == "10.1.2.3:8080"
    for host in ("evil.example:8080", "10.1.2.3:81"):
        with pytest.raises(ServiceError):
            check.check(host)


def test_urls_of_hosts_can_be_reached() -> None:
    assert authority("0.0.0.0", 1) == "127.0.0.1:1"
    assert authority("::1", 1) == "[::1]:1"
    assert [is_loopback(host) for host in ("localhost", "::1", "0.0.0.0", "example.com")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (None, "MissingRequiredQueryParameter"),
        ("", "MissingRequiredQueryParameter"),
        ("2025-06-02", "UnsupportedRequestVersion"),
    ],
)
def test_a_request_needs_a_known_api_version(version: str | None, code: str) -> None:
    with pytest.raises(ServiceError) as caught:
        check_version(version)
    assert (caught.value.status, caught.value.code) == (400, code)


def test_query_names_are_read_in_any_case_and_values_are_converted() -> None:
    query = parse_query(
        "API-Version=2025-06-01&maxResults=5&%24filter=a+b%2Bc&$select=id,%20state,&timeout=7&$expand=stats"
    )
    assert query.api_version == "2025-06-01"
    assert convert_query(query, OPERATIONS["list_tasks"], strict=True) == {
        "maxresults": 5,
        "$filter": "a b+c",
        "$select": ("id", "state"),
        "timeOut": 7,
        "$expand": ("stats",),
    }


def test_flags_and_dates_of_a_query_are_converted() -> None:
    assert convert_query(parse_query("force=True"), OPERATIONS["begin_delete_job"], strict=True) == {
        "force": True
    }
    moment = datetime(2025, 9, 1, 10, 30, tzinfo=timezone.utc)
    assert convert_query(
        parse_query("starttime=2025-09-01T12:30:00%2B02:00"),
        OPERATIONS["list_pool_usage_metrics"],
        strict=True,
    ) == {"startTime": moment}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("maxresults=0", "maxresults"),
        ("maxresults=-5", "maxresults"),
        ("maxResults=1001", "maxresults"),
        ("maxresults=many", "maxresults"),
        ("maxresults=99999999999999999999", "maxresults"),
        ("maxresults=%D9%A3", "maxresults"),
        ("timeout=-1", "timeout"),
        ("$expand=tasks", "$expand"),
    ],
)
def test_a_bad_query_value_is_named(text: str, name: str) -> None:
    with pytest.raises(ServiceError) as caught:
        convert_query(parse_query(text), OPERATIONS["list_tasks"], strict=True)
    assert (caught.value.status, caught.value.code) == (400, "InvalidQueryParameterValue")
    assert [key for key, _ in caught.value.values] == ["QueryParameterName", "QueryParameterValue", "Reason"]
    assert caught.value.values[0][1] == name


def test_an_unknown_query_parameter_is_refused_only_in_described_versions() -> None:
    query = parse_query("filter=x&api-version=1&$skiptoken=t")
    assert convert_query(query, OPERATIONS["list_tasks"], strict=False) == {}
    with pytest.raises(ServiceError) as caught:
        convert_query(query, OPERATIONS["list_tasks"], strict=True)
    assert caught.value.code == "UnsupportedQueryParameter"
    assert ("QueryParameterName", "filter") in caught.value.values


def test_select_knows_top_level_names_in_their_own_case() -> None:
    assert check_select(("id", "executionInfo/startTime"), {"id": 0, "executionInfo": 0}) == {
        "id",
        "executionInfo",
    }
    with pytest.raises(ServiceError) as caught:
        check_select(("id", "State"), {"id": 0, "state": 0})
    assert caught.value.code == "InvalidQueryParameterValue"
