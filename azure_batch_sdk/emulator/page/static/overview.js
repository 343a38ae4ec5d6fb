// Everything at once: jobs with their progress, pools with their nodes, schedules.

import { get } from "./access.js";
import { age, attr, el, failure, fill, kindOf, nodeName, number, pill, say, setPill, sync, to, words, ago } from "./dom.js";

const DENSE = 300; // nodes of a pool from which on their cells are small

const FIRST_POOL = `from azure_batch_sdk import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential

client = BatchClient(endpoint, AzureNamedKeyCredential(account, key))
client.create_pool(models.BatchPoolCreateOptions(
    id="first",
    vm_size="STANDARD_D2S_V3",
    target_dedicated_nodes=4,
    virtual_machine_configuration=models.VirtualMachineConfiguration(
        image_reference=models.BatchVmImageReference(
            publisher="canonical", offer="ubuntu-24_04-lts", sku="server"),
        node_agent_sku_id="batch.node.ubuntu 24.04",
    ),
))`;

const FIRST_JOB = `client.create_job(models.BatchJobCreateOptions(
    id="hello", pool_info=models.BatchPoolInfo(pool_id="first")))
client.create_task("hello", models.BatchTaskCreateOptions(
    id="1", command_line="/bin/sh -c 'echo hello'"))`;

export function overview() {
  const jobs = el("div", { class: "jobs" });
  const pools = el("div", { class: "pools" });
  const schedules = el("div", { class: "schedules" });
  const older = el("p", { class: "hint" });
  const jobsSummary = el("span", { class: "summary" });
  const poolsSummary = el("span", { class: "summary" });
  const noJobs = empty("No jobs yet", "A job appears here when it is created, with its progress as its tasks run.", FIRST_JOB);
  const noPools = empty("No pools yet", "Tasks need nodes to run on. Create a pool, and its nodes come up here.", FIRST_POOL);
  const jobsPart = el("section", { "aria-labelledby": "h-jobs" }, el("h2", { id: "h-jobs" }, "Jobs", jobsSummary), jobs, older, noJobs);
  const schedulesPart = el("section", { "aria-labelledby": "h-schedules" }, el("h2", { id: "h-schedules" }, "Schedules"), schedules);
  const element = el("div", { class: "overview" },
    el("h1", { class: "unseen" }, "Overview"),
    jobsPart,
    el("div", { class: "side" },
      el("section", { "aria-labelledby": "h-pools" }, el("h2", { id: "h-pools" }, "Pools", poolsSummary), pools, noPools),
      schedulesPart));
  let shown = null;

  return {
    element,
    title: () => "",
    async refresh() {
      const all = await get("overview");
      if (all !== shown) {
        shown = all;
        say(document.getElementById("account"), all.account);
        const running = all.jobs.reduce((sum, job) => sum + job.counts.running, 0);
        say(jobsSummary, all.jobCount ? `${number(all.jobCount)} · ${number(running)} ${running === 1 ? "task" : "tasks"} running` : "");
        sync(jobs, all.jobs, (job) => job.id, makeJob, updateJob);
        say(older, all.jobCount > all.jobs.length ? `The ${number(all.jobs.length)} newest of ${number(all.jobCount)} jobs; those that are not completed come first.` : "");
        const nodes = all.pools.reduce((sum, pool) => sum + pool.nodes.length, 0);
        say(poolsSummary, nodes ? `${number(nodes)} nodes` : "");
        sync(pools, all.pools, (pool) => pool.id, makePool, updatePool);
        sync(schedules, all.schedules, (schedule) => schedule.id, makeSchedule, updateSchedule);
        // First things first: before there is a pool, there is nothing to say about jobs.
        jobsPart.hidden = all.jobs.length === 0 && all.pools.length === 0;
        attr(element, "data-one", jobsPart.hidden);
        noJobs.hidden = all.jobs.length > 0;
        noPools.hidden = all.pools.length > 0;
        schedulesPart.hidden = all.schedules.length === 0;
      }
      age(element);
    },
  };
}

function empty(title, text, code) {
  return el("div", { class: "empty", hidden: true }, el("h3", {}, title), el("p", {}, text), el("pre", { tabindex: 0 }, code));
}

// Jobs

/** A bar of tasks by state; the parts are as long as their share. */
export function bar() {
  const parts = ["succeeded", "failed", "running"].map((kind) => el("span", { class: "part", "data-kind": kind }));
  return el("span", { class: "bar", role: "img" }, parts);
}

export function setBar(element, counts) {
  const total = counts.active + counts.running + counts.completed;
  for (const part of element.children) {
    part.style.width = total ? `${(100 * counts[part.dataset.kind]) / total}%` : "0";
  }
  attr(element, "aria-label", tasksText(counts) || "no tasks");
}

function tasksText(counts) {
  const said = ["running", "active", "succeeded", "failed"].filter((name) => counts[name]);
  return said.map((name) => `${number(counts[name])} ${name === "active" ? "waiting" : name}`).join(", ");
}

function makeJob(job) {
  return el("a", { class: "job", href: to("jobs", job.id) },
    el("span", { class: "name" }, job.id), pill(), bar(), el("span", { class: "count" }), el("span", { class: "note" }, el("span", { class: "bad" }), el("span", {})), el("time", {}));
}

function updateJob(row, job) {
  const [, state, progress, count, note, created] = row.children;
  const { counts } = job;
  const total = counts.active + counts.running + counts.completed;
  // An active job says nothing by being active.
  setPill(state, job.state);
  state.hidden = job.state === "active";
  setBar(progress, counts);
  say(count, total ? `${number(counts.completed)} / ${number(total)}` : "no tasks");
  say(note.firstChild, counts.failed ? `${number(counts.failed)} failed` : "");
  say(note.lastChild, tasksText({ ...counts, succeeded: 0, failed: 0 }));
  note.hidden = counts.failed + counts.running + counts.active === 0;
  attr(created, "datetime", job.created);
  attr(created, "title", `created ${job.created}`);
  say(created, ago(job.created));
}

// Pools

function makePool(pool) {
  return el("article", { class: "pool", "aria-label": `pool ${pool.id}` },
    el("h3", {}, pool.id, pill()),
    el("p", { class: "note" }),
    heatMap(),
    el("div", { class: "below" }, el("p", { class: "legend" }), el("p", { class: "looked", "aria-hidden": "true" })),
    el("div", {}));
}

function updatePool(card, pool) {
  const [heading, note, cells, below, errors] = card.children;
  const legend = below.firstChild;
  const busy = pool.state === "deleting" ? "deleting" : pool.allocation;
  setPill(heading.lastChild, busy);
  heading.lastChild.hidden = busy === "steady";
  const nodes = pool.nodes.length === pool.target ? `${number(pool.target)}` : `${number(pool.nodes.length)} of ${number(pool.target)}`;
  say(note, [pool.vmSize.toLowerCase(), `${nodes} ${pool.target === 1 ? "node" : "nodes"}`, pool.slots > 1 ? `${pool.slots} slots each` : null,
    pool.scales ? "scales itself" : null].filter(Boolean).join(" · "));
  attr(cells, "class", pool.nodes.length > DENSE ? "heat dense" : "heat");
  attr(cells, "aria-label", `nodes of ${pool.id}`);
  sync(cells, pool.nodes, (node) => node[0], (node) => makeCell(pool, node), (cell, node) => updateCell(cell, node, pool));
  if (cells.firstElementChild && !cells.querySelector('[tabindex="0"]')) cells.firstElementChild.tabIndex = 0;
  const states = new Map();
  for (const node of pool.nodes) states.set(node[1], (states.get(node[1]) ?? 0) + 1);
  const used = pool.nodes.reduce((sum, node) => sum + node[2], 0);
  sync(legend, [...states].sort(), ([state]) => state, ([state]) => el("span", { class: "key", "data-kind": kindOf(state) }),
    (key, [state, count]) => say(key, `${number(count)} ${words(state)}`));
  attr(legend, "title", `${used} of ${pool.nodes.length * pool.slots} task slots in use`);
  const problems = JSON.stringify(pool.errors ?? []);
  if (errors.shown !== problems) {
    errors.shown = problems;
    fill(errors, (pool.errors ?? []).map(failure));
  }
}

const MOVES = { ArrowRight: 1, ArrowLeft: -1 };

/** The cells of a pool: one stop of the tab key, and the arrow keys move within. */
function heatMap() {
  const map = el("div", { class: "heat", role: "group" });
  const looked = (event) => {
    const cell = event.target.closest(".cell");
    const [id, ...rest] = cell === null ? [""] : cell.title.split("\n");
    say(map.parentElement.querySelector(".looked"), [nodeName(id), ...rest].join(" · "));
  };
  for (const event of ["pointerover", "focusin"]) map.addEventListener(event, looked);
  for (const event of ["pointerleave", "focusout"]) {
    map.addEventListener(event, () => say(map.parentElement.querySelector(".looked"), ""));
  }
  map.addEventListener("keydown", (event) => {
    const cells = [...map.children];
    const here = cells.indexOf(document.activeElement);
    if (here < 0) return;
    const across = cells.filter((cell) => cell.offsetTop === cells[0].offsetTop).length;
    const steps = { ...MOVES, ArrowDown: across, ArrowUp: -across, Home: -here, End: cells.length - 1 - here };
    const next = cells[here + (steps[event.key] ?? NaN)];
    if (next === undefined) return;
    event.preventDefault();
    cells[here].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  return map;
}

function makeCell(pool, [id]) {
  return el("a", { class: "cell", href: to("pools", pool.id, "nodes", id), tabindex: -1 });
}

function updateCell(cell, [id, state, used, count, names, disabled], pool) {
  attr(cell, "data-state", state);
  attr(cell, "data-kind", kindOf(state));
  attr(cell, "data-disabled", disabled === 1);
  const load = String(Math.min(1, used / pool.slots));
  if (cell.style.getPropertyValue("--load") !== load) cell.style.setProperty("--load", load);
  const tasks = count > names.length ? [...names, `and ${count - names.length} more`] : names;
  const lines = [id, disabled === 1 ? `${words(state)}, takes no tasks` : words(state), `${used} of ${pool.slots} slots in use`, ...tasks];
  attr(cell, "title", lines.join("\n"));
  attr(cell, "aria-label", lines.join(", "));
}

// Schedules

function makeSchedule(schedule) {
  return el("div", { class: "schedule" }, el("span", { class: "name" }, schedule.id), pill(), el("span", { class: "note" }), el("a", {}));
}

function updateSchedule(row, schedule) {
  const [, state, note, recent] = row.children;
  setPill(state, schedule.state);
  const made = `${number(schedule.made)} ${schedule.made === 1 ? "job" : "jobs"} so far`;
  fill(note, made, schedule.due === null ? "" : ", next ", schedule.due === null ? null : el("time", { datetime: schedule.due, title: schedule.due }, ago(schedule.due)));
  attr(recent, "href", schedule.recent === null ? null : to("jobs", schedule.recent));
  say(recent, schedule.recent ?? "");
}
