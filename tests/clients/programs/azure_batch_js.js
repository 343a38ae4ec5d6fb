// A program for @azure/batch 10.2.0, the SDK for JavaScript.
//
// Arguments: the endpoint and the name of the account; its key is in AZURE_BATCH_ACCESS_KEY. Prints what it saw as one
// line of JSON.
"use strict";

const { BatchServiceClient, BatchSharedKeyCredentials } = require("@azure/batch");

const MILLISECONDS = 60000;
const ODD_NAME = "a b+ü%25#?.txt";

async function until(look, what) {
  const end = Date.now() + MILLISECONDS;
  while (!(await look())) {
    if (Date.now() > end) {
      throw new Error(`not within ${MILLISECONDS} ms: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function refusal(call) {
  try {
    await call();
  } catch (error) {
    return [error.statusCode, error.body.code];
  }
  return ["not refused"];
}

async function content(client, path) {
  const chunks = [];
  for await (const chunk of (await client.file.getFromTask("js", "greets", path)).readableStreamBody) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function ids(list, next) {
  const found = [];
  let page = await list();
  found.push(...page.map((each) => each.id));
  while (page.odatanextLink) {
    page = await next(page.odatanextLink);
    found.push(...page.map((each) => each.id));
  }
  return found;
}

async function main() {
  const [endpoint, account] = process.argv.slice(2);
  const credentials = new BatchSharedKeyCredentials(account, process.env.AZURE_BATCH_ACCESS_KEY);
  const client = new BatchServiceClient(credentials, endpoint);
  const seen = { version: client.apiVersion };

  await client.pool.add({
    id: "js",
    vmSize: "standard_d1_v2",
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server" },
      nodeAgentSKUId: "batch.node.ubuntu 24.04",
    },
    targetDedicatedNodes: 1,
    taskSlotsPerNode: 4,
    metadata: [{ name: "owner", value: "alice" }],
  });
  await until(async () => (await client.computeNode.list("js")).some((node) => node.state === "idle"), "idle");
  const pool = await client.pool.get("js");
  seen.pool = [pool.id, pool.allocationState, pool.currentDedicatedNodes, pool.metadata[0].value];
  seen.exists = [(await client.pool.exists("js")).body, (await client.pool.exists("nothing")).body];

  await client.job.add({ id: "js", poolInfo: { poolId: "js" } });
  const added = await client.task.addCollection(
    "js",
    [...Array(5).keys()].map((number) => ({
      id: `t${number}`,
      commandLine: `/bin/sh -c 'echo ${number}; exit ${number % 2}'`,
    }))
  );
  seen.added = added.value.map((each) => each.status);
  await client.task.add("js", {
    id: "greets",
    commandLine: "/bin/sh -c 'echo hello; echo odd > \"$NAME\"'",
    environmentSettings: [{ name: "NAME", value: ODD_NAME }],
  });
  await until(
    async () => (await client.job.getTaskCounts("js")).taskCounts.completed === 6,
    "six tasks completed"
  );
  const { succeeded, failed } = (await client.job.getTaskCounts("js")).taskCounts;
  seen.counts = [succeeded, failed];
  const task = await client.task.get("js", "greets");
  seen.task = [task.state, task.executionInfo.exitCode, task.requiredSlots];
  seen.failed = await ids(
    () =>
      client.task.list("js", {
        taskListOptions: { filter: "executionInfo/result eq 'failure'", select: "id", maxResults: 1 },
      }),
    (link) => client.task.listNext(link)
  );

  seen.output = await content(client, "stdout.txt");
  seen.odd = await content(client, `wd/${ODD_NAME}`);
  seen.size = (await client.file.getPropertiesFromTask("js", "greets", "stdout.txt")).contentLength;
  seen.files = (await client.file.listFromTask("js", "greets")).map((each) => each.name);
  seen.refused = [
    await refusal(() => client.task.get("js", "nothing")),
    await refusal(() => client.job.add({ id: "js", poolInfo: { poolId: "js" } })),
    await refusal(() => client.pool.list({ poolListOptions: { filter: "nonsense eq 1" } })),
  ];

  await client.job.terminate("js");
  await until(async () => (await client.job.get("js")).state === "completed", "job completed");
  await client.job.deleteMethod("js");
  await client.pool.deleteMethod("js");
  await until(async () => !(await client.pool.exists("js")).body, "no pool");
  console.log(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
