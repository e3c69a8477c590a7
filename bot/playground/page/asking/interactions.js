// Everything that is sent to the bot: commands, presses, modals, autocomplete; and what the person sees meanwhile.
import { InteractionType, MessageFlag, MessageType } from "../discord.js";
import { announce } from "../kit/dom.js";
import { ApiError } from "../api.js";
import { compareIds, idFor } from "../kit/snowflakes.js";
import { busy } from "../messages/components.js";
import { openModal } from "./modal.js";
import { t } from "../kit/words.js";

const SEEN_WITHIN_MS = 400;

/** The server's short words for why nothing came, as sentences. */
const REASONS = {
  offline: "The bot is not connected right now. Try again in a moment.",
  timeout: "The bot did not answer within three seconds.",
};
const inWords = (reason) => t(REASONS[reason] || reason || "The bot gave no answer.");

export class Interactions {
  constructor(store, view) {
    this.store = store;
    this.view = view;
    // Rows that wait in the channel for a late answer, by interaction id.
    this.waiting = new Map();
    // Last failure of a message's components, by message id.
    this.failures = new Map();
  }

  context() {
    const { guildId, channelId } = this.store.route;
    return { guild_id: guildId, channel_id: channelId };
  }

  /** Sends one interaction; a failure comes back as an ApiError with the reason. */
  async send(body) {
    const result = await this.store.api.interact({ ...this.context(), ...body });
    if (result.outcome === "failed") throw new ApiError(inWords(result.reason), 200, result);
    if (result.outcome === "modal") this.showModal(result, body);
    return result;
  }

  showModal(result, opener) {
    const where = {
      ...this.context(),
      guild_id: opener.guild_id ?? this.context().guild_id,
      channel_id: opener.channel_id ?? this.context().channel_id,
    };
    openModal(result.modal, this.view, {
      submit: (components) =>
        this.send({
          ...where,
          type: InteractionType.MODAL_SUBMIT,
          message_id: opener.message_id,
          modal_interaction_id: result.interaction_id,
          data: { custom_id: result.modal.custom_id, components },
        }),
    });
  }

  // Commands --------------------------------------------------------------------------------------------------------

  /** Runs a command and shows a row in the channel until the answer is there. `words` is what the person asked. */
  async command(data, words) {
    const where = this.context();
    this.store.emit("asked");
    const row = this.localRow(where.channel_id, words);
    const again = () => this.command(data, words);
    try {
      const result = await this.send({ ...where, type: InteractionType.APPLICATION_COMMAND, data });
      if (result.outcome === "deferred") this.awaitLate(result.interaction_id, row, again);
      else this.store.drop(where.channel_id, row.id);
    } catch (error) {
      this.failRow(row, error.message, again);
    }
  }

  localRow(channelId, words) {
    const newest = this.store.room(channelId).list.at(-1)?.id || "0";
    const now = idFor(Date.now());
    const id = compareIds(now, newest) > 0 ? now : String(BigInt(newest) + 1n);
    const row = {
      id,
      channel_id: channelId,
      author: this.store.bot,
      type: MessageType.CHAT_INPUT_COMMAND,
      content: "",
      timestamp: new Date().toISOString(),
      flags: MessageFlag.EPHEMERAL,
      local: { state: "pending", words },
    };
    this.store.put(row);
    return row;
  }

  failRow(row, reason, again) {
    announce(t("This interaction failed. {reason}", { reason }), true);
    this.store.put({
      ...row,
      local: { ...row.local, state: "failed", reason, again: () => (this.store.drop(row.channel_id, row.id), again()) },
    });
  }

  /** After a defer the server shows its own "thinking" message; ours only stays where none came. */
  awaitLate(interactionId, row, again) {
    this.waiting.set(interactionId, { row, again });
    setTimeout(() => {
      const shown = this.store
        .room(row.channel_id)
        .list.some((m) => !m.local && (m.interaction_metadata?.id || m.interaction?.id) === interactionId);
      if (shown) this.settle(interactionId);
    }, SEEN_WITHIN_MS);
  }

  settle(interactionId) {
    const entry = this.waiting.get(interactionId);
    if (!entry) return;
    this.waiting.delete(interactionId);
    this.store.drop(entry.row.channel_id, entry.row.id);
  }

  /** INTERACTION_SUCCESS and INTERACTION_FAILED from the events socket. */
  onEvent(type, data) {
    if (type === "INTERACTION_SUCCESS") this.settle(data.interaction_id);
    const entry = this.waiting.get(data.interaction_id);
    if (type !== "INTERACTION_FAILED" || !entry) return;
    this.waiting.delete(data.interaction_id);
    this.failRow(entry.row, inWords(data.reason), entry.again);
  }

  // Components ------------------------------------------------------------------------------------------------------

  async press(message, component, control, values) {
    if (control.getAttribute("aria-disabled") === "true") return;
    const root = control.closest(".message") || control;
    const lift = busy(root, control);
    this.fail(message, null);
    try {
      const data = { custom_id: component.custom_id, component_type: component.type };
      if (values) data.values = values;
      await this.send({
        guild_id: this.store.guildOf(message.channel_id)?.id ?? null,
        channel_id: message.channel_id,
        type: InteractionType.MESSAGE_COMPONENT,
        message_id: message.id,
        data,
      });
    } catch (error) {
      this.fail(message, error.message);
      announce(t("This interaction failed. {reason}", { reason: error.message }), true);
    } finally {
      lift();
    }
  }

  fail(message, reason) {
    if (reason) this.failures.set(message.id, reason);
    else if (!this.failures.delete(message.id)) return;
    const current = this.store.message(message.channel_id, message.id);
    if (current) this.store.emit("messages", { channelId: message.channel_id, kind: "update", message: current });
  }

  // Context menu commands and autocomplete --------------------------------------------------------------------------

  target(command, targetId, words) {
    return this.command({ id: command.id, name: command.name, type: command.type, target_id: targetId }, words);
  }

  /** Choices for the focused option. A newer question makes the answer to an older one void: `signal` drops it. */
  async choices(data, signal) {
    const result = await this.store.api.interact({ ...this.context(), type: InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, data }, signal);
    if (result.outcome === "failed") throw new ApiError(inWords(result.reason), 200, result);
    return result.choices || [];
  }
}
