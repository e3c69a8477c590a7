// The bot's modals: an accessible dialog that keeps what was written until the bot has taken it.
import { ComponentType } from "../discord.js";
import { h, uid } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { dialog } from "../kit/layer.js";
import { markdown } from "../text/markdown_view.js";
import { modalField } from "./fields.js";
import { avatar, displayName } from "../people.js";
import { t } from "../kit/words.js";

/** `submit(components)` sends; it throws with a sentence when that fails. */
export function openModal(data, view, { submit }) {
  const heading = uid("modal");
  const parts = data.components.map((component) => part(component, view));
  const fields = parts.filter((one) => one.field);
  const fault = h("p", { class: "failure modal__fault", role: "alert" });
  fault.hidden = true;
  const go = h("button", { type: "submit", class: "button button--primary" }, t("Submit"));
  let sending = false;

  async function onSubmit(event) {
    event.preventDefault();
    if (sending) return;
    fault.hidden = true;
    const wrong = fields.filter((one) => !one.check());
    if (wrong.length) return wrong[0].field.focus.focus();
    sending = true;
    go.disabled = true;
    go.textContent = t("Sending…");
    try {
      const answers = [];
      for (const one of parts) answers.push(await one.read());
      await submit(answers.filter(Boolean));
      shown.close();
    } catch (error) {
      fault.hidden = false;
      fault.replaceChildren(
        icon("warn", 16),
        t("Something went wrong, and your words are still here. {reason}", { reason: error.message }),
      );
    } finally {
      sending = false;
      go.disabled = false;
      go.textContent = t("Submit");
    }
  }

  const form = h(
    "form",
    { class: "dialog__form modal", novalidate: true, on: { submit: onSubmit } },
    h(
      "header",
      { class: "modal__head" },
      view.bot() && avatar(view.bot(), { size: 28 }),
      h("h2", { id: heading }, data.title),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "data-close": true,
          "aria-label": t("Close"),
          on: { click: () => leave() && shown.close() },
        },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "modal__body" },
      parts.map((one) => one.el),
    ),
    fault,
    h(
      "p",
      { class: "hint modal__bot" },
      t("This form is from {bot}. Do not share passwords.", { bot: displayName(view.bot()) }),
    ),
    h(
      "div",
      { class: "dialog__foot" },
      h(
        "button",
        { type: "button", class: "button button--quiet", on: { click: () => leave() && shown.close() } },
        t("Cancel"),
      ),
      go,
    ),
  );

  // Written words are not thrown away by one stray key: a second Escape, or Cancel twice, means it.
  const first = JSON.stringify(typed(form));
  let warned = false;
  function leave() {
    if (sending) return false;
    if (warned || JSON.stringify(typed(form)) === first) return true;
    warned = true;
    fault.hidden = false;
    fault.replaceChildren(icon("warn", 16), t("Closing this loses what you wrote. Close once more to leave."));
    return false;
  }
  form.addEventListener("input", () => (warned = false));
  const shown = dialog(form, { labelledBy: heading, onEscape: leave, cls: "dialog--modal" });
  return shown;
}

const typed = (form) =>
  [...form.querySelectorAll("input, textarea")].map((el) =>
    el.type === "checkbox" || el.type === "radio" ? el.checked : el.value,
  );

function part(component, view) {
  if (component.type === ComponentType.TEXT_DISPLAY)
    return {
      el: h("div", { class: "text-display" }, markdown(component.content, view)),
      read: () => ({ type: ComponentType.TEXT_DISPLAY, id: component.id }),
    };
  // Discord's older shape: a text input with its own label inside a row.
  if (component.type === ComponentType.ACTION_ROW)
    return labelled({ ...component.components[0] }, component.components[0].label, null, view, (inner) => ({
      type: ComponentType.ACTION_ROW,
      id: component.id,
      components: [inner],
    }));
  if (component.type === ComponentType.LABEL)
    return labelled(component.component, component.label, component.description, view, (inner) => ({
      type: ComponentType.LABEL,
      id: component.id,
      component: inner,
    }));
  return {
    el: h("p", { class: "hint" }, t("This page does not know components of type {type}.", { type: component.type })),
    read: () => null,
  };
}

function labelled(component, label, description, view, wrap) {
  const names = { labelledBy: uid("label"), describedBy: uid("about") };
  const field = modalField(component, names, view, view.upload);
  const fault = h("span", { class: "field-fault" });
  const needed = component.required !== false && component.type !== ComponentType.CHECKBOX;
  const el = h(
    "div",
    { class: ["form-part", component.type === ComponentType.CHECKBOX && "form-part--check"] },
    h(
      "label",
      {
        class: "label",
        id: names.labelledBy,
        on: { click: () => (component.type === ComponentType.CHECKBOX ? field.focus.click() : field.focus.focus()) },
      },
      label,
      needed && h("span", { class: "needed", title: t("Required") }, " *"),
    ),
    h(
      "span",
      { id: names.describedBy, class: "form-part__about" },
      description && h("span", { class: "hint" }, description),
      fault,
    ),
    field.el,
  );
  return {
    el,
    field,
    check() {
      const wrong = field.fault();
      fault.replaceChildren(...(wrong ? [icon("warn", 14), wrong] : []));
      field.focus.setAttribute("aria-invalid", wrong ? "true" : "false");
      return !wrong;
    },
    read: async () => wrap(await field.read()),
  };
}
