"""Draw the picture of the guide: `python -m tests.page.picture docs/_static/page.png`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from azure_batch_sdk.emulator.page.access import page_link
from tests.emulator.edge_host import KEY, LINUX, edge_host, until

from .browser import chromium_program, running_browser

BROKEN = {"commandLine": "/bin/sh -c 'exit 3'", "waitForSuccess": True}


def draw(program: str) -> bytes:
    """Return a picture of a service that is at work."""
    with (
        tempfile.TemporaryDirectory() as folder,
        edge_host(Path(folder), time_scale=1.0) as host,
        running_browser(program) as browser,
        browser.tab() as tab,
    ):
        for pool_id, nodes, members in (
            ("render", 64, {"taskSlotsPerNode": 4}),
            ("ingest", 12, {}),
            ("gpu", 3, {"startTask": BROKEN}),
        ):
            machine = {"vmSize": "standard_d2s_v3", "virtualMachineConfiguration": LINUX}
            host.client.create_pool({"id": pool_id, "targetDedicatedNodes": nodes, **machine, **members})
        for job_id, pool_id, commands in (
            ("train", "gpu", ["true"] * 8),
            ("nightly-import", "ingest", [f"/bin/sh -c 'sleep {number % 2 * 90}'" for number in range(30)]),
            (
                "frames",
                "render",
                [f"/bin/sh -c 'sleep {number % 2 * 90}; test {number % 28} -ne 0'" for number in range(360)],
            ),
        ):
            host.job(job_id, pool_id)
            tasks = [
                {"id": f"{number:04}", "commandLine": command} for number, command in enumerate(commands)
            ]
            host.client.create_tasks(job_id, tasks)
        until(
            lambda: host.client.get_job_task_counts("frames").task_counts.completed == 180,
            "half of the tasks are done",
        )
        tab.open(page_link(host.endpoint, KEY))
        tab.look(width=1200, height=560)
        tab.until_text("3 start task failed")
        tab.until_text("180 running")
        # Bars grow into place.
        tab.until("document.getAnimations().length === 0")
        return tab.look(width=1200, height=560)


if __name__ == "__main__":
    chromium = chromium_program()
    if chromium is None:
        sys.exit("needs chromium: `make chromium` gets it")
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(draw(chromium))
