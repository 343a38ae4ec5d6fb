// Text files that are still being written, one at a time: its end, what comes after, and what was before when asked for.

import { getOnce } from "./access.js";
import { attr, el, say, size, sync } from "./dom.js";

const MOST_TEXT = 2_000_000; // characters kept while following
const PARTS_A_ROUND = 16;
const AT_THE_END = 24; // pixels

/** Show the files of one place; `names` are those that are offered from the start. */
export function output(path, names) {
  const tabs = el("div", { class: "filters", role: "group", "aria-label": "Which file" });
  const earlier = el("button", { type: "button", class: "earlier", hidden: true, click: () => showEarlier() });
  const text = el("pre", { class: "output", tabindex: 0, role: "region" });
  const hint = el("p", { class: "hint" });
  const status = el("span", { class: "status" });
  const element = el("div", {}, el("div", { class: "controls" }, tabs, status), earlier, text, hint);
  const view = { element, open, refresh, turn: null };

  let file = null;
  let begin = 0; // the bytes that are shown
  let end = null;
  let kept = 0;
  let over = false; // nobody writes any more, and all is shown
  let follows = true; // until somebody scrolls back

  text.addEventListener("scroll", () => {
    follows = text.scrollHeight - text.scrollTop - text.clientHeight < AT_THE_END;
  });
  open(names[0]);
  return view;

  function open(name) {
    if (name === file) return;
    file = name;
    sync(tabs, names.includes(name) ? names : [...names, name], (each) => each, makeTab,
      (button, each) => attr(button, "aria-pressed", String(each === file)));
    end = null;
    kept = 0;
    over = false;
    follows = true;
    text.replaceChildren();
    attr(text, "aria-label", name);
    say(hint, "");
    say(status, "");
    earlier.hidden = true;
  }

  function makeTab(name) {
    const label = name.slice(name.startsWith("startup/") ? "startup/".length : 0);
    return el("button", { type: "button", click: () => { open(name); view.turn?.(); } }, label);
  }

  /** Read what is new; `live`: more may come. */
  async function refresh(live) {
    if (over && !live) return;
    const asked = file;
    for (let round = 0; round < PARTS_A_ROUND; round++) {
      const part = await ask(end === null ? {} : { after: end });
      if (file !== asked) return;
      if (part.absent !== undefined) {
        if (end === null) say(hint, live ? "Nothing yet: the file is made when the task starts." : part.absent);
        text.hidden = end === null;
        over = !live;
        return;
      }
      if (end === null || part.start !== end) {
        text.replaceChildren();
        begin = part.start;
        kept = 0;
      }
      text.hidden = false;
      const moved = part.end !== end;
      end = part.end;
      append(part.text);
      // A view that is new is not in the page yet.
      requestAnimationFrame(() => { if (follows) text.scrollTop = text.scrollHeight; });
      showSize(part, live);
      if (!moved || end >= part.length) {
        over = !live;
        return;
      }
    }
  }

  async function showEarlier() {
    const asked = file;
    const part = await ask({ before: begin });
    if (file !== asked || part.absent !== undefined) return;
    const below = text.scrollHeight - text.scrollTop;
    text.prepend(part.text);
    kept += part.text.length;
    begin = part.start;
    text.scrollTop = text.scrollHeight - below;
    showEarlierButton();
  }

  function ask(place) {
    return getOnce(`${path}?${new URLSearchParams({ file, ...place })}`);
  }

  function append(more) {
    if (more === "") return;
    text.append(more);
    kept += more.length;
    while (kept > MOST_TEXT && text.childNodes.length > 1) {
      const oldest = text.firstChild.data;
      kept -= oldest.length;
      begin += new TextEncoder().encode(oldest).length;
      text.firstChild.remove();
    }
  }

  function showSize(part, live) {
    text.hidden = part.length === 0;
    say(hint, part.length === 0 ? (live ? "Empty so far." : "Empty.") : "");
    say(status, part.length === 0 ? "" : `${size(part.length)}${live ? ", followed while it runs" : ""}`);
    showEarlierButton();
  }

  function showEarlierButton() {
    earlier.hidden = begin === 0;
    say(earlier, `Show what is before (${size(begin)})`);
  }
}
