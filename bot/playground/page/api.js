// The user-side calls of docs/playground.md, and the socket that brings what happens.

/** A refusal of the server, with a sentence a person can read. */
export class ApiError extends Error {
  constructor(message, status, body) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** Discord nests the faults of a form under `errors`; people want the innermost sentences. */
function innermost(errors, found = []) {
  if (!errors || typeof errors !== "object") return found;
  if (Array.isArray(errors._errors)) for (const one of errors._errors) found.push(one.message);
  for (const [key, value] of Object.entries(errors)) if (key !== "_errors") innermost(value, found);
  return found;
}

/**
 * One request; null where the answer is empty. Throws ApiError for a refusal, or when nothing answers.
 * @param {string} method
 * @param {string} path below `/playground/api`
 * @param {{query?: Record<string, any>, json?: object, form?: FormData, signal?: AbortSignal}} [sent]
 * @returns {Promise<any>}
 */
async function call(method, path, { query, json, form, signal } = {}) {
  const url = new URL(`/playground/api${path}`, location.origin);
  for (const [key, value] of Object.entries(query || {}))
    if (value !== undefined && value !== null) url.searchParams.set(key, value);
  /** @type {RequestInit} */
  const request = { method, signal };
  if (form) request.body = form;
  else if (json) {
    request.body = JSON.stringify(json);
    request.headers = { "Content-Type": "application/json" };
  }
  let response;
  try {
    response = await fetch(url, request);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError("The playground does not answer. Is it still running?", 0, null);
  }
  if (response.status === 204) return null;
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    // A plain-text refusal is shown as it is.
  }
  if (response.ok) return body;
  const details = innermost(body?.errors).join(" ");
  const said = [body?.message, details].filter(Boolean).join(": ");
  throw new ApiError(
    said || text.slice(0, 200) || `The playground answered ${response.status}.`,
    response.status,
    body,
  );
}

const emojiPath = (emoji) => encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);

/** All calls, made as the member whose id `me()` returns. */
export function createApi(me) {
  const as = () => ({ as: me() });
  const at = (cid, mid) => `/channels/${cid}/messages${mid ? `/${mid}` : ""}`;
  return {
    state: () => call("GET", "/state", { query: as() }),
    messages: (cid, before, limit = 50) => call("GET", at(cid), { query: { ...as(), before, limit } }),
    send(cid, payload, files = []) {
      const json = { ...as(), ...payload };
      if (!files.length) return call("POST", at(cid), { json });
      const form = new FormData();
      form.append("payload_json", JSON.stringify(json));
      files.forEach((file, i) => form.append(`files[${i}]`, file, file.name));
      return call("POST", at(cid), { form });
    },
    deleteMessage: (cid, mid) => call("DELETE", at(cid, mid), { query: as() }),
    edit: (cid, mid, content) => call("PATCH", at(cid, mid), { json: { ...as(), content } }),
    pin: (cid, mid) => call("PUT", `${at(cid, mid)}/pin`, { query: as() }),
    unpin: (cid, mid) => call("DELETE", `${at(cid, mid)}/pin`, { query: as() }),
    typing: (cid) => call("POST", `/channels/${cid}/typing`, { json: as() }),
    openDm: (userId) => call("POST", "/dms", { json: { ...as(), user_id: userId } }),
    inviteBot: (gid) => call("POST", "/guilds", { json: { ...as(), guild_id: gid } }),
    removeBot: (gid) => call("DELETE", `/guilds/${gid}`, { query: as() }),
    react: (cid, mid, emoji, burst) =>
      call("PUT", `${at(cid, mid)}/reactions/${emojiPath(emoji)}`, { query: { ...as(), burst: burst || undefined } }),
    unreact: (cid, mid, emoji, burst) =>
      call("DELETE", `${at(cid, mid)}/reactions/${emojiPath(emoji)}`, {
        query: { ...as(), burst: burst || undefined },
      }),
    clearReactions: (cid, mid) => call("DELETE", `${at(cid, mid)}/reactions`, { query: as() }),
    clearEmoji: (cid, mid, emoji) =>
      call("DELETE", `${at(cid, mid)}/reactions/${emojiPath(emoji)}/all`, { query: as() }),
    reactors: (cid, mid, emoji) => call("GET", `${at(cid, mid)}/reactions/${emojiPath(emoji)}`, { query: as() }),
    commands: (gid) => call("GET", "/commands", { query: { ...as(), guild: gid } }),
    interact: (body, signal) => call("POST", "/interactions", { json: { ...as(), ...body }, signal }),
    startThread: (cid, body) => call("POST", `/channels/${cid}/threads`, { json: { ...as(), ...body } }),
    vote: (cid, mid, answer) => call("POST", `/polls/${cid}/${mid}/answers/${answer}`, { query: as() }),
    unvote: (cid, mid, answer) => call("DELETE", `/polls/${cid}/${mid}/answers/${answer}`, { query: as() }),
    upload(file) {
      const form = new FormData();
      form.append("payload_json", JSON.stringify(as()));
      form.append("file", file, file.name);
      return call("POST", "/uploads", { form });
    },
  };
}

const LONGEST_PAUSE_MS = 5000;

/**
 * The events socket of one member. It reconnects for ever with growing pauses; `onUp(again)` says whether
 * something may have been missed, so that the page can read its state afresh.
 */
export function openEvents(userId, { onEvent, onUp, onDown }) {
  let socket = null;
  let closed = false;
  let tries = 0;
  let timer = 0;
  function connect() {
    const url = new URL("/playground/api/events", location.origin);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("as", userId);
    socket = new WebSocket(url);
    let again = tries > 0;
    socket.onopen = () => {
      tries = 0;
      onUp(again);
      again = true;
    };
    socket.onmessage = (message) => {
      const event = JSON.parse(message.data);
      onEvent(event.t, event.d);
    };
    socket.onclose = () => {
      if (closed) return;
      onDown();
      tries += 1;
      timer = setTimeout(connect, Math.min(LONGEST_PAUSE_MS, 250 * 2 ** tries));
    };
  }
  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    socket.close();
  };
}
