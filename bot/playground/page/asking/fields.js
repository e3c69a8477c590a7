// The input parts of a modal. Each gives {el, read(), fault()}: what Discord's submit holds, and what is still wrong.
import { ComponentType, Limit, TextInputStyle } from "../discord.js";
import { h, uid } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { selectControl } from "./select.js";
import { fileSize } from "../people.js";
import { t, tn } from "../kit/words.js";

/** `names` = {labelledBy, describedBy}; `view` gives people and channels; `upload(file)` → {id}. */
export function modalField(component, names, view, upload) {
  switch (component.type) {
    case ComponentType.TEXT_INPUT:
      return textField(component, names);
    case ComponentType.STRING_SELECT:
    case ComponentType.USER_SELECT:
    case ComponentType.ROLE_SELECT:
    case ComponentType.MENTIONABLE_SELECT:
    case ComponentType.CHANNEL_SELECT:
      return selectField(component, names, view);
    case ComponentType.FILE_UPLOAD:
      return uploadField(component, names, upload);
    case ComponentType.RADIO_GROUP:
      return choiceField(component, names, "radio");
    case ComponentType.CHECKBOX_GROUP:
      return choiceField(component, names, "checkbox");
    case ComponentType.CHECKBOX:
      return checkField(component, names);
    default:
      return null;
  }
}

const answer = (component, rest) => ({
  type: component.type,
  id: component.id,
  custom_id: component.custom_id,
  ...rest,
});

function textField(component, names) {
  const long = component.style === TextInputStyle.PARAGRAPH;
  const least = component.min_length ?? 0;
  const most = component.max_length ?? Limit.TEXT_INPUT;
  const needed = component.required !== false;
  const counter = h("span", { class: "counter", id: uid("count"), "aria-hidden": "true" });
  const input = h(long ? "textarea" : "input", {
    class: ["field", long && "field--long"],
    type: long ? null : "text",
    rows: long ? 6 : null,
    placeholder: component.placeholder || null,
    maxlength: most,
    value: component.value || "",
    "aria-labelledby": names.labelledBy,
    "aria-describedby": names.describedBy,
    "aria-required": needed ? "true" : null,
    autocomplete: "off",
    data: { customId: component.custom_id },
  });
  const count = () => {
    // Discord counts UTF-16 units, as JavaScript does.
    const n = input.value.length;
    counter.textContent = n < least ? `${n} / ${least}–${most}` : `${n} / ${most}`;
    counter.classList.toggle("counter--full", n >= most * 0.95 || (n > 0 && n < least));
  };
  input.addEventListener("input", count);
  count();
  return {
    el: h("div", { class: "text-field" }, input, counter),
    focus: input,
    read: () => answer(component, { value: input.value }),
    fault() {
      const n = input.value.length;
      if (needed && !input.value.trim()) return t("Please fill this in.");
      // An optional text may stay empty, even where a least length is asked for.
      if (n && n < least)
        return tn(
          "At least {n} character is needed; there are {have}.",
          "At least {n} characters are needed; there are {have}.",
          least,
          { have: n },
        );
      return null;
    },
  };
}

function selectField(component, names, view) {
  const control = selectControl(component, view, names);
  const needed = component.required !== false;
  return {
    el: control.el,
    focus: control.el,
    read: () => answer(component, { values: control.values() }),
    fault() {
      const n = control.values().length;
      if (!n) return needed && control.least > 0 ? t("Please choose something.") : null;
      return n < control.least ? tn("Choose at least {n}.", "Choose at least {n}.", control.least) : null;
    },
  };
}

function choiceField(component, names, type) {
  const name = uid("choice");
  const options = component.options || [];
  const needed = component.required !== false;
  const least = component.min_values ?? (needed ? 1 : 0);
  const most = component.max_values ?? options.length;
  const inputs = options.map((one) => h("input", { type, name, value: one.value, id: uid("option") }));
  inputs.forEach((input, at) => (input.checked = Boolean(options[at].default)));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const el = h(
    "div",
    {
      class: "choices",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-labelledby": names.labelledBy,
      "aria-describedby": names.describedBy,
      on: {
        change(event) {
          if (type === "checkbox" && chosen().length > most) event.target.checked = false;
        },
      },
    },
    options.map((one, at) =>
      h(
        "label",
        { class: "choice", for: inputs[at].id },
        inputs[at],
        h("span", {}, h("span", {}, one.label), one.description && h("span", { class: "hint" }, one.description)),
      ),
    ),
  );
  return {
    el,
    focus: inputs[0],
    read: () => answer(component, type === "radio" ? { value: chosen()[0] ?? null } : { values: chosen() }),
    fault() {
      const n = chosen().length;
      if (needed && !n) return t("Please choose something.");
      return n && type === "checkbox" && n < least ? tn("Choose at least {n}.", "Choose at least {n}.", least) : null;
    },
  };
}

function checkField(component, names) {
  const input = h("input", {
    type: "checkbox",
    "aria-labelledby": names.labelledBy,
    "aria-describedby": names.describedBy,
  });
  input.checked = Boolean(component.default);
  return {
    el: h("span", { class: "choice choice--alone" }, input),
    focus: input,
    read: () => answer(component, { value: input.checked }),
    fault: () => null,
  };
}

function uploadField(component, names, upload) {
  const most = component.max_values ?? 1;
  const least = component.min_values ?? 1;
  const needed = component.required !== false;
  const files = [];
  const list = h("ul", { class: "upload__list" });
  const input = h("input", {
    type: "file",
    class: "field",
    multiple: most > 1,
    "aria-labelledby": names.labelledBy,
    "aria-describedby": names.describedBy,
  });
  const draw = () =>
    list.replaceChildren(
      ...files.map((file) =>
        h(
          "li",
          {},
          icon("file", 16),
          `${file.name} · ${fileSize(file.size)}`,
          h(
            "button",
            {
              type: "button",
              class: "icon-button",
              "aria-label": t("Remove {file}", { file: file.name }),
              on: { click: () => (files.splice(files.indexOf(file), 1), draw()) },
            },
            icon("close", 14),
          ),
        ),
      ),
    );
  input.addEventListener("change", () => {
    for (const file of input.files) if (files.length < most) files.push(file);
    input.value = "";
    draw();
  });
  return {
    el: h(
      "div",
      { class: "upload" },
      input,
      h("span", { class: "hint" }, tn("Up to {n} file", "Up to {n} files", most)),
      list,
    ),
    focus: input,
    async read() {
      const ids = [];
      for (const file of files) {
        // A second try after a failed submit does not upload the same file again.
        file.uploadId = file.uploadId || (await upload(file)).id;
        ids.push(file.uploadId);
      }
      return answer(component, { values: ids });
    },
    fault: () =>
      needed && least > 0 && files.length < Math.max(1, least)
        ? tn("Add at least {n} file.", "Add at least {n} files.", Math.max(1, least))
        : null,
  };
}
