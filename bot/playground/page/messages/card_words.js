// What a message says, line by line, for those who hear the page: covered words stay covered. No DOM.
import { plainText } from "../text/markdown.js";
import { t } from "../kit/words.js";

const MOST_CHARACTERS = 300;

/** Every line of a message that can be read without opening a spoiler: words, embeds, cards with their controls. */
export function messageLines(message) {
  return [
    plainText(message.content),
    ...(message.embeds || []).flatMap(embedLines),
    ...(message.components || []).flatMap(componentLines),
  ].filter(Boolean);
}

function embedLines(embed) {
  const fields = (embed.fields || []).map((field) => `${plainText(field.name)}: ${plainText(field.value)}`);
  return [plainText(embed.title), plainText(embed.description), ...fields, embed.footer?.text || ""];
}

function componentLines(one) {
  if (one.spoiler) return [t("Spoiler")];
  const control = controlLine(one);
  const inner = [...(one.components || []), one.accessory].filter(Boolean);
  return [plainText(one.content), control, ...inner.flatMap(componentLines)];
}

/** A button or list: its name, and whether it can be used or what is chosen in it. */
function controlLine(one) {
  const name = one.label || one.placeholder || "";
  const chosen = (one.options || []).filter((option) => option.default).map((option) => option.label);
  if (chosen.length) return name ? `${name}: ${chosen.join(", ")}` : chosen.join(", ");
  return name && one.disabled ? t("{name}, not available", { name }) : name;
}

/** What is new between two readings of a message, as one sentence; what went, where only that changed; "" for nothing. */
export function whatChanged(before, after) {
  const added = after.filter((line) => !before.includes(line));
  if (added.length) return shortened(added);
  const gone = before.filter((line) => !after.includes(line));
  return gone.length ? t("No longer there: {words}", { words: shortened(gone) }) : "";
}

export const shortened = (lines) => lines.join(". ").slice(0, MOST_CHARACTERS);
