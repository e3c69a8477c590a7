// Messages that Discord itself writes into a channel.
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { stamp } from "../people.js";
import { t } from "../kit/words.js";

const ORDINARY = new Set([0, 19, 20, 23]);
export const isSystem = (message) => !ORDINARY.has(message.type) && message.type !== 21;

const ICONS = { 6: "pin", 7: "right", 18: "thread", 46: "check" };

/** The sentence in parts: names become buttons where they can be opened. */
function sentence(message, name, view) {
  switch (message.type) {
    case 1:
      return [name, t(" added somebody to the group.")];
    case 4:
      return [name, t(" changed the name: "), h("strong", {}, message.content)];
    case 6:
      return [name, t(" pinned "), jump(message, view), t(" to this channel.")];
    case 7:
      return [name, t(" joined the server.")];
    case 8:
      return [name, t(" boosted the server.")];
    case 12:
      return [name, t(" follows an announcement channel here.")];
    case 18:
      return [
        name,
        t(" started a thread: "),
        h(
          "button",
          {
            type: "button",
            class: "link link--button",
            on: { click: () => view.go(message.message_reference?.channel_id || message.thread?.id) },
          },
          message.content || t("thread"),
        ),
      ];
    case 46:
      return [t("A poll has ended.")];
    default:
      return [name, " ", message.content || t("did something here.")];
  }
}

function jump(message, view) {
  const id = message.message_reference?.message_id;
  if (!id) return t("a message");
  return h(
    "button",
    { type: "button", class: "link link--button", on: { click: () => view.jump(id) } },
    t("a message"),
  );
}

export function systemView(message, name, view) {
  return h(
    "div",
    { class: "system" },
    icon(ICONS[message.type] || "right", 18),
    h(
      "p",
      {},
      sentence(message, name, view),
      " ",
      h("time", { class: "when", datetime: message.timestamp }, stamp(new Date(message.timestamp))),
    ),
  );
}
