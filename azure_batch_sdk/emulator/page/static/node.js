// One node: what runs there, what ran there, and what happened to it.

import { get } from "./access.js";
import { age, at, el, facts, failure, fill, moment, number, pill, say, setPill, sync, words } from "./dom.js";
import { crumbs, makeRow, taskTable, updateRow } from "./job.js";
import { output } from "./output.js";

export function node(poolId, id) {
  const path = at("pools", poolId, "nodes", id);
  const state = pill();
  const about = el("div", {});
  const errors = el("div", {});
  const running = part("Running tasks");
  const recent = part("Tasks that ran here lately");
  const events = el("ol", { class: "events" });
  const written = output(`${path}/output`, ["startup/stdout.txt", "startup/stderr.txt"]);
  const command = el("pre", { class: "command", tabindex: 0 });
  const startTask = el("section", { "aria-labelledby": "h-start" }, el("h2", { id: "h-start" }, "Start task"), command, written.element);
  const element = el("div", {},
    crumbs([["Overview", "#/"], [poolId, null]], id, state), about, errors,
    running.element, recent.element, startTask,
    el("section", { "aria-labelledby": "h-events" }, el("h2", { id: "h-events" }, "Events"), events));
  let shownNode = null;
  const view = { element, title: () => id, refresh, turn: null };
  written.turn = () => view.turn?.();
  return view;

  async function refresh() {
    const shown = await get(path);
    if (shown !== shownNode) {
      shownNode = shown;
      setPill(state, shown.state);
      fill(about, nodeFacts(shown));
      fill(errors, shown.errors.map(failure));
      sync(events, shown.events, (event) => `${event.time} ${event.text}`, (event) => el("li", {}, moment(event.time), event.text), () => {});
      say(command, shown.startTask?.commandLine);
      startTask.hidden = shown.startTask === null;
    }
    running.show(shown.running);
    recent.show(shown.recent);
    if (shown.startTask !== null) await written.refresh(shown.startTask.state !== "completed");
    age(element);
  }
}

function part(title) {
  const rows = el("tbody", {});
  const element = el("section", { class: "here", "aria-label": title }, el("h2", {}, title), taskTable(rows));
  return {
    element,
    show(tasks) {
      element.hidden = tasks.length === 0;
      sync(rows, tasks, (task) => `${task.job}/${task.id}`, makeNamedRow, updateRow);
    },
  };
}

/** A row that also says of which job the task is. */
function makeNamedRow(task) {
  const row = makeRow(task);
  row.querySelector(".name a").prepend(el("span", { class: "of" }, `${task.job} / `));
  return row;
}

function nodeFacts(shown) {
  return facts([
    ["Pool", shown.pool],
    ["In this state", moment(shown.since)],
    ["Takes tasks", shown.scheduling === "enabled" ? "yes" : "no, scheduling is disabled"],
    ["Slots in use", `${shown.slotsUsed} of ${shown.slots}`],
    ["Tasks run", `${number(shown.tasksRun)}, ${number(shown.tasksSucceeded)} succeeded`],
    ["Size", shown.vmSize.toLowerCase()],
    ["Kind", shown.dedicated ? "dedicated" : "spot"],
    ["Address", shown.address],
    ["Allocated", moment(shown.allocated)],
    ["Booted", shown.lastBoot ? moment(shown.lastBoot) : null],
    ["Start task", shown.startTask ? words(shown.startTask.state ?? "not run yet") : null],
  ]);
}
