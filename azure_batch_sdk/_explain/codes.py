"""What the service's error codes mean, and what to do about them.

One table for each place where the service leaves an error on a resource. A code that is in none of them is reported all
the same, with the service's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Meaning(NamedTuple):
    """A code in plain words."""

    summary: str
    advice: str


Meanings = Mapping[str, Meaning]
"""By the code in lower case."""

_QUOTA_ADVICE = (
    "raise the quota in the Azure portal (the Batch account, Quotas), or free cores: shrink or delete other pools, "
    "or take a smaller vm_size; then resize the pool again"
)
_ALLOCATE_ADVICE = (
    "resize the pool again later; if it stays so, take another vm_size or region, or fewer nodes at a time"
)
_FORMULA_ADVICE = "try the formula with evaluate_pool_auto_scale, then set it with enable_pool_auto_scale"

RESIZE: Meanings = {
    "accountcorequotareached": Meaning(
        "the account's quota of dedicated cores does not allow more nodes", _QUOTA_ADVICE
    ),
    "accountlowprioritycorequotareached": Meaning(
        "the account's quota of low-priority (spot) cores does not allow more nodes", _QUOTA_ADVICE
    ),
    "accountspotcorequotareached": Meaning(
        "the account's quota of low-priority (spot) cores does not allow more nodes", _QUOTA_ADVICE
    ),
    "allocationfailed": Meaning(
        "Azure could not allocate the nodes",
        "see the reason that the service gives: often a virtual network, an image or a policy refuses them; "
        "then resize the pool again",
    ),
    "allocationtimedout": Meaning(
        "the nodes did not come within the pool's resize_timeout", _ALLOCATE_ADVICE
    ),
    "batchoutofcapacity": Meaning("Azure has no such machines free in this region now", _ALLOCATE_ADVICE),
    "overconstrainedallocationrequesterror": Meaning(
        "no place in Azure satisfies all that the pool asks for",
        "ask for less at once: another vm_size, no or other zones, fewer nodes, or no inter-node communication",
    ),
    "communicationenabledpoolreachedmaxvmcount": Meaning(
        "the pool has as many nodes as one with inter-node communication can have",
        "ask for fewer nodes, or make a pool without enable_inter_node_communication",
    ),
    "unsupportedvmsize": Meaning(
        "the pool's vm_size is not available to this account in this region",
        "make a pool with another vm_size",
    ),
    "removenodesfailed": Meaning(
        "nodes could not be removed", "resize the pool, or remove the nodes, once more"
    ),
    "resizestopped": Meaning(
        "the last resize was stopped before the nodes were there",
        "resize the pool again with begin_resize_pool",
    ),
}
ANY_QUOTA = Meaning("a quota of the account does not allow more", _QUOTA_ADVICE)
"""For codes that are not in the table and end like one of a quota."""

AUTO_SCALE: Meanings = {
    "insufficientsampledata": Meaning(
        "the formula asks for more samples than there are, so the pool keeps its size",
        "begin the time span more than a minute back, ask for a lower percentage, or test GetSamplePercent first: there "
        "is a sample every 30 seconds, from the time on when autoscale was turned on",
    ),
    "autoscalingformulaevaluationerror": Meaning(
        "the formula cannot be evaluated, so the pool keeps its size", _FORMULA_ADVICE
    ),
}

SCHEDULING: Meanings = {
    "autopoolcreationfailedwithquotareached": Meaning(
        "the pool of the job could not be made: a quota of the account is reached",
        "delete pools that are not needed or raise the quota, then make the job again",
    ),
    "invalidapplicationpackagereferencesinautopool": Meaning(
        "the pool of the job asks for application packages that are not there",
        "see list_applications for what there is, then make the job again",
    ),
    "invalidautoscaleformulainautopool": Meaning(
        "the autoscale formula of the job's pool is not valid", "mend the formula, then make the job again"
    ),
    "invalidautopoolsettings": Meaning(
        "the pool of the job could not be made as it is described",
        "mend pool_info.auto_pool_specification, then make the job again",
    ),
    "invalidcertificatesinautopool": Meaning(
        "the pool of the job asks for certificates that are not there",
        "leave them out: Batch certificates have been retired",
    ),
    "jobbeingterminated": Meaning("the job is being terminated", "wait until it is completed"),
    "jobterminationawaitingnodeprocessing": Meaning(
        "the job waits for nodes to end its tasks and to run its release task, for 15 minutes at most",
        "wait, or call begin_terminate_job with force=True not to wait for nodes",
    ),
}

_URL_ADVICE = "check the URL, and reactivate the task once the file is there"
_ACCESS_ADVICE = "give the task a URL with a SAS that has not expired and allows reading, or an identity with the role for it"
_AGAIN_ADVICE = (
    "reactivate the task: this may pass; if it does not, look whether the node reaches the storage"
)
_DISK_ADVICE = (
    "take a vm_size with a larger disk, write less, or let files go sooner (a shorter retention_time)"
)
_UPLOAD_ACCESS_ADVICE = (
    "give output_files a container URL with a SAS that allows writing and lasts until the task ends"
)
_CONTAINER_ADVICE = (
    "see the details; check container_settings of the task and container_configuration of the pool"
)

TASK: Meanings = {
    "commandprogramnotfound": Meaning(
        "the program of the command line was not found on the node",
        "name it by its full path, or install it with the start task; shell words (cd, &&, $VAR, *) need a shell: "
        "/bin/sh -c '...' or cmd /c ...",
    ),
    "commandlaunchfailed": Meaning(
        "the command line could not be started",
        "check that the program is executable and made for the system of the node",
    ),
    "blobnotfound": Meaning("a resource file does not exist", _URL_ADVICE),
    "blobaccessdenied": Meaning("a resource file may not be read", _ACCESS_ADVICE),
    "blobdownloadtimedout": Meaning("a resource file could not be downloaded in time", _AGAIN_ADVICE),
    "blobdownloadmiscerror": Meaning("a resource file could not be downloaded", _AGAIN_ADVICE),
    "resourcecontainernotfound": Meaning(
        "the container of resource files does not exist", "check the container's URL or name"
    ),
    "resourcecontaineraccessdenied": Meaning(
        "the container of resource files may not be listed",
        "give the task a SAS for the container that allows reading and listing and has not expired",
    ),
    "resourcecontainerlisttimedout": Meaning(
        "the container of resource files could not be listed in time", _AGAIN_ADVICE
    ),
    "resourcecontainerlistmiscerror": Meaning(
        "the container of resource files could not be listed", _AGAIN_ADVICE
    ),
    "resourcedirectorycreatefailed": Meaning(
        "the directory for a resource file could not be made", "check file_path of the resource files"
    ),
    "resourcefilecreatefailed": Meaning(
        "a resource file could not be made on the node", "check file_path of the resource files"
    ),
    "resourcefilewritefailed": Meaning(
        "a resource file could not be written to the node's disk", _DISK_ADVICE
    ),
    "diskfull": Meaning("the disk of the node is full", _DISK_ADVICE),
    "fileuploadaccessdenied": Meaning("an output file may not be uploaded", _UPLOAD_ACCESS_ADVICE),
    "fileuploadcontainernotfound": Meaning(
        "the container for output files does not exist", "make the container before the task runs"
    ),
    "fileuploadconflict": Meaning(
        "an output file could not be uploaded because the blob is in use or of another kind",
        "give the files of each task a path of their own",
    ),
    "fileuploadtimedout": Meaning(
        "an output file could not be uploaded in time", "see fileuploaderr.txt of the task, then run it again"
    ),
    "fileuploadmiscerror": Meaning(
        "an output file could not be uploaded", "see fileuploaderr.txt of the task, then run it again"
    ),
    "applicationpackageerror": Meaning(
        "an application package could not be installed on the node",
        "check that the application and its version exist, are active, and can be unpacked",
    ),
    "containerpoolnotsupported": Meaning(
        "the task asks for a container, and its pool cannot run any",
        "use a pool with virtual_machine_configuration.container_configuration, or leave container_settings out",
    ),
    "containerinvalidimage": Meaning(
        "the container image could not be had",
        "check the image's name and tag, and that the pool may sign in to its registry",
    ),
    "containerinvalidregistry": Meaning(
        "the container registry refused", "check the registry's server name and the pool's credentials for it"
    ),
    "containerinvalidsettings": Meaning(
        "the container could not be run as it is described", _CONTAINER_ADVICE
    ),
    "containermiscerror": Meaning("the container could not be run", _CONTAINER_ADVICE),
    "mountconfigurationerror": Meaning(
        "a file system could not be mounted on the node",
        "check mount_configuration of the pool: URL, credentials and options",
    ),
    "taskschedulingconstraintfailed": Meaning(
        "no node can satisfy what the task asks for",
        "compare the task's required slots, instances and packages with what the pool offers",
    ),
    "maxinternalretrycountreached": Meaning(
        "the service gave up after it had tried to run the task several times",
        "look at the nodes of the pool; then reactivate the task",
    ),
    "jobpreparationtaskfailed": Meaning(
        "the job's preparation task failed on the node",
        "mend the preparation task; see its output on the node",
    ),
    "badcommandtype": Meaning(
        "the node could not run such a task", "see the details, and the nodes of the pool"
    ),
}

NODE: Meanings = {
    code: TASK[code]
    for code in (
        "applicationpackageerror",
        "containerinvalidimage",
        "containerinvalidregistry",
        "containerinvalidsettings",
        "containermiscerror",
        "diskfull",
        "mountconfigurationerror",
    )
}

UNKNOWN_ADVICE = "the service's own words are below; look the code up in the documentation of Azure Batch"


def meaning_of(code: str | None, meanings: Meanings) -> Meaning | None:
    """Look a code up; None if the table does not have it."""
    return meanings.get((code or "").lower())


EXIT_CODES: Mapping[int, Meaning] = {
    126: Meaning(
        "the shell found the command but could not execute it",
        "make the file executable (chmod +x, or name its interpreter: python3 script.py)",
    ),
    127: Meaning(
        "the shell did not find a command",
        "name programs by their full path, or install them with the start task; what the task brings along is in the "
        "working directory, which is not in PATH: ./program",
    ),
    137: Meaning(
        "the process was killed (SIGKILL), as a rule because memory ran out",
        "take a vm_size with more memory, or fewer tasks a node (task_slots_per_node, required_slots)",
    ),
    139: Meaning(
        "the process crashed (SIGSEGV)", "run the program on a node by hand; check its libraries and input"
    ),
    143: Meaning(
        "the process was asked to end (SIGTERM)",
        "see what ended it: the program itself, or something on the node",
    ),
    -1073741510: Meaning(
        "the process was ended from outside", "see whether the task ran into a time limit or was terminated"
    ),
    -1073741515: Meaning(
        "a library (DLL) that the program needs was not found",
        "install it on the node, with the start task as a rule",
    ),
    -1073741819: Meaning(
        "the process crashed (access violation)",
        "run the program on a node by hand; check its libraries and input",
    ),
}
"""What shells, Linux and Windows mean by some exit codes."""

JOB_ENDS: Mapping[str, str] = {
    "alltaskscomplete": "all of its tasks had completed",
    "jmcomplete": "its job manager task had completed",
    "maxwallclocktimeexpiry": "it reached its max_wall_clock_time",
    "taskfailed": "a task failed whose exit conditions end the job",
    "terminatejobschedule": "its job schedule was terminated",
    "terminateworkitem": "its job schedule was terminated",
    "userterminate": "somebody terminated it",
}
"""Why a job ended, by the reason that the service gives, in lower case; any other is what a user said."""
