// What goes along with a message: the files, and the message that it answers.
import { h } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { displayName, fileSize } from "../people.js";
import { t } from "../kit/words.js";

export class Enclosures {
  constructor(view) {
    this.view = view;
    this.files = [];
    this.reply = null;
    this.el = h("div", { class: "composer__notes" });
  }

  add(files) {
    this.files.push(...files);
    this.draw();
  }

  replyTo(message) {
    this.reply = message;
    this.draw();
  }

  /** Hands everything over and starts anew. */
  take() {
    const { files, reply } = this;
    this.putBack({ files: [], reply: null });
    return { files, reply };
  }

  putBack({ files, reply }) {
    this.files = files;
    this.reply = reply;
    this.draw();
  }

  draw() {
    const chips = this.files.map((file, at) =>
      this.chip("file", `${file.name} · ${fileSize(file.size)}`, t("Remove {file}", { file: file.name }), () =>
        this.files.splice(at, 1),
      ),
    );
    if (this.reply) {
      const name = displayName(this.reply.author, this.view.member(this.reply.author.id));
      chips.unshift(
        this.chip("reply", t("Replying to {name}", { name }), t("Do not reply"), () => (this.reply = null)),
      );
    }
    this.el.replaceChildren(...chips);
  }

  chip(picture, words, dropWords, drop) {
    const onDrop = () => {
      drop();
      this.draw();
    };
    return h(
      "span",
      { class: "note-chip" },
      icon(picture, 14),
      words,
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": dropWords, on: { click: onDrop } },
        icon("close", 14),
      ),
    );
  }
}
