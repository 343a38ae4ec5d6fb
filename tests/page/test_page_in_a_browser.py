"""The page as people see it, in Chromium."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.page.access import page_link
from tests.emulator.edge_host import KEY, EdgeHost, until

from .big_jobs import add_task, add_tasks
from .browser import Browser, Tab

HOSTILE = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>'
OPENED = "No pools yet"


def watch(tab: Tab, host: EdgeHost, fragment: str = "", shows: str = OPENED) -> None:
    """Open the page by a link, and go on to a fragment."""
    tab.open(page_link(host.endpoint, KEY))
    tab.until("sessionStorage.length")
    if fragment:
        tab.open(f"{host.endpoint}/{fragment}")
    tab.until_text(shows)


def test_a_link_opens_the_page_and_its_token_leaves_the_address_bar(tab: Tab, host: EdgeHost) -> None:
    link = page_link(host.endpoint, KEY)
    tab.open(link)
    tab.until_text(OPENED)
    assert tab.value("location.href") == f"{host.endpoint}/#/"
    secret = link.partition("token=")[2]
    assert not any(secret in url for _, url in tab.requests if "#" not in url)
    assert tab.value("document.cookie") == ""
    assert secret not in tab.value("JSON.stringify(sessionStorage)")


def test_a_reload_needs_no_new_link(tab: Tab, host: EdgeHost) -> None:
    watch(tab, host)
    tab.value("window.before = true")
    tab.send("Page.reload")
    tab.until("window.before === undefined")
    tab.until_text(OPENED)


def test_a_link_works_once_and_the_page_says_how_to_get_another(
    browser: Browser, tab: Tab, host: EdgeHost
) -> None:
    link = page_link(host.endpoint, KEY)
    tab.open(link)
    tab.until_text(OPENED)
    with browser.tab() as other:
        other.open(link)
        other.until_text("This link has been used.")
        assert "emulator.page_url" in other.text("main")
        assert "azure-batch-emulator --page-link" in other.text("main")
        assert other.text("#link") == "No access"
        other.open(page_link(host.endpoint, KEY))
        other.until_text(OPENED)


def test_without_a_link_the_page_shows_nothing(tab: Tab, host: EdgeHost) -> None:
    host.pool("hidden", targetDedicatedNodes=0)
    tab.open(host.endpoint)
    tab.until_text("This page is opened with a link.")
    assert "hidden" not in tab.value("document.documentElement.outerHTML")


def test_the_heat_map_has_a_cell_for_each_node_and_follows_its_state(
    tab: Tab, host: EdgeHost, tmp_path: Path
) -> None:
    watch(tab, host)
    host.pool("p", targetDedicatedNodes=3, taskSlotsPerNode=2)
    tab.until("document.querySelectorAll('.cell[data-state=idle]').length === 3")
    go = tmp_path / "go"
    host.job()
    host.task("t", f"/bin/sh -c 'until test -e {go}; do sleep 0.05; done'")
    title = tab.until("document.querySelector('.cell[data-state=running]')?.title")
    node = host.task_in("running", "t").node_info.node_id
    assert title.splitlines() == [node, "running", "1 of 2 slots in use", "j/t"]
    assert (
        tab.value("document.querySelector('.cell[data-state=running]').style.getPropertyValue('--load')")
        == "0.5"
    )
    assert tab.text(".legend").split("\n") == ["2 idle", "1 running"]
    go.touch()
    tab.until("document.querySelectorAll('.cell[data-state=idle]').length === 3")
    host.client.disable_node_scheduling("p", node)
    tab.until("document.querySelector('.cell[data-state=offline][data-disabled]') !== null")


def test_a_node_whose_start_task_fails_shows_what_it_said(tab: Tab, host: EdgeHost) -> None:
    start_task = {"commandLine": "/bin/sh -c 'echo no disk >&2; exit 3'", "waitForSuccess": True}
    host.pool("p", startTask=start_task)
    watch(tab, host, shows="1 start task failed")
    tab.click(".cell")
    tab.until_text("FailureExitCode")
    tab.until_text("exit 3")
    tab.click(".filters button:nth-child(2)")
    tab.until("document.querySelector('.output').innerText.includes('no disk')")


def test_the_keyboard_reaches_every_node_with_one_stop_of_the_tab_key(tab: Tab, host: EdgeHost) -> None:
    host.pool("p", targetDedicatedNodes=3)
    watch(tab, host, shows="3 idle")
    assert tab.value("[...document.querySelectorAll('.cell')].map((cell) => cell.tabIndex)") == [0, -1, -1]
    tab.value("document.querySelector('.cell').focus()")
    tab.press("ArrowRight")
    second = tab.value("document.activeElement.href")
    assert second == tab.value("document.querySelectorAll('.cell')[1].href")
    assert "idle" in tab.value("document.activeElement.getAttribute('aria-label')")
    tab.press("Enter")
    tab.until_text("Takes tasks")
    assert tab.value("location.href") == second


def test_a_thousand_nodes_are_shown(tab: Tab, host: EdgeHost) -> None:
    watch(tab, host)
    host.client.create_pool(
        {
            "id": "big",
            "vmSize": "standard_d1_v2",
            "targetDedicatedNodes": 1_000,
            "virtualMachineConfiguration": {
                "imageReference": {"publisher": "canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
                "nodeAgentSKUId": "batch.node.ubuntu 24.04",
            },
        }
    )
    tab.until("document.querySelectorAll('.dense .cell').length === 1000")
    tab.until("document.querySelectorAll('.cell[data-state=idle]').length === 1000")
    assert "1,000 idle" in tab.text(".legend")


def test_the_bar_of_a_job_grows_with_its_tasks(tab: Tab, host: EdgeHost, tmp_path: Path) -> None:
    host.pool("p", taskSlotsPerNode=1)
    host.job()
    watch(tab, host, shows="no tasks")
    go = tmp_path / "go"
    host.task("a", "true")
    host.task("b", "false")
    host.completed("b")
    host.task("c", f"/bin/sh -c 'until test -e {go}; do sleep 0.05; done'")
    host.task("d", "true")
    tab.until_text("1 running, 1 waiting")
    assert tab.value("document.querySelector('.job .bar').getAttribute('aria-label')") == (
        "1 running, 1 waiting, 1 succeeded, 1 failed"
    )
    assert tab.text(".job .count") == "2 / 4"
    assert tab.value("document.querySelector('.job .part').style.width") == "25%"
    go.touch()
    tab.until("document.querySelector('.job .count').innerText === '4 / 4'")
    assert tab.value("document.querySelector('.job .part').style.width") == "75%"


def test_tasks_can_be_picked_by_state(tab: Tab, host: EdgeHost) -> None:
    host.pool("p")
    host.job()
    host.task("good", "true")
    host.task("bad", "/bin/sh -c 'exit 7'")
    host.completed("good")
    host.completed("bad")
    watch(tab, host, "#/jobs/j", shows="good")
    assert tab.texts("tbody .name") == ["bad", "good"]
    tab.click(".filters button[data-kind=failed]")
    tab.until("document.querySelectorAll('tbody tr').length === 1")
    row = tab.text("tbody tr")
    assert "bad" in row and "7" in row and "FailureExitCode" in row
    tab.click(".filters button[data-kind=active]")
    tab.until_text("No waiting tasks.")


def test_output_is_followed_while_the_task_runs(tab: Tab, host: EdgeHost, tmp_path: Path) -> None:
    host.pool("p")
    host.job()
    gates = [tmp_path / "first", tmp_path / "second"]
    waits = [f"until test -e {gate}; do sleep 0.05; done" for gate in gates]
    watch(tab, host, "#/jobs/j", shows="no tasks")
    host.task("t", f"/bin/sh -c 'echo one; {waits[0]}; echo two; {waits[1]}; echo three'")
    tab.click("tbody .name a")
    output = "document.querySelector('.output').textContent"
    tab.until(f"{output} === 'one\\n'")
    assert "followed while it runs" in tab.text(".status")
    gates[0].touch()
    tab.until(f"{output} === 'one\\ntwo\\n'")
    gates[1].touch()
    tab.until(f"{output} === 'one\\ntwo\\nthree\\n'")
    tab.until("document.querySelector('.crumbs .pill').innerText === 'succeeded'")
    tab.until("document.querySelector('.status').innerText === '14 B'")


def test_of_long_output_the_end_is_shown_and_the_rest_on_request(tab: Tab, host: EdgeHost) -> None:
    host.pool("p")
    host.job()
    host.run("t", "/bin/sh -c 'seq 100000 130000'")
    watch(tab, host, "#/jobs/j/tasks/t", shows="Show what is before")
    output = "document.querySelector('.output').textContent"
    assert tab.value(output).endswith("129999\n130000\n")
    assert not tab.value(output).startswith("100000\n")
    for _ in range(3):
        before = tab.value(f"{output}.length")
        tab.click(".earlier")
        tab.until(f"{output}.length > {before}")
    tab.until(f"{output}.startsWith('100000\\n')")
    assert tab.value(output).split() == [str(number) for number in range(100_000, 130_001)]
    assert tab.value("document.querySelector('.earlier').hidden")


def test_the_end_of_the_output_stays_in_view_until_somebody_scrolls_back(
    tab: Tab, host: EdgeHost, tmp_path: Path
) -> None:
    host.pool("p")
    host.job()
    gates = [tmp_path / "first", tmp_path / "second"]
    waits = [f"until test -e {gate}; do sleep 0.05; done" for gate in gates]
    host.task("t", f"/bin/sh -c 'seq 1000; {waits[0]}; seq 2000; {waits[1]}; seq 3000'")
    host.task_in("running", "t")
    watch(tab, host, "#/jobs/j/tasks/t", shows="stderr.txt")
    text = "document.querySelector('.output')"
    at_the_end = f"{text}.scrollHeight - {text}.scrollTop - {text}.clientHeight < 2"
    tab.until(f"{text}.textContent.endsWith('\\n1000\\n') && {at_the_end}")
    gates[0].touch()
    tab.until(f"{text}.textContent.endsWith('\\n2000\\n') && {at_the_end}")
    tab.value(f"{text}.scrollTop = 100")
    tab.value("new Promise(requestAnimationFrame)")
    gates[1].touch()
    tab.until(f"{text}.textContent.endsWith('\\n3000\\n')")
    tab.value("new Promise(requestAnimationFrame)")
    assert tab.value(f"{text}.scrollTop") == 100


def test_files_of_a_task_can_be_opened(tab: Tab, host: EdgeHost) -> None:
    host.pool("p")
    host.job()
    host.run("t", "/bin/sh -c 'echo 42 > answer.txt'")
    watch(tab, host, "#/jobs/j/tasks/t", shows="wd/answer.txt")
    tab.click(".file:last-child")
    tab.until("document.querySelector('.output').textContent === '42\\n'")


def test_hostile_ids_and_output_stay_text(tab: Tab, host: EdgeHost, tmp_path: Path) -> None:
    host.pool("p")
    host.job()
    script = tmp_path / "script.sh"
    script.write_text(f"printf %s '{HOSTILE}'; touch '{HOSTILE.replace('/', '')}'\n")
    host.run("t", f"/bin/sh {script}")
    host.on_loop(lambda: add_task(host, host.service.world.job("j"), HOSTILE, failed=True))
    watch(tab, host, "#/jobs/j", shows=HOSTILE)
    tab.click("tbody tr:first-child .name a")
    tab.until(f"document.querySelector('h1').textContent === {json.dumps(HOSTILE)}")
    tab.open(f"{host.endpoint}/#/jobs/j/tasks/t")
    tab.until(f"document.querySelector('.output').textContent === {json.dumps(HOSTILE)}")
    tab.until_text(HOSTILE.replace("/", ""), ".files")
    assert tab.value(
        "window.hit === undefined && document.querySelectorAll('main img, main script').length === 0"
    )
    assert tab.complaints == []


def test_a_walk_through_all_views_leaves_the_console_empty_and_stays_on_the_origin(
    tab: Tab, host: EdgeHost
) -> None:
    host.pool("p", startTask={"commandLine": "true", "waitForSuccess": True})
    host.job()
    host.run("t", "/bin/sh -c 'echo out; exit 1'")
    host.client.create_job_schedule(
        {
            "id": "nightly",
            "schedule": {"recurrenceInterval": "P1D"},
            "jobSpecification": {"poolInfo": {"poolId": "p"}},
        }
    )
    watch(tab, host, shows="nightly:job-1")
    node = host.node().id
    for fragment, shows in (
        ("#/jobs/j", "What went wrong"),
        ("#/jobs/j/tasks/t", "UserError"),
        (f"#/pools/p/nodes/{node}", "Tasks that ran here lately"),
        ("#/", "1 job so far"),
    ):
        tab.open(f"{host.endpoint}/{fragment}")
        tab.until_text(shows)
    until(lambda: 304 in tab.statuses, "an answer says that nothing has changed")
    assert tab.complaints == []
    assert {urlsplit(url).netloc for _, url in tab.requests} == {urlsplit(host.endpoint).netloc}
    assert [url for method, url in tab.requests if method != "GET"] == [f"{host.endpoint}/page/session"]
    assert set(tab.statuses) == {200, 304}


def test_the_policy_stops_markup_scripts_and_other_origins(tab: Tab, host: EdgeHost) -> None:
    watch(tab, host)
    attempts: dict[str, Any] = {
        "document.body.innerHTML = '<b>x</b>'": "TypeError",
        "new Function('return 1')()": "EvalError",
        "fetch('http://127.0.0.1:9/').then(() => 'sent')": "TypeError",
    }
    for attempt, error in attempts.items():
        assert tab.value(f"(async () => {attempt})().then(String, (error) => error.name)") == error
    assert len(tab.complaints) >= len(attempts)


def test_the_page_of_a_job_with_100_000_tasks_looks_at_one_page_of_them(tab: Tab, host: EdgeHost) -> None:
    host.client.create_job({"id": "huge", "poolInfo": {"poolId": "none"}})
    tasks = add_tasks(host, "huge", 100_000, failed=frozenset({99_000}))
    watch(tab, host, shows="100,000 / 100,000")
    assert tasks.looked_at == 0
    tab.open(f"{host.endpoint}/#/jobs/huge")
    tab.until("document.querySelectorAll('tbody tr').length === 100")
    tab.until("document.title.startsWith('100 %')")
    # One more than is shown tells whether there is a next page; the page may have been asked for more than once.
    assert tasks.looked_at % 101 == 0 and tasks.looked_at < 5_000
    tab.click(".pages button:last-child")
    tab.until("document.querySelector('tbody .name').innerText === 't-000100'")
    tab.click(".filters button[data-kind=failed]")
    tab.until("document.querySelector('tbody .name').innerText === 't-099000'")
    tab.value("document.querySelector('.controls input').value = 't-0995'")
    tab.value("document.querySelector('.controls input').dispatchEvent(new Event('change'))")
    tab.click(".filters button:first-child")
    tab.until("document.querySelector('tbody .name').innerText === 't-099500'")


def test_what_is_not_there_is_said(tab: Tab, host: EdgeHost) -> None:
    watch(tab, host, "#/jobs/nothing", shows="The specified job does not exist.")


def test_a_page_that_cannot_be_seen_looks_again_when_it_can(tab: Tab, host: EdgeHost) -> None:
    watch(tab, host)
    hide = "Object.defineProperty(document, 'hidden', {{ configurable: true, value: {} }}); document.dispatchEvent(new Event('visibilitychange'))"
    tab.value(hide.format("true"))
    host.pool("late", targetDedicatedNodes=0)
    tab.value(hide.format("false"))
    tab.until_text("late")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_a_phone_and_follows_the_colours_of_the_system(tab: Tab, host: EdgeHost, dark: bool) -> None:
    host.pool("p", targetDedicatedNodes=30)
    host.job("a-job-with-quite-a-long-name-" + "x" * 30)
    tab.look(width=360, height=740, dark=dark)
    watch(tab, host, shows="30 idle")
    assert tab.value("document.documentElement.scrollWidth") == 360
    paper = tab.value("getComputedStyle(document.body).backgroundColor")
    red, green, blue = (int(part) for part in paper.removeprefix("rgb(").rstrip(")").split(","))
    assert (red + green + blue < 3 * 128) == dark


def test_an_emulator_that_stops_is_missed_and_the_next_one_wants_a_new_link(tab: Tab) -> None:
    with BatchEmulator() as emulator:
        port = urlsplit(emulator.endpoint).port
        assert port is not None
        tab.open(emulator.page_url)
        tab.until_text(OPENED)
    tab.until("document.querySelector('#link').innerText === 'Connection lost, trying again'")
    with BatchEmulator(port=port) as emulator:
        tab.until_text("This page needs a new link")
        tab.open(emulator.page_url)
        tab.until_text(OPENED)
