// The frame: which view is shown, and the round that keeps it up to date.

import { AccessDenied, ConnectionLost, NotThere, enter, forget, now, speed } from "./access.js";
import { attr, el, fill, say } from "./dom.js";
import { job } from "./job.js";
import { node } from "./node.js";
import { overview } from "./overview.js";
import { task } from "./task.js";

const ROUND = 1000; // milliseconds between two looks
const ROUND_WHEN_LOST = 2000;

const main = document.getElementById("main");
const link = document.getElementById("link");
const clock = document.getElementById("clock");

let view = null;
let timer = null;
let looking = false;
let again = false;

function viewFor(fragment) {
  let parts;
  try {
    parts = fragment.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  } catch {
    return overview();
  }
  if (parts[0] === "jobs" && parts.length === 2) return job(parts[1]);
  if (parts[0] === "jobs" && parts[2] === "tasks" && parts.length === 4) return task(parts[1], parts[3]);
  if (parts[0] === "pools" && parts[2] === "nodes" && parts.length === 4) return node(parts[1], parts[3]);
  return overview();
}

function open() {
  forget();
  view = viewFor(location.hash);
  view.turn = look;
  view.isNew = true;
  look();
}

/** Look now, and then every second while the page can be seen. */
async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  clearTimeout(timer);
  const seen = view;
  const next = await refreshed(seen);
  looking = false;
  if (again || seen !== view) {
    again = false;
    look();
  } else if (next !== null && !document.hidden) {
    timer = setTimeout(look, next);
  }
}

/** Refresh a view; return when to look again, null for never. */
async function refreshed(seen) {
  try {
    await seen.refresh();
  } catch (error) {
    return wentWrong(seen, error);
  }
  if (seen === view && seen.isNew) {
    seen.isNew = false;
    fill(main, seen.element);
    scrollTo(0, 0);
  }
  document.title = [seen.title(), "Batch emulator"].filter(Boolean).join(" · ");
  connection("live", "Live");
  attr(document.body, "data-lost", false);
  return ROUND;
}

function wentWrong(seen, error) {
  if (error instanceof ConnectionLost) {
    connection("lost", "Connection lost, trying again");
    attr(document.body, "data-lost", true);
    if (seen.isNew) notice("The emulator cannot be reached", el("p", {}, "It may have stopped. This page goes on as soon as it answers."));
    return ROUND_WHEN_LOST;
  }
  attr(document.body, "data-lost", false);
  if (error instanceof AccessDenied) {
    connection("closed", "No access");
    needsLink(error.message);
    return null;
  }
  if (error instanceof NotThere) {
    connection("live", "Live");
    notice("Not there", el("p", {}, error.message, " It may have been deleted."), el("p", {}, el("a", { href: "#/" }, "To the overview")));
    seen.isNew = true;
    return ROUND_WHEN_LOST;
  }
  connection("lost", "This page met an error of its own");
  console.error(error);
  return ROUND_WHEN_LOST;
}

function connection(state, text) {
  attr(link, "data-state", state);
  say(link, text);
}

function notice(title, ...more) {
  fill(main, el("div", { class: "notice" }, el("h1", {}, title), ...more));
}

function needsLink(reason) {
  notice("This page needs a new link",
    el("p", {}, reason, " A link can be used once, and is good for one tab as long as the emulator runs."),
    el("p", {}, "In a program:"),
    el("pre", { tabindex: 0 }, "print(emulator.page_url)"),
    el("p", {}, "In a shell that has the lines which the command printed:"),
    el("pre", { tabindex: 0 }, "azure-batch-emulator --page-link"));
}

function showClock() {
  const time = now();
  if (time === null) return;
  const said = new Date(time).toISOString().slice(11, 19);
  say(clock, speed() === 1 ? said : `${said} ×${speed()}`);
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", start);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) clearTimeout(timer);
  else if (view !== null) look();
});
setInterval(showClock, 1000);

async function start() {
  try {
    await enter();
  } catch (error) {
    if (error instanceof AccessDenied) {
      connection("closed", "No access");
      needsLink(error.message);
      return;
    }
    if (!(error instanceof ConnectionLost)) throw error;
  }
  open();
}

start();
