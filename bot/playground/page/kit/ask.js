// One question in a small dialog; the words stay when saving fails.
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { dialog } from "./layer.js";
import { t } from "./words.js";

/** Asks for a short text; resolves with what `save(value)` returned, or null when the person closed it. */
export function askText({ title, label, value = "", go, limit, long = false, save }) {
  return new Promise((resolve) => {
    const heading = uid("title");
    const fault = h("p", { class: "failure", role: "alert" });
    fault.hidden = true;
    const input = h(long ? "textarea" : "input", {
      class: ["field", long && "field--long"],
      rows: long ? 6 : null,
      type: long ? null : "text",
      maxlength: limit,
      value,
      required: true,
      id: uid("ask"),
      autocomplete: "off",
    });
    const button = h("button", { type: "submit", class: "button button--primary" }, go);
    let result = null;
    const form = h(
      "form",
      {
        class: "dialog__form",
        on: {
          async submit(event) {
            event.preventDefault();
            button.disabled = true;
            try {
              result = await save(input.value.trim());
              shown.close();
            } catch (error) {
              fault.hidden = false;
              fault.replaceChildren(icon("warn", 16), error.message);
              button.disabled = false;
              input.focus();
            }
          },
        },
      },
      h("h2", { id: heading }, title),
      h("label", { class: "label", for: input.id }, label),
      input,
      fault,
      h(
        "div",
        { class: "dialog__foot" },
        h("button", { type: "button", class: "button button--quiet", on: { click: () => shown.close() } }, t("Cancel")),
        button,
      ),
    );
    const shown = dialog(form, { labelledBy: heading, onClose: () => resolve(result) });
    input.select();
  });
}
