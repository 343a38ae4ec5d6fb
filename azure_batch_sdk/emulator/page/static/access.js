// The way to the emulator: the token, requests, and the service's clock.
//
// The link's token is exchanged once for the page token, which lives in sessionStorage: it is this tab's, survives a
// reload, and is sent in a header.

const KEPT = "page-token";
const TOKEN_IN_FRAGMENT = /^#token=(.+)$/;

/** The emulator does not let us look. */
export class AccessDenied extends Error {}
/** What was asked for is not there. */
export class NotThere extends Error {}
/** The emulator cannot be reached. */
export class ConnectionLost extends Error {}

/** Take the link's token out of the address bar, and exchange it. */
export async function enter() {
  const found = TOKEN_IN_FRAGMENT.exec(location.hash);
  if (found === null) return;
  history.replaceState(null, "", location.pathname + "#/");
  const reply = await send("/page/session", { method: "POST", headers: { "page-link": found[1] } });
  const body = await reply.json();
  if (reply.ok) sessionStorage.setItem(KEPT, body.token);
  // A link that was used here before is as good as none: the page may be open already.
  else if (sessionStorage.getItem(KEPT) === null) throw new AccessDenied(body.error.message);
}

const known = new Map();

/** Forget earlier answers; the next ones come whole. */
export function forget() {
  known.clear();
}

/** Get JSON, the same object as before if nothing has changed. */
export async function get(path) {
  const token = sessionStorage.getItem(KEPT);
  if (token === null) throw new AccessDenied("This page is opened with a link.");
  const before = known.get(path);
  const headers = { "page-token": token };
  if (before !== undefined) headers["if-none-match"] = before.etag;
  const reply = await send("/page/" + path, { headers });
  readClock(reply.headers.get("page-time"));
  if (reply.status === 304) return before.body;
  const body = await reply.json();
  if (reply.status === 401) {
    sessionStorage.removeItem(KEPT);
    throw new AccessDenied(body.error.message);
  }
  if (reply.status === 404) throw new NotThere(body.error.message);
  if (!reply.ok) throw new Error(body.error.message);
  known.set(path, { etag: reply.headers.get("etag"), body });
  return body;
}

/** Get JSON that is not asked for a second time. */
export async function getOnce(path) {
  const body = await get(path);
  known.delete(path);
  return body;
}

async function send(path, options) {
  try {
    return await fetch(path, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", ...options });
  } catch (error) {
    throw new ConnectionLost(error.message);
  }
}

const clock = { said: null, at: 0, speed: 1 };

function readClock(text) {
  if (text === null) return;
  const [said, speed] = text.split(" ");
  clock.said = Date.parse(said);
  clock.at = performance.now();
  clock.speed = Number(speed);
}

/** The service's time in milliseconds since 1970; null before the first answer. */
export function now() {
  return clock.said === null ? null : clock.said + (performance.now() - clock.at) * clock.speed;
}

/** How much faster than real time the service's clock runs. */
export function speed() {
  return clock.speed;
}
