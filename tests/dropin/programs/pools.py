"""Make a pool, change it in every way, and delete it."""

import datetime
import time
from collections.abc import Callable

from azure.batch import BatchClient, models
from azure.core import MatchConditions
from azure.core.credentials import AzureNamedKeyCredential

CONFIGURATION = models.VirtualMachineConfiguration(
    image_reference=models.BatchVmImageReference(
        publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"
    ),
    node_agent_sku_id="batch.node.ubuntu 22.04",
)


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            raise TimeoutError("the state did not come")
        time.sleep(0.1)


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    pool_id = f"{prefix}-pool"
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        client.create_pool(
            models.BatchPoolCreateOptions(
                id=pool_id,
                vm_size="standard_d2s_v3",
                virtual_machine_configuration=CONFIGURATION,
                target_dedicated_nodes=1,
                metadata=[models.BatchMetadataItem(name="owner", value="alice")],
                start_task=models.BatchStartTask(command_line="/bin/true", wait_for_success=True),
            )
        )
        seen.append(f"exists {client.pool_exists(pool_id)}")
        wait_for(lambda: client.get_pool(pool_id).allocation_state == models.AllocationState.STEADY)
        pool = client.get_pool(pool_id)
        seen.append(f"{pool.id.removeprefix(prefix)} {pool.vm_size} {pool.current_dedicated_nodes}")
        assert pool.metadata is not None and pool.start_task is not None
        seen.append(f"{pool.metadata[0].name}={pool.metadata[0].value} {pool.start_task.command_line}")
        seen.append(
            f"{pool.state is models.BatchPoolState.ACTIVE} {isinstance(pool.creation_time, datetime.datetime)}"
        )

        client.update_pool(
            pool_id,
            models.BatchPoolUpdateOptions(metadata=[models.BatchMetadataItem(name="owner", value="bob")]),
            etag=pool.etag,
            match_condition=MatchConditions.IfNotModified,
        )
        client.replace_pool_properties(
            pool_id,
            models.BatchPoolReplaceOptions(
                application_package_references=[], metadata=[models.BatchMetadataItem(name="team", value="x")]
            ),
        )
        pool = client.get_pool(pool_id, select=["id", "metadata"])
        seen.append(f"{[(item.name, item.value) for item in pool.metadata or []]}")

        listed = list(client.list_pools(filter=f"startswith(id, '{prefix}')", select=["id", "state"]))
        seen.append(f"listed {[item.id.removeprefix(prefix) for item in listed]}")

        resize = client.begin_resize_pool(
            pool_id,
            models.BatchPoolResizeOptions(
                target_dedicated_nodes=2, resize_timeout=datetime.timedelta(minutes=15)
            ),
            polling_interval=1,
        )
        seen.append(f"resize {resize.result()} {resize.done()}")
        wait_for(lambda: client.get_pool(pool_id).current_dedicated_nodes == 2)

        for counts in client.list_pool_node_counts(filter=f"poolId eq '{pool_id}'"):
            assert counts.dedicated is not None
            seen.append(f"nodes {counts.dedicated.total}")
        node_ids = sorted(node.id for node in client.list_nodes(pool_id))
        client.begin_remove_nodes(
            pool_id, models.BatchNodeRemoveOptions(node_ids=node_ids[:1]), polling_interval=1
        ).result()
        wait_for(lambda: client.get_pool(pool_id).current_dedicated_nodes == 1)
        seen.append(f"nodes {len(list(client.list_nodes(pool_id)))}")

        formula = "$TargetDedicatedNodes = 1;"
        client.enable_pool_auto_scale(
            pool_id,
            models.BatchPoolEnableAutoScaleOptions(
                auto_scale_formula=formula, auto_scale_evaluation_interval=datetime.timedelta(minutes=10)
            ),
        )
        outcome = client.evaluate_pool_auto_scale(
            pool_id, models.BatchPoolEvaluateAutoScaleOptions(auto_scale_formula=formula)
        )
        seen.append(f"autoscale {'$TargetDedicatedNodes=1' in (outcome.results or '')} {outcome.error}")
        pool = client.get_pool(pool_id)
        seen.append(
            f"{pool.enable_auto_scale} {pool.auto_scale_formula} {pool.auto_scale_evaluation_interval}"
        )
        wait_for(lambda: client.get_pool(pool_id).allocation_state == "steady")
        client.disable_pool_auto_scale(pool_id)

        client.begin_delete_pool(pool_id, polling_interval=1).result()
        left = client.list_pools(filter=f"startswith(id, '{prefix}')")
        seen.append(f"left {[item.id for item in left]}")
    return seen
