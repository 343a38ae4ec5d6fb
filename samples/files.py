"""Give tasks files, follow what they write, bring it home, and keep what shall outlast the nodes.

    python samples/files.py                     save the outputs to a temporary directory
    python samples/files.py --to DIRECTORY      save them there

On Azure, `AZURE_STORAGE_CONTAINER_URL` must name a container, with a signature that allows to read and to write.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from connecting import connect
from storage import Container, container
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchTaskCreateOptions,
    OutputFile,
    OutputFileBlobContainerDestination,
    OutputFileDestination,
    OutputFileUploadCondition,
    OutputFileUploadConfiguration,
    ResourceFile,
)

POEM = "so much depends\nupon\na red wheel\nbarrow\n"
SCRIPT = """
while read line; do
    echo "read: $line"
    echo "$line" | wc -w >> words.txt
    sleep 0.3
done < poem.txt
mkdir done && echo "finished on $AZ_BATCH_NODE_ID" > done/stamp.txt
"""


def counting(store: Container) -> BatchTaskCreateOptions:
    """Describe a task that gets a script and a poem, and uploads what it counted if it ends well."""
    store.write("in/count.sh", SCRIPT.encode())
    store.write("in/poem.txt", POEM.encode())
    destination = OutputFileBlobContainerDestination(container_url=store.url, path="out/words.txt")
    return BatchTaskCreateOptions(
        id="count",
        command_line="/bin/sh count.sh",  # tasks begin in wd, where the resource files are
        resource_files=[
            ResourceFile(http_url=store.url_of("in/count.sh"), file_path="count.sh"),
            ResourceFile(http_url=store.url_of("in/poem.txt"), file_path="poem.txt"),
        ],
        output_files=[
            OutputFile(
                file_pattern="words.txt",
                destination=OutputFileDestination(container=destination),
                upload_options=OutputFileUploadConfiguration(
                    upload_condition=OutputFileUploadCondition.TASK_SUCCESS
                ),
            )
        ],
    )


def look_around(client: BatchClient, job: str) -> None:
    """List the files of the task, and read one in part."""
    for file in client.list_task_files(job, "count", recursive=True):
        print(f"  {file.name:<20}", file.properties.content_length if file.properties else "directory")
    stamp = client.get_task_file_properties(job, "count", "wd/done/stamp.txt")
    print(f"The stamp has {stamp.content_length} bytes, of {stamp.last_modified:%H:%M:%S}")
    head = client.download_task_file(job, "count", "wd/done/stamp.txt", ocp_range="bytes=0-7")
    print("It begins with", b"".join(head))
    client.delete_task_file(job, "count", "wd/count.sh")


def run(client: BatchClient, store: Container, name: str, to: Path) -> None:
    """Run the task and fetch its files in every way there is."""
    client.create_task(name, counting(store))
    print("The log, while it is written:")
    lines = 0
    for line in client.follow_task_file(name, "count", encoding="utf-8", timeout=900):
        print(" ", line, end="", flush=True)
        lines += 1
    look_around(client, name)

    saved = client.save_task_file(name, "count", "wd/words.txt", to / "words.txt")
    print(f"Saved {saved.name}:", saved.read_text().split())
    report = client.download_task_outputs(name, to=to / "outputs", pattern=["stdout.txt", "wd/**/*.txt"])
    print(f"Saved the outputs of the job: {report}")
    again = client.download_task_outputs(name, to=to / "outputs", pattern=["stdout.txt", "wd/**/*.txt"])
    print(f"Once more: {sum(file.was_there for file in again.files)} of {len(again.files)} were there")

    kept = store.read("out/words.txt").split()
    print("In the container, for as long as you like:", kept)
    if lines != 4 or kept != [b"3", b"1", b"3", b"1"] or saved.read_bytes().split() != kept:
        sys.exit("expected the number of words in each of four lines")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", metavar="DIRECTORY", help="where to save the outputs")
    to = parser.parse_args().to
    name = fresh_name("files")
    with (
        nullcontext(to) if to else TemporaryDirectory() as directory,
        container() as store,
        connect() as client,
        temporary_pool(client, linux_pool(name, nodes=1)),
        temporary_job(client, job_on(name)),
    ):
        run(client, store, name, Path(directory))


if __name__ == "__main__":
    main()
