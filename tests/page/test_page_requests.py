"""The requests of the page without a browser: who is let in, what is answered, and what it costs."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.command import main
from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.options import new_account_key
from azure_batch_sdk.emulator.page import views
from azure_batch_sdk.emulator.page.access import PageAccess, page_link
from azure_batch_sdk.emulator.page.output import PART, Part, read_part
from tests.emulator.edge_host import KEY, EdgeHost
from tests.emulator.signed_http import Answer

from .big_jobs import add_tasks

READ = (
    "/page/overview",
    "/page/jobs/j",
    "/page/jobs/j/tasks",
    "/page/jobs/j/tasks?state=failed",
    "/page/jobs/j/tasks/t",
    "/page/jobs/j/tasks/t/files",
    "/page/jobs/j/tasks/t/output?file=stdout.txt",
    "/page/pools/p/nodes/n",
    "/page/pools/p/nodes/n/output?file=startup/stdout.txt",
    "/page/nothing",
)
FILES = ("/", "/page/page.js", "/page/page.css", "/page/icon.svg")
SESSION = "/page/session"


def send(
    host: EdgeHost, target: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> Answer:
    return host.http.exchange(
        method, target, {"host": host.http.address, "content-length": "0", **(headers or {})}
    )


def enter(host: EdgeHost) -> dict[str, str]:
    """Exchange a link, and return the header that opens everything."""
    link_token = page_link(host.endpoint, KEY).partition("token=")[2]
    return {"page-token": send(host, SESSION, "POST", {"page-link": link_token}).json["token"]}


def read(host: EdgeHost, target: str) -> Any:
    answer = send(host, target, headers=enter(host))
    assert answer.status == 200, answer.body
    return answer.json


# Who is let in


@pytest.mark.parametrize("target", READ)
def test_nothing_is_read_without_the_page_token(host: EdgeHost, target: str) -> None:
    own = enter(host)["page-token"]
    wrong = ("", own[:-1], own + "x", own.swapcase(), KEY, "ü")
    for headers in ({}, *({"page-token": token} for token in wrong), {"cookie": f"page-token={own}"}):
        answer = send(host, target, headers=headers)
        assert (answer.status, answer.json["error"]["code"]) == (401, "PageAccessDenied")
    # A request that is signed with the account key is for the service, not for the page.
    assert host.http.send("GET", target).status == 401


def test_a_token_that_is_no_text_is_refused_like_any_other(host: EdgeHost) -> None:
    address = host.http.address.encode()
    for name in (b"page-token", b"page-link"):
        method, target = (b"POST", b"/page/session") if name == b"page-link" else (b"GET", b"/page/overview")
        head = b"%s %s HTTP/1.1\r\nhost: %s\r\n%s: \xff\xfe\r\n\r\n" % (method, target, address, name)
        assert host.http.raw(method.decode(), head).status == 401


@pytest.mark.parametrize("target", [*READ, *FILES, SESSION])
def test_other_methods_are_refused(host: EdgeHost, target: str) -> None:
    token = enter(host)
    right = "POST" if target == SESSION else "GET"
    for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - {right}:
        answer = send(host, target, method, token)
        assert (answer.status, answer.headers["allow"]) == (405, right)


@pytest.mark.parametrize("target", [*READ, *FILES, SESSION])
def test_another_host_is_refused_and_no_other_origin_may_read(host: EdgeHost, target: str) -> None:
    method = "POST" if target == SESSION else "GET"
    port = host.http.address.rpartition(":")[2]
    for name in (f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"localhost.evil.example:{port}"):
        assert send(host, target, method, {**enter(host), "host": name}).status == 400
    for asked in (method, "OPTIONS"):
        headers = {**enter(host), "origin": "http://evil.example", "access-control-request-method": method}
        answer = send(host, target, asked, headers)
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("target", [*READ, *FILES, SESSION])
def test_every_answer_tells_the_browser_to_be_strict(host: EdgeHost, target: str) -> None:
    for headers in ({}, enter(host)):
        answer = send(host, target, "POST" if target == SESSION else "GET", headers)
        policy = answer.headers["content-security-policy"]
        for rule in (
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "trusted-types 'none'",
        ):
            assert rule in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "set-cookie" not in answer.headers


def test_the_files_of_the_page_have_no_inline_code_and_name_no_other_host(host: EdgeHost) -> None:
    page = send(host, "/").body.decode()
    assert "style=" not in page and "<style" not in page and "onclick" not in page
    assert page.count("<script") == 1 and 'src="/page/page.js"></script>' in page
    for name in ("access", "dom", "job", "node", "output", "overview", "page", "task"):
        script = send(host, f"/page/{name}.js")
        assert script.headers["content-type"] == "text/javascript; charset=utf-8"
        assert b"http://" not in script.body and b"https://" not in script.body
        assert b"innerHTML" not in script.body
    assert b"url(" not in send(host, "/page/page.css").body


def test_a_link_is_exchanged_once() -> None:
    access = PageAccess(KEY)
    first, second = (page_link("http://127.0.0.1:1", KEY).partition("token=")[2] for _ in range(2))
    token = access.exchange(first)
    access.check(token)
    assert access.exchange(second) == token
    with pytest.raises(ServiceError, match="has been used"):
        access.exchange(first)


def test_links_of_others_and_of_earlier_runs_are_refused() -> None:
    earlier = page_link("http://127.0.0.1:1", KEY).partition("token=")[2]
    foreign_key = new_account_key()
    access = PageAccess(KEY)
    made, word, signature = page_link("http://127.0.0.1:1", KEY).partition("token=")[2].split(".")
    for token, reason in (
        (earlier, "older than this run"),
        (page_link("http://127.0.0.1:1", foreign_key).partition("token=")[2], "another emulator"),
        (f"{int(made) + 1}.{word}.{signature}", "another emulator"),
        (f"{made}.{word[::-1]}.{signature}", "another emulator"),
        (f"{made}.{word}.{signature[:-1]}", "no link"),
        (f"{made}.{word}.{signature} ", "no link"),
        ("", "no link"),
        ("١.2.3", "no link"),
    ):
        with pytest.raises(ServiceError, match=reason):
            access.exchange(token)
    assert access.exchange(f"{made}.{word}.{signature}")


@pytest.mark.parametrize("in_process", [False, True], ids=["child process", "thread"])
def test_every_reading_of_page_url_is_a_new_link(in_process: bool) -> None:
    emulator = BatchEmulator(in_process=in_process)
    with pytest.raises(RuntimeError, match="not running"):
        _ = emulator.page_url
    with emulator:
        links = {emulator.page_url for _ in range(3)}
        assert len(links) == 3
        assert all(link.startswith(f"{emulator.endpoint}/#token=") for link in links)


def test_the_command_makes_a_link_for_a_running_emulator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    access = PageAccess(KEY)
    monkeypatch.setenv("AZURE_BATCH_ENDPOINT", "http://127.0.0.1:8484/")
    monkeypatch.setenv("AZURE_BATCH_ACCESS_KEY", KEY)
    assert main(["--page-link"]) == 0
    place, _, token = capsys.readouterr().out.strip().partition("#token=")
    assert place == "http://127.0.0.1:8484/"
    assert access.exchange(token)
    monkeypatch.delenv("AZURE_BATCH_ACCESS_KEY")
    with pytest.raises(SystemExit):
        main(["--page-link"])
    assert "AZURE_BATCH_ACCESS_KEY is not set" in capsys.readouterr().err
    monkeypatch.setenv("AZURE_BATCH_ENDPOINT", "")
    with pytest.raises(SystemExit):
        main(["--page-link"])
    assert "AZURE_BATCH_ENDPOINT is not set" in capsys.readouterr().err


# What is answered


def test_an_answer_that_is_known_is_not_sent_again_until_something_changes(host: EdgeHost) -> None:
    token = enter(host)
    first = send(host, "/page/overview", headers=token)
    known = {**token, "if-none-match": first.headers["etag"]}
    again = send(host, "/page/overview", headers=known)
    assert (again.status, again.body) == (304, b"")
    assert "page-time" in again.headers
    host.pool(targetDedicatedNodes=0)
    changed = send(host, "/page/overview", headers=known)
    assert changed.status == 200 and changed.headers["etag"] != first.headers["etag"]


def test_reading_changes_nothing(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "true")
    before = host.http.send("GET", "/jobs/j/tasks/t").json, host.http.send("GET", "/pools/p").json
    for target in READ:
        send(host, target.replace("/n", f"/{host.node().id}"), headers=enter(host))
    assert (host.http.send("GET", "/jobs/j/tasks/t").json, host.http.send("GET", "/pools/p").json) == before


def test_what_is_not_there_is_404_and_what_cannot_be_read_says_why(host: EdgeHost) -> None:
    token = enter(host)
    for target in (
        "/page/jobs/none",
        "/page/jobs/none/tasks",
        "/page/jobs/none/tasks/t",
        "/page/pools/x/nodes/y",
    ):
        assert send(host, target, headers=token).status == 404
    host.client.create_job({"id": "j", "poolInfo": {"poolId": "none"}})
    host.task("t", "true")
    assert read(host, "/page/jobs/j/tasks/t/files") == {
        "files": [],
        "absent": "The task has not run on a node.",
    }
    assert read(host, "/page/jobs/j/tasks/t/output")["absent"] == "The task has not run on a node."
    for target in ("/page/jobs/j/tasks?state=odd", "/page/jobs/j/tasks/t/output?after=-1"):
        answer = send(host, target, headers=token)
        assert (answer.status, answer.json["error"]["code"]) == (400, "InvalidQueryParameterValue")


def test_files_outside_of_the_task_cannot_be_read(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "/bin/sh -c 'ln -s /etc/passwd leak'")
    for name in ("../../../../../../etc/passwd", "/etc/passwd", "wd/leak", "wd/%2e%2e/%2e%2e/x", "wd"):
        shown = read(host, f"/page/jobs/j/tasks/t/output?file={name}")
        assert shown.keys() == {"absent"} or shown["text"] == ""


def test_output_that_is_no_utf_8_is_shown_all_the_same(host: EdgeHost) -> None:
    host.pool()
    host.job()
    host.run("t", "/bin/sh -c 'printf \"a\\\\377b\\\\n\"'")
    assert read(host, "/page/jobs/j/tasks/t/output")["text"] == "a\ufffdb\n"


# What it costs


def test_a_page_of_tasks_ends_after_a_hundred_and_the_next_begins_behind_it(host: EdgeHost) -> None:
    host.client.create_job({"id": "j", "poolInfo": {"poolId": "none"}})
    add_tasks(host, "j", 250)
    pages, query = [], ""
    while True:
        page = read(host, f"/page/jobs/j/tasks{query}")
        pages.append([task["id"] for task in page["tasks"]])
        if page["next"] is None:
            break
        query = f"?after={page['next']}"
    assert [len(page) for page in pages] == [100, 100, 50]
    assert [task for page in pages for task in page] == [f"t-{number:06}" for number in range(250)]


def test_no_request_looks_at_more_tasks_than_the_limit(host: EdgeHost) -> None:
    host.client.create_job({"id": "j", "poolInfo": {"poolId": "none"}})
    tasks = add_tasks(host, "j", 10_000, failed=frozenset({9_000}))
    costs = {
        "/page/overview": 0,
        "/page/jobs/j": 0,
        "/page/jobs/j/tasks": views.TASKS_A_PAGE + 1,
        "/page/jobs/j/tasks?from=t-0050": views.TASKS_A_PAGE + 1,
        "/page/jobs/j/tasks?state=failed": views.TASKS_LOOKED_AT + 1,
        "/page/jobs/j/tasks?state=active": 0,
        "/page/jobs/j/tasks?state=running": 0,
    }
    for target, cost in costs.items():
        tasks.looked_at = 0
        read(host, target)
        assert tasks.looked_at == cost, target


def test_a_filter_goes_on_where_the_limit_ended_it(host: EdgeHost) -> None:
    host.client.create_job({"id": "j", "poolInfo": {"poolId": "none"}})
    add_tasks(host, "j", 5_000, failed=frozenset({0, 4_999}))
    found: list[list[str]] = []
    following: str | None = ""
    while following is not None:
        page = read(host, f"/page/jobs/j/tasks?state=failed&after={following}")
        found.append([task["id"] for task in page["tasks"]])
        following = page["next"]
    assert found == [["t-000000"], [], ["t-004999"]]


def test_of_many_jobs_the_newest_are_shown_those_that_go_on_first(
    host: EdgeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "JOBS_SHOWN", 3)
    for name in ("oldest", "a", "b", "c"):
        host.client.create_job({"id": name, "poolInfo": {"poolId": "none"}})
    host.client.begin_terminate_job("b", polling_interval=0).wait()
    shown = read(host, "/page/overview")
    assert [job["id"] for job in shown["jobs"]] == ["c", "a", "oldest"]
    assert shown["jobCount"] == 4


# Parts of files


def written(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def test_a_file_is_read_in_parts_that_fit_together(tmp_path: Path) -> None:
    text = "".join(f"{number} ä€🙂\n" for number in range(20_000))
    path = written(tmp_path, text.encode())
    parts = [read_part(path, after=0)]
    while parts[-1].end < parts[-1].length:
        parts.append(read_part(path, after=parts[-1].end))
    assert len(parts) > 3
    assert "".join(part.text for part in parts) == text
    end = read_part(path)
    back = [end]
    while back[0].start > 0:
        back.insert(0, read_part(path, before=back[0].start))
    assert "".join(part.text for part in back) == text


def test_a_character_that_is_not_all_written_is_shown_when_it_is(tmp_path: Path) -> None:
    whole = "price: 5 €".encode()
    path = written(tmp_path, whole[:-1])
    part = read_part(path)
    assert part == Part(0, len(whole) - 3, len(whole) - 1, "price: 5 ")
    path.write_bytes(whole)
    assert read_part(path, after=part.end).text == "€"


def test_a_file_that_was_written_anew_is_shown_from_its_end(tmp_path: Path) -> None:
    path = written(tmp_path, b"second run\n")
    assert read_part(path, after=5_000) == Part(0, 11, 11, "second run\n")
    assert read_part(path, after=11) == Part(11, 11, 11, "")
    long = written(tmp_path, b"x" * (PART + 10))
    assert read_part(long).start == 10


def test_the_answers_are_small_json(host: EdgeHost) -> None:
    host.pool(targetDedicatedNodes=200)
    body = send(host, "/page/overview", headers=enter(host)).body
    assert len(json.loads(body)["pools"][0]["nodes"]) == 200
    assert len(body) < 200 * 120


def test_a_link_made_in_the_same_moment_as_the_run_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_000)
    access = PageAccess(KEY)
    assert access.exchange(page_link("http://127.0.0.1:1", KEY).partition("token=")[2])
