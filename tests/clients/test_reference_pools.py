"""azure-batch 15.1.0 and the account and pools of the emulator."""

from __future__ import annotations

import datetime

import pytest
from azure.batch import models
from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError, ResourceModifiedError, ResourceNotFoundError

from .recorded import MACHINE, RecordedClient, calls

HOUR = datetime.timedelta(hours=1)


@calls("list_supported_images", "list_pool_node_counts", "list_applications", "get_application")
def test_the_account_has_images_nodes_and_applications(batch: RecordedClient) -> None:
    batch.make_pool(targetDedicatedNodes=2)
    images = batch.list_supported_images(filter="osType eq 'linux'", max_results=5)
    assert {image.os_type for image in images} == {models.OSType.LINUX}
    assert "batch.node.ubuntu 24.04" in {image.node_agent_sku_id for image in images}
    (counts,) = batch.list_pool_node_counts(filter="poolId eq 'p'")
    assert (counts.pool_id, counts.dedicated.idle, counts.dedicated.total) == ("p", 2, 2)
    (application,) = batch.list_applications()
    assert (application.id, application.versions) == ("blender", ["1.0", "2.0"])
    assert batch.get_application("blender").display_name == application.display_name


@calls("create_pool", "pool_exists", "get_pool", "list_pools", "begin_delete_pool")
def test_a_pool_keeps_what_it_was_made_with(batch: RecordedClient) -> None:
    batch.create_pool(
        models.BatchPoolCreateOptions(
            id="p",
            display_name="Rendering",
            vm_size="STANDARD_D2S_V3",
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=models.BatchVmImageReference(
                    publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                ),
                node_agent_sku_id="batch.node.ubuntu 24.04",
                data_disks=[models.DataDisk(logical_unit_number=0, disk_size_gb=32)],
                node_placement_configuration=models.BatchNodePlacementConfiguration(policy="zonal"),
            ),
            resize_timeout=datetime.timedelta(minutes=20),
            target_dedicated_nodes=0,
            task_slots_per_node=8,
            task_scheduling_policy=models.BatchTaskSchedulingPolicy(node_fill_type="pack"),
            user_accounts=[
                models.UserAccount(name="worker", password="Sup3rS!cret", elevation_level="admin")
            ],
            metadata=[models.BatchMetadataItem(name="owner", value="alice")],
            application_package_references=[
                models.BatchApplicationPackageReference(application_id="blender", version="1.0")
            ],
            start_task=models.BatchStartTask(
                command_line="/bin/sh -c 'exit 0'",
                environment_settings=[models.EnvironmentSetting(name="A", value="b")],
                user_identity=models.UserIdentity(username="worker"),
                max_task_retry_count=2,
            ),
        )
    )
    assert batch.pool_exists("p")
    # This client does not answer False.
    with pytest.raises(ResourceNotFoundError):
        batch.pool_exists("nothing")
    pool = batch.get_pool("p")
    assert (pool.display_name, pool.vm_size, pool.task_slots_per_node) == ("Rendering", "standard_d2s_v3", 8)
    assert pool.resize_timeout == datetime.timedelta(minutes=20)
    # Two words that the service spells in its own way; this client takes them as they come.
    assert pool.task_scheduling_policy.node_fill_type == "Pack"
    machine = pool.virtual_machine_configuration
    assert (machine.data_disks[0].disk_size_gb, machine.node_placement_configuration.policy) == (32, "Zonal")
    assert (pool.user_accounts[0].name, pool.user_accounts[0].password) == ("worker", None)
    assert pool.application_package_references[0].version == "1.0"
    assert (pool.start_task.max_task_retry_count, pool.start_task.user_identity.username) == (2, "worker")
    assert pool.etag and pool.creation_time <= pool.last_modified
    (listed,) = batch.list_pools(filter="startswith(id, 'p') and vmSize eq 'standard_d2s_v3'", select=["id"])
    assert (listed.id, listed.vm_size) == ("p", None)
    batch.begin_delete_pool("p")
    assert batch.list_pools() == []


@calls("update_pool", "replace_pool_properties")
def test_a_pool_is_updated_in_part_or_replaced(batch: RecordedClient) -> None:
    batch.make_pool(targetDedicatedNodes=0, displayName="before", startTask={"commandLine": "/bin/true"})
    before = batch.get_pool("p")
    batch.update_pool(
        "p",
        models.BatchPoolUpdateOptions(metadata=[models.BatchMetadataItem(name="a", value="b")]),
        etag=before.etag,
        match_condition=MatchConditions.IfNotModified,
    )
    updated = batch.get_pool("p")
    assert (updated.metadata[0].name, updated.start_task.command_line) == ("a", "/bin/true")
    with pytest.raises(ResourceModifiedError, match="ConditionNotMet"):
        batch.update_pool(
            "p",
            models.BatchPoolUpdateOptions(display_name="late"),
            etag=before.etag,
            match_condition=MatchConditions.IfNotModified,
        )
    batch.replace_pool_properties(
        "p",
        models.BatchPoolReplaceOptions(
            application_package_references=[], metadata=[models.BatchMetadataItem(name="c", value="d")]
        ),
    )
    replaced = batch.get_pool("p")
    assert (replaced.metadata[0].name, replaced.start_task) == ("c", None)


@calls("begin_resize_pool", "begin_remove_nodes", "list_nodes")
def test_a_pool_grows_shrinks_and_loses_chosen_nodes(batch: RecordedClient) -> None:
    batch.make_pool()
    batch.begin_resize_pool(
        "p", models.BatchPoolResizeOptions(target_dedicated_nodes=3, target_low_priority_nodes=1)
    )
    nodes = batch.list_nodes("p")
    assert sorted(node.is_dedicated for node in nodes) == [False, True, True, True]
    chosen = [node.id for node in nodes if node.is_dedicated][:2]
    batch.begin_remove_nodes("p", models.BatchNodeRemoveOptions(node_ids=chosen))
    assert {node.id for node in batch.list_nodes("p")} == {node.id for node in nodes} - set(chosen)
    pool = batch.get_pool("p")
    assert (pool.target_dedicated_nodes, pool.current_low_priority_nodes) == (1, 1)
    with pytest.raises(HttpResponseError, match="NodeNotFound"):
        batch.begin_remove_nodes("p", models.BatchNodeRemoveOptions(node_ids=["nothing"]))


@calls("begin_stop_pool_resize")
def test_a_resize_that_waits_for_a_task_is_stopped(batch: RecordedClient) -> None:
    batch.make_pool()
    batch.make_job()
    batch.create_task("j", models.BatchTaskCreateOptions(id="t", command_line="/bin/sleep 600"))
    batch.task_in("running", "t")
    shrink = models.BatchPoolResizeOptions(
        target_dedicated_nodes=0, node_deallocation_option=models.BatchNodeDeallocationOption.TASK_COMPLETION
    )
    resize = batch.start("begin_resize_pool", "p", shrink)
    batch.until(lambda: batch.get_pool("p").allocation_state == "resizing", "the pool is being resized")
    batch.begin_stop_pool_resize("p")
    batch.finish(resize)
    pool = batch.get_pool("p")
    assert (pool.allocation_state, pool.current_dedicated_nodes) == (models.AllocationState.STEADY, 1)
    assert [error.code for error in pool.resize_errors] == ["ResizeStopped"]
    assert batch.get_task("j", "t").state == models.BatchTaskState.RUNNING


@calls("enable_pool_auto_scale", "evaluate_pool_auto_scale", "disable_pool_auto_scale")
def test_a_pool_scales_itself(batch: RecordedClient) -> None:
    batch.make_pool()
    formula = "$TargetDedicatedNodes = 2; $NodeDeallocationOption = taskcompletion;"
    batch.enable_pool_auto_scale(
        "p",
        models.BatchPoolEnableAutoScaleOptions(
            auto_scale_formula=formula, auto_scale_evaluation_interval=datetime.timedelta(minutes=5)
        ),
    )
    batch.until(lambda: batch.get_pool("p").current_dedicated_nodes == 2, "two nodes")
    pool = batch.get_pool("p")
    assert (pool.enable_auto_scale, pool.auto_scale_formula) == (True, formula)
    assert pool.auto_scale_run.error is None
    run = batch.evaluate_pool_auto_scale(
        "p", models.BatchPoolEvaluateAutoScaleOptions(auto_scale_formula="$TargetDedicatedNodes = nonsense;")
    )
    assert run.error.code == "AutoScalingFormulaEvaluationError"
    batch.until(lambda: batch.get_pool("p").allocation_state == "steady", "the pool is steady")
    batch.disable_pool_auto_scale("p")
    assert not batch.get_pool("p").enable_auto_scale


@calls("list_pool_usage_metrics")
def test_the_usage_of_a_new_account_is_empty(batch: RecordedClient) -> None:
    batch.make_pool()
    now = datetime.datetime.now(datetime.timezone.utc)
    assert batch.list_pool_usage_metrics() == []
    assert batch.list_pool_usage_metrics(start_time=now - 6 * HOUR, end_time=now - 3 * HOUR) == []


def test_many_pools_come_in_pages(batch: RecordedClient) -> None:
    ids = [f"p{number:02}" for number in range(25)]
    for pool_id in ids:
        batch.create_pool({"id": pool_id, "vmSize": "standard_d2s_v3", **MACHINE})
    assert [pool.id for pool in batch.list_pools(max_results=10)] == ids
