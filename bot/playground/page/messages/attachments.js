// Pictures and files of a message, with what they show said in words.
import { AttachmentFlag, MessageFlag } from "../discord.js";
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { dialog } from "../kit/layer.js";
import { spoiler } from "../text/spoilers.js";
import { fileSize } from "../people.js";
import { t } from "../kit/words.js";

const IMAGE = /^image\//;
const isSpoilerName = (name) => String(name || "").startsWith("SPOILER_");

/** `attachment://name` in embeds and components means the file that came with the message. */
export function mediaUrl(url, message) {
  const name = /^attachment:\/\/(.+)$/.exec(url || "")?.[1];
  if (!name) return url;
  const found = (message?.attachments || []).find((one) => one.filename === name || one.filename === `SPOILER_${name}`);
  return found ? found.url : url;
}

/** A picture that opens large; if it cannot be loaded its words stand in its place. */
export function picture(url, alt, cls = "") {
  const words = alt || t("Picture without a description");
  if (!isHere(url)) return lost(words, alt, cls);
  const image = h("img", { src: url, alt: alt || "", loading: "lazy", decoding: "async" });
  const frame = h(
    "button",
    {
      type: "button",
      class: ["picture", cls],
      "aria-label": t("Enlarge: {what}", { what: words }),
      on: { click: () => enlarge(url, alt) },
    },
    image,
  );
  image.addEventListener("error", () => frame.replaceWith(lost(words, alt, cls)), { once: true });
  return frame;
}

/** The page loads nothing from other machines (its Content-Security-Policy says so too). */
const isHere = (url) => new URL(url, location.href).origin === location.origin;

const lost = (words, alt, cls) =>
  h(
    "span",
    { class: ["picture", "picture--lost", cls], role: "img", "aria-label": words },
    icon("eye", 18),
    h("span", {}, alt || t("This picture cannot be shown here.")),
  );

function enlarge(url, alt) {
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": t("Close"), on: { click: () => shown.close() } },
    icon("close"),
  );
  const shown = dialog(
    [close, h("img", { src: url, alt: alt || "" }), alt && h("p", { class: "lightbox__words" }, alt)],
    { label: alt || t("Picture"), cls: "lightbox" },
  );
}

export function fileCard(name, size, url) {
  const shown = isSpoilerName(name) ? name.slice(8) : name;
  return h(
    "div",
    { class: "file-card" },
    icon("file", 28),
    h(
      "div",
      { class: "file-card__words" },
      h("a", { class: "link", href: url, download: shown, target: "_blank", rel: "noreferrer" }, shown),
      size !== undefined && size !== null && h("span", { class: "hint" }, fileSize(size)),
    ),
  );
}

export function attachmentsView(message) {
  // Files that a component shows are not shown a second time.
  const list = message.flags & MessageFlag.IS_COMPONENTS_V2 ? [] : message.attachments || [];
  if (!list.length) return null;
  const views = list.map((one) => {
    const what = one.description || one.filename;
    const body =
      IMAGE.test(one.content_type || "") || /\.(png|jpe?g|gif|webp)$/i.test(one.filename)
        ? picture(one.url, one.description || "", "picture--message")
        : fileCard(one.filename, one.size, one.url);
    const hidden = one.spoiler || isSpoilerName(one.filename) || (one.flags || 0) & AttachmentFlag.IS_SPOILER;
    return hidden
      ? spoiler(body, { kind: "block", scope: message.id, fingerprint: one.id, label: t("Spoiler: attachment") })
      : body;
  });
  return h("div", { class: "attachments", "aria-label": t("Attachments"), role: "group" }, views);
}
