// What a channel keeps for later: its pinned messages and its threads, the archived ones too.
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { popup } from "../kit/layer.js";
import { displayName } from "../people.js";
import { plainText } from "../text/markdown.js";
import { t, tn } from "../kit/words.js";

function openList(anchor, title, rows, nothing, foot = null) {
  const empty = rows.length ? null : h("p", { class: "hint" }, nothing);
  return popup(
    anchor,
    h(
      "div",
      { class: "pins", role: "dialog", "aria-label": title, tabindex: "0" },
      h("p", { class: "tray__title" }, title),
      rows,
      empty,
      foot,
    ),
    { prefer: "end" },
  );
}

const row = (name, words, run) =>
  h(
    "button",
    { type: "button", class: "pin-row", on: { click: run } },
    h("strong", {}, name),
    h("span", { class: "pin-row__words" }, words),
  );

export function openPins(anchor, { store, timeline }) {
  const pinned = store.room(store.route.channelId).list.filter((message) => message.pinned);
  const rows = pinned.map((message) => {
    const name = displayName(message.author, store.member(message.author.id));
    const words = plainText(message.content) || t("a card");
    return row(name, words, () => {
      shown.close();
      timeline.jump(message.id);
    });
  });
  const shown = openList(anchor, t("Pinned messages"), rows, t("Nothing is pinned here."));
}

export function openThreads(anchor, { store, view, act }) {
  const here = store.route.channelId;
  const threads = (store.guild()?.threads || []).filter((one) => one.parent_id === here);
  const rows = threads.map((thread) => {
    const count = tn("{n} message", "{n} messages", thread.message_count || 0);
    return row(thread.name, thread.thread_metadata?.archived ? `${count} · ${t("archived")}` : count, () => {
      shown.close();
      view.go(thread.id);
    });
  });
  const begin = () => {
    shown.close();
    act.startThread(null);
  };
  const start =
    view.can("thread") &&
    h(
      "button",
      { type: "button", class: "button button--primary", on: { click: begin } },
      icon("plus", 18),
      t("Start a thread"),
    );
  const shown = openList(anchor, t("Threads"), rows, t("No threads here yet."), start);
}
