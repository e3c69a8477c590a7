// Messages that Discord itself writes into a channel.
import { MessageType } from "../discord.js";
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { stamp } from "../people.js";
import { t } from "../kit/words.js";

const ORDINARY = new Set([
  MessageType.DEFAULT,
  MessageType.REPLY,
  MessageType.CHAT_INPUT_COMMAND,
  MessageType.THREAD_STARTER_MESSAGE,
  MessageType.CONTEXT_MENU_COMMAND,
]);
export const isSystem = (message) => !ORDINARY.has(message.type);

const ICONS = {
  [MessageType.CHANNEL_PINNED_MESSAGE]: "pin",
  [MessageType.USER_JOIN]: "right",
  [MessageType.THREAD_CREATED]: "thread",
  [MessageType.POLL_RESULT]: "check",
};

/** The sentence in parts: names become buttons where they can be opened. */
function sentence(message, name, view) {
  switch (message.type) {
    case MessageType.RECIPIENT_ADD:
      return [name, t(" added somebody to the group.")];
    case MessageType.CHANNEL_NAME_CHANGE:
      return [name, t(" changed the name: "), h("strong", {}, message.content)];
    case MessageType.CHANNEL_PINNED_MESSAGE:
      return [name, t(" pinned "), jump(message, view), t(" to this channel.")];
    case MessageType.USER_JOIN:
      return [name, t(" joined the server.")];
    case MessageType.GUILD_BOOST:
      return [name, t(" boosted the server.")];
    case MessageType.CHANNEL_FOLLOW_ADD:
      return [name, t(" follows an announcement channel here.")];
    case MessageType.THREAD_CREATED:
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
    case MessageType.POLL_RESULT:
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
