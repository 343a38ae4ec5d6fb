"""azure-batch 15.1.0 and the tasks of the emulator, with their files."""

from __future__ import annotations

import datetime

import pytest
from azure.batch import models
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError

from .recorded import RecordedClient, calls

HELLO = "/bin/sh -c 'echo hello; mkdir deep; echo found >deep/file.txt'"


@pytest.fixture
def job(batch: RecordedClient) -> RecordedClient:
    """A client of an account with a pool p and a job j on it."""
    batch.make_pool(taskSlotsPerNode=4)
    batch.make_job(usesTaskDependencies=True)
    return batch


@calls("create_task", "get_task", "list_tasks")
def test_a_task_runs_as_it_was_made(batch: RecordedClient, job: RecordedClient) -> None:
    batch.create_task(
        "j",
        models.BatchTaskCreateOptions(
            id="t",
            display_name="Frame 1",
            command_line="/bin/sh -c 'echo $GREETING from $AZ_BATCH_TASK_ID; exit 2'",
            environment_settings=[models.EnvironmentSetting(name="GREETING", value="hello")],
            required_slots=2,
            constraints=models.BatchTaskConstraints(
                max_task_retry_count=1, retention_time=datetime.timedelta(days=1)
            ),
            user_identity=models.UserIdentity(
                auto_user=models.AutoUserSpecification(scope="task", elevation_level="nonadmin")
            ),
        ),
    )
    task = batch.task_in("completed", "t")
    assert (task.display_name, task.required_slots) == ("Frame 1", 2)
    info = task.execution_info
    assert (info.exit_code, info.retry_count, info.result) == (2, 1, models.BatchTaskExecutionResult.FAILURE)
    assert info.failure_info.category == "UserError"
    assert task.node_info.task_root_directory == "workitems/j/job-1/t"
    assert task.user_identity.auto_user.scope == models.AutoUserScope.TASK
    assert batch.text("download_task_file", "j", "t", "stdout.txt").endswith("hello from t\n")
    (failed,) = batch.list_tasks("j", filter="executionInfo/exitCode eq 2", select=["id", "executionInfo"])
    assert (failed.id, failed.execution_info.exit_code, failed.command_line) == ("t", 2, None)


@calls("create_tasks", "create_task_collection")
def test_many_tasks_are_made_at_once(batch: RecordedClient, job: RecordedClient) -> None:
    tasks = [
        models.BatchTaskCreateOptions(id=f"t{number:03}", command_line="/bin/true") for number in range(250)
    ]
    made = batch.create_tasks("j", tasks, max_concurrency=4)
    assert len(made.result_values) == 250
    batch.until(lambda: batch.get_job_task_counts("j").task_counts.completed == 250, "all have run")
    assert [task.id for task in batch.list_tasks("j", max_results=60)] == [task.id for task in tasks]
    group = models.BatchTaskGroup(
        task_values=[
            models.BatchTaskCreateOptions(id="t000", command_line="/bin/true"),
            models.BatchTaskCreateOptions(
                id="after",
                command_line="/bin/true",
                depends_on=models.BatchTaskDependencies(task_ids=["t001"]),
            ),
        ]
    )
    known, new = batch.create_task_collection("j", group).result_values
    assert (known.status, known.error.code) == ("ClientError", "TaskExists")
    assert (new.status, new.task_id) == ("Success", "after")
    batch.task_in("completed", "after")


@calls("replace_task", "terminate_task", "reactivate_task", "delete_task")
def test_a_task_is_changed_terminated_run_again_and_deleted(
    batch: RecordedClient, job: RecordedClient
) -> None:
    batch.create_task("j", models.BatchTaskCreateOptions(id="t", command_line="/bin/sleep 600"))
    with pytest.raises(ResourceExistsError, match="TaskExists"):
        batch.create_task("j", models.BatchTaskCreateOptions(id="t", command_line="/bin/true"))
    running = batch.task_in("running", "t")
    running.constraints = models.BatchTaskConstraints(max_task_retry_count=2)
    batch.replace_task("j", "t", running)
    assert batch.get_task("j", "t").constraints.max_task_retry_count == 2
    batch.terminate_task("j", "t")
    ended = batch.task_in("completed", "t")
    assert ended.execution_info.failure_info.code == "TaskEnded"
    batch.reactivate_task("j", "t")
    batch.task_in("running", "t")
    batch.delete_task("j", "t")
    with pytest.raises(ResourceNotFoundError, match="TaskNotFound"):
        batch.get_task("j", "t")


@calls("list_subtasks")
def test_a_task_on_two_nodes_has_a_subtask(batch: RecordedClient) -> None:
    batch.make_pool(targetDedicatedNodes=2, enableInterNodeCommunication=True)
    batch.make_job()
    settings = models.MultiInstanceSettings(
        number_of_instances=2, coordination_command_line="/bin/sh -c 'echo $AZ_BATCH_HOST_LIST'"
    )
    batch.create_task(
        "j",
        models.BatchTaskCreateOptions(id="t", command_line="/bin/true", multi_instance_settings=settings),
    )
    batch.task_in("completed", "t")
    (subtask,) = batch.list_subtasks("j", "t")
    assert (subtask.id, subtask.state, subtask.exit_code) == (1, models.BatchSubtaskState.COMPLETED, 0)
    primary = batch.get_task("j", "t").node_info.node_id
    assert subtask.node_info.node_id != primary


@calls("list_task_files", "get_task_file_properties", "download_task_file", "delete_task_file")
def test_files_of_a_task_are_listed_read_and_deleted(batch: RecordedClient, job: RecordedClient) -> None:
    batch.run("t", HELLO)
    files = batch.list_task_files("j", "t", recursive=True)
    assert [file.name for file in files if not file.is_directory] == [
        "stderr.txt",
        "stdout.txt",
        "wd/deep/file.txt",
    ]
    (deep,) = batch.list_task_files("j", "t", filter="startswith(name, 'wd/deep/')", recursive=True)
    assert deep.properties.content_length == 6
    properties = batch.get_task_file_properties("j", "t", "wd/deep/file.txt")
    assert (properties.content_length, properties.is_directory) == (6, False)
    assert properties.last_modified <= datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(
        days=1
    )
    assert batch.text("download_task_file", "j", "t", "stdout.txt") == "hello\n"
    assert batch.text("download_task_file", "j", "t", "stdout.txt", ocp_range="bytes=1-3") == "ell"
    batch.delete_task_file("j", "t", "wd/deep", recursive=True)
    names = [file.name for file in batch.list_task_files("j", "t", recursive=True)]
    assert names == ["stderr.txt", "stdout.txt", "wd"]


def test_what_is_wrong_is_refused(batch: RecordedClient, job: RecordedClient) -> None:
    wrong = models.BatchTaskCreateOptions(id="a b", command_line="/bin/true")
    with pytest.raises(HttpResponseError, match="InvalidPropertyValue"):
        batch.create_task("j", wrong)
    with pytest.raises(HttpResponseError, match="InvalidQueryParameterValue"):
        batch.list_tasks("j", filter="nonsense eq 1")
    with pytest.raises(ResourceNotFoundError, match="JobNotFound"):
        batch.list_tasks("nothing")
    batch.run("t", "/bin/true")
    with pytest.raises(HttpResponseError, match="TaskSucceeded"):
        batch.reactivate_task("j", "t")
    with pytest.raises(HttpResponseError, match="TaskCompleted"):
        batch.terminate_task("j", "t")
