// One job: its counters, and its tasks a page at a time.

import { get, forget } from "./access.js";
import { age, at, attr, el, facts, failure, fill, moment, nodeName, number, outcome, pill, say, setPill, sync, to, took, words } from "./dom.js";
import { bar, setBar } from "./overview.js";

const FILTERS = [["", "All"], ["active", "Waiting"], ["running", "Running"], ["succeeded", "Succeeded"], ["failed", "Failed"]];
const MOST_REQUESTS = 200; // for one page of a filter that matches little

export function job(id) {
  const state = pill();
  const progress = bar();
  const about = el("div", {});
  const filters = el("div", { class: "filters", role: "group", "aria-label": "Which tasks" });
  const find = el("input", { type: "search", placeholder: "from task id…", "aria-label": "Begin at a task id", autocomplete: "off", spellcheck: "false" });
  const rows = el("tbody", {});
  const table = taskTable(rows);
  const none = el("p", { class: "hint" });
  const earlier = el("button", { type: "button", click: () => turnTo(begins.slice(0, -1)) }, "Previous");
  const later = el("button", { type: "button", click: () => turnTo([...begins, { after: next }]) }, "Next");
  const element = el("div", {},
    crumbs([["Overview", "#/"]], id, state),
    el("div", { class: "progress" }, progress), about,
    el("div", { class: "controls" }, filters, find),
    table, none, el("nav", { class: "pages", "aria-label": "Pages of tasks" }, earlier, later));

  let filter = "";
  let begins = [{}]; // where the pages before this one began, and this one
  let next = null;
  let counts = null;
  let shownJob = null;

  find.addEventListener("change", () => turnTo(firstPage()));

  const view = { element, title: () => (counts === null ? id : `${share(counts)}${id}`), refresh, turn: null };

  function firstPage() {
    return [find.value === "" ? {} : { from: find.value }];
  }

  function turnTo(pages) {
    begins = pages;
    forget();
    view.turn?.();
  }

  async function refresh() {
    const shown = await get(at("jobs", id));
    if (shown !== shownJob) {
      shownJob = shown;
      counts = shown.counts;
      setPill(state, shown.state);
      setBar(progress, counts);
      fill(about, jobFacts(shown), shown.failure ? failure(shown.failure) : null);
      sync(filters, FILTERS, ([name]) => name, ([name]) => makeFilter(name), updateFilter);
    }
    const asked = begins;
    const page = await findTasks(asked);
    if (asked !== begins) return; // another page was asked for meanwhile
    next = page.next;
    sync(rows, page.tasks, (task) => task.id, makeRow, updateRow);
    table.hidden = page.tasks.length === 0;
    say(none, page.tasks.length ? "" : emptyText());
    earlier.hidden = begins.length < 2;
    later.hidden = next === null;
    age(element);
  }

  async function findTasks(pages) {
    let begin = pages.at(-1);
    const state = filter;
    for (let request = 0; ; request++) {
      const query = new URLSearchParams(begin);
      if (state) query.set("state", state);
      const page = await get(`${at("jobs", id)}/tasks?${query}`);
      if (page.tasks.length || page.next === null || request === MOST_REQUESTS) return page;
      begin = { after: page.next };
      pages[pages.length - 1] = begin; // nothing before it: look from there the next time
    }
  }

  function emptyText() {
    const total = counts.active + counts.running + counts.completed;
    if (total === 0) return "This job has no tasks yet. Add some with client.create_task(…) or client.create_tasks(…).";
    if (filter) return `No ${FILTERS.find(([name]) => name === filter)[1].toLowerCase()} tasks${find.value ? " from this id on" : ""}.`;
    return "No tasks from this id on.";
  }

  function makeFilter(name) {
    return el("button", { type: "button", click: () => { filter = name; shownJob = null; turnTo(firstPage()); } });
  }

  function updateFilter(button, [name, label]) {
    const count = name ? counts[name] : counts.active + counts.running + counts.completed;
    fill(button, label, el("span", { class: "amount" }, number(count)));
    attr(button, "data-kind", name || null);
    attr(button, "aria-pressed", String(name === filter));
  }

  return view;
}

function share(counts) {
  const total = counts.active + counts.running + counts.completed;
  return total ? `${Math.floor((100 * counts.completed) / total)} % · ` : "";
}

function jobFacts(shown) {
  return facts([
    ["Pool", shown.poolExists ? shown.pool : `${shown.pool} (not there)`],
    ["Created", moment(shown.created)],
    ["Ended", shown.ended ? moment(shown.ended) : null],
    ["Ended because", shown.terminateReason],
    ["Priority", shown.priority === 0 ? null : String(shown.priority)],
    ["When all tasks are done", words(shown.onAllTasksComplete)],
    ["Slots in use", String(shown.slots.running)],
    ["Schedule", shown.schedule],
  ]);
}

/** The way back, and what this is. */
export function crumbs(before, name, ...more) {
  return el("div", { class: "crumbs" },
    el("nav", { "aria-label": "Where this is" }, before.map(([text, href]) => [el("a", { href }, text), " / "])),
    el("h1", {}, name), ...more);
}

/** A table of tasks. */
export function taskTable(body) {
  const heads = ["Task", "State", "Exit", "Node", "Started", "Took", "What went wrong"];
  return el("table", { class: "tasks" }, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), body);
}

export function makeRow(task) {
  return el("tr", {},
    el("td", { class: "name" }, el("a", { href: to("jobs", task.job, "tasks", task.id) }, task.id)),
    el("td", {}, pill()), el("td", { class: "number" }), el("td", { class: "node" }), el("td", {}), el("td", { class: "number" }),
    el("td", { class: "why" }));
}

export function updateRow(row, task) {
  const [, state, exit, node, started, lasted, why] = row.children;
  setPill(state.firstChild, outcome(task));
  say(exit, task.exitCode ?? "");
  if (node.shown !== task.node) {
    node.shown = task.node;
    fill(node, nodeLink(task));
  }
  if (started.shown !== task.started) {
    started.shown = task.started;
    fill(started, task.started === undefined ? null : moment(task.started));
  }
  say(lasted, took(task.started, task.ended));
  const retried = task.retries ? `retried ${task.retries === 1 ? "once" : `${task.retries} times`}` : "";
  say(why, [task.failure?.code, retried].filter(Boolean).join(", "));
}

/** A link to the node of a task. */
export function nodeLink(task) {
  return task.node === null ? null : el("a", { href: to("pools", task.pool, "nodes", task.node), title: task.node }, nodeName(task.node));
}
