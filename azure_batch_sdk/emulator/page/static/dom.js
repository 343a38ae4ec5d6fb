// Making and changing elements. Text goes in as text, never as markup: ids and output are written by others.

import { now } from "./access.js";

/** Make an element; what is not an element becomes text, null is left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) attr(made, name, value);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/** Set an attribute unless it is so already; null takes it away, a function listens. */
export function attr(element, name, value) {
  if (typeof value === "function") element.addEventListener(name, value);
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
}

/** Set the text of an element unless it is so already. */
export function say(element, text) {
  const wanted = String(text ?? "");
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** Replace what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

/** Let an element hold one child for each item, in order. Children are kept by key, so focus and position stay. */
export function sync(parent, items, keyOf, make, update) {
  const kept = (parent.keyed ??= new Map());
  const keys = new Set();
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    keys.add(key);
    let child = kept.get(key);
    if (child === undefined) {
      child = make(item);
      kept.set(key, child);
    }
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
    update(child, item);
  }
  for (const [key, child] of kept) {
    if (!keys.has(key)) {
      child.remove();
      kept.delete(key);
    }
  }
}

/** The fragment of a link: `to("jobs", id)`. */
export function to(...parts) {
  return "#/" + parts.map(encodeURIComponent).join("/");
}

/** The path of a request. */
export function at(...parts) {
  return parts.map(encodeURIComponent).join("/");
}

const WORDS = {
  noaction: "no action",
  starttaskfailed: "start task failed",
  waitingforstarttask: "start task runs",
  leavingpool: "leaving pool",
  upgradingos: "upgrading its system",
};

/** A state as people write it. */
export function words(state) {
  return WORDS[state] ?? state;
}

/** Which of a few kinds a state is of; each kind has a colour. */
export function kindOf(state) {
  if (["running", "succeeded", "failed", "idle"].includes(state)) return state;
  if (["active", "enabling"].includes(state)) return "active";
  if (["starttaskfailed", "unusable", "preempted", "unknown"].includes(state)) return "failed";
  if (["offline", "deallocated", "disabled", "completed", "leavingpool", "deleting", "terminating"].includes(state)) return "quiet";
  return "moving";
}

/** A small label with a state. */
export function pill(state = "") {
  const made = el("span", { class: "pill" });
  setPill(made, state);
  return made;
}

export function setPill(element, state) {
  attr(element, "data-kind", kindOf(state));
  say(element, words(state));
}

/** What a task has come to, in one word. */
export function outcome(task) {
  if (task.state !== "completed") return task.state;
  return task.result === "success" ? "succeeded" : "failed";
}

/** A node's id for people: its end tells nodes apart. */
export function nodeName(id) {
  return id.length > 16 ? `…${id.slice(-10)}` : id;
}

const NUMBER = new Intl.NumberFormat("en");

export function number(value) {
  return NUMBER.format(value);
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const exponent = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** exponent;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${["B", "kB", "MB", "GB"][exponent]}`;
}

/** A span of milliseconds for people. */
export function span(milliseconds) {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** How long something took, or has taken until now. */
export function took(started, ended) {
  if (started === undefined) return "";
  const end = ended === undefined ? now() : Date.parse(ended);
  return span(end - Date.parse(started));
}

/** How long ago something was; what changes every tenth of a second is said calmly. */
export function ago(time) {
  const passed = now() - Date.parse(time);
  if (passed < 0) return `in ${span(-passed)}`;
  if (passed < 2000) return "now";
  return passed < 10_000 ? `${Math.floor(passed / 1000)} s ago` : `${span(passed)} ago`;
}

/** A moment with its full time as the title. */
export function moment(time) {
  if (time === undefined || time === null) return el("span", { class: "none" }, "–");
  return el("time", { datetime: time, title: time }, ago(time));
}

/** Say again how long ago the moments in an element were. */
export function age(element) {
  for (const time of element.querySelectorAll("time[datetime]")) say(time, ago(time.dateTime));
}

/** A list of facts: pairs of a name and what is so; pairs without a value are left out. */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return el("dl", { class: "facts" }, shown.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/** What went wrong, in the service's words. */
export function failure(error) {
  const said = [error.message, error.code];
  const details = (error.details ?? error.errorDetails ?? error.values ?? [])
    .filter((detail) => !said.includes(detail.value))
    .map((detail) => `${detail.name}: ${detail.value}`);
  return el("div", { class: "failure" },
    el("strong", {}, [error.category, error.code].filter(Boolean).join(" · ")),
    el("p", {}, error.message ?? ""),
    details.length ? el("p", { class: "details" }, details.join("\n")) : null);
}
