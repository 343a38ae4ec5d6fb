// One task: how far it has come, what it writes, its files.

import { get } from "./access.js";
import { age, at, attr, el, facts, failure, fill, moment, number, outcome, pill, say, setPill, size, sync, to, took } from "./dom.js";
import { crumbs, nodeLink } from "./job.js";
import { output } from "./output.js";

const STREAMS = ["stdout.txt", "stderr.txt"];

export function task(jobId, id) {
  const path = at("jobs", jobId, "tasks", id);
  const state = pill();
  const about = el("div", {});
  const lasted = el("span", {});
  const files = el("div", { class: "files" });
  const filesHint = el("p", { class: "hint" });
  const written = output(`${path}/output`, STREAMS);
  const element = el("div", {},
    crumbs([["Overview", "#/"], [jobId, to("jobs", jobId)]], id, state),
    about,
    el("section", { "aria-label": "Output" }, written.element),
    el("section", { "aria-labelledby": "h-files" }, el("h2", { id: "h-files" }, "Files"), files, filesHint));

  let shownTask = null;
  let shownFiles = null;
  let settled = false; // its files were listed when it had ended
  const view = { element, title: () => id, refresh, turn: null };
  written.turn = () => view.turn?.();

  async function refresh() {
    const shown = await get(path);
    if (shown !== shownTask) {
      shownTask = shown;
      setPill(state, outcome(shown));
      fill(about, el("pre", { class: "command", "aria-label": "Command line", tabindex: 0 }, shown.commandLine), taskFacts(shown, lasted),
        shown.failure ? failure(shown.failure) : null);
    }
    say(lasted, took(shown.started, shown.ended));
    await written.refresh(shown.state !== "completed");
    const listed = shown.state === "completed" && settled ? shownFiles : await get(`${path}/files`);
    settled = shown.state === "completed";
    if (listed !== shownFiles) {
      shownFiles = listed;
      sync(files, listed.files, (item) => item.name, makeFile, updateFile);
      say(filesHint, listed.more ? `Only the first ${number(listed.files.length)} are shown.` : listed.absent ?? (listed.files.length ? "" : "No files."));
    }
    age(element);
  }

  function open(name) {
    written.open(name);
    written.element.scrollIntoView({ block: "nearest" });
    view.turn?.();
  }

  function makeFile(item) {
    return el("button", { type: "button", class: "file", click: () => open(item.name) },
      el("span", { class: "name" }, item.name), el("span", { class: "number" }), el("time", {}));
  }

  return view;
}

function updateFile(row, item) {
  const [, bytes, modified] = row.children;
  say(bytes, size(item.size));
  attr(modified, "datetime", item.modified);
  attr(modified, "title", item.modified);
}

function taskFacts(shown, lasted) {
  const { execution } = shown;
  return facts([
    ["Exit code", shown.exitCode === null ? null : String(shown.exitCode)],
    ["Waits for", shown.state === "active" && shown.waitsFor ? `${number(shown.waitsFor)} other ${shown.waitsFor === 1 ? "task" : "tasks"}` : null],
    ["Started", shown.started ? moment(shown.started) : null],
    ["Ended", shown.ended ? moment(shown.ended) : null],
    ["Took", shown.started ? lasted : null],
    ["Created", moment(shown.created)],
    ["Node", nodeLink(shown)],
    ["Pool", shown.pool],
    ["Slots", shown.slots > 1 ? String(shown.slots) : null],
    ["Instances", shown.instances ? String(shown.instances) : null],
    ["Retries", execution.retryCount ? String(execution.retryCount) : null],
    ["Requeued", execution.requeueCount ? `${execution.requeueCount} times` : null],
  ]);
}
