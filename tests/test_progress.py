"""Progress bars show what the calls tell, and name what is missing."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTaskCreateOptions,
    BatchVmImageReference,
    NodeProgress,
    TaskProgress,
    VirtualMachineConfiguration,
)
from azure_batch_sdk.progress import ProgressBars


class Drawn:
    """Bars on paper, one line each."""

    def __init__(self) -> None:
        self._paper = io.StringIO()
        self.bars = ProgressBars(console=Console(file=self._paper, width=100, force_terminal=False))

    def lines(self) -> list[str]:
        """Return what stands there, without the bar itself and the time."""
        return [
            " ".join(word for word in line.split() if "━" not in word and ":" not in word)
            for line in self._paper.getvalue().splitlines()
            if line.strip()
        ]


def test_each_call_gets_a_bar_with_its_own_words() -> None:
    drawn = Drawn()
    with drawn.bars as bars:
        bars.nodes(NodeProgress(usable=1, wanted=4, nodes=2, allocation_state="resizing"))
        bars.added(1500, 2, None)
        bars.completed(TaskProgress(completed=3, failed=1, total=8, active=0, running=4))
        bars.files(2, 1_500_000, 7)
        bars.bytes(10, 20)

    assert drawn.lines() == [
        "nodes ready 1 of 4 resizing",
        "tasks added 1,500 2 refused",
        "tasks completed 3 of 8 4 running, 1 failed",
        "files saved 2 of 7 1.5 MB",
        "bytes saved 10 of 20",
    ]


def test_a_bar_that_heard_nothing_is_not_shown_and_one_that_heard_often_is_shown_once() -> None:
    drawn = Drawn()
    with drawn.bars as bars:
        assert callable(bars.nodes)
        added = bars.added
        for done in range(0, 301, 100):
            added(done, 0, 300)

    assert drawn.lines() == ["tasks added 300 of 300"]


def test_the_calls_of_a_client_draw_their_bars(tmp_path: Path) -> None:
    image = BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
    ubuntu = VirtualMachineConfiguration(image_reference=image, node_agent_sku_id="batch.node.ubuntu 24.04")
    drawn = Drawn()
    with BatchEmulator(time_scale=20) as emulator, emulator.get_client() as client, drawn.bars as bars:
        client.create_pool(
            BatchPoolCreateOptions(
                id="p",
                vm_size="standard_d2s_v3",
                target_dedicated_nodes=1,
                virtual_machine_configuration=ubuntu,
            )
        )
        client.create_job(BatchJobCreateOptions(id="j", pool_info=BatchPoolInfo(pool_id="p")))
        client.wait_for_nodes("p", progress=bars.nodes)
        tasks = [BatchTaskCreateOptions(id=f"t{n}", command_line="/bin/sh -c 'echo 12'") for n in range(3)]
        client.create_tasks("j", tasks, progress=bars.added)
        client.wait_for_tasks("j", progress=bars.completed)
        client.save_task_file("j", "t0", "stdout.txt", tmp_path / "one", progress=bars.bytes)
        client.download_task_outputs("j", to=tmp_path / "all", pattern="stdout.txt", progress=bars.files)

    assert drawn.lines() == [
        "nodes ready 1 of 1 steady",
        "tasks added 3 of 3",
        "tasks completed 3 of 3",
        "bytes saved 3 of 3",
        "files saved 3 of 3 9 bytes",
    ]


def test_without_rich_the_error_says_what_to_install() -> None:
    program = """
import sys
sys.modules["rich"] = None
from azure_batch_sdk.progress import ProgressBars
try:
    ProgressBars()
except ImportError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "pip install 'azure-batch-sdk[progress]'" in run.stdout
