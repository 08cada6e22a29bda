// The modal on a person's screen: a form of up to five fields, laid over the app.

import { ask } from "/page/api.js";
import { el, readFiles } from "/page/dom.js";
import { offered } from "/page/select.js";
import { t } from "/page/words.js";

export class ModalSheet {
  #pane;
  #modal = null; // the one on screen
  #closed = 0; // the seq of the last one we closed ourselves
  #trouble = null;

  constructor(pane) {
    this.#pane = pane;
  }

  /** Forget what was shown: the screen is somebody else's now. */
  forget() {
    this.#modal = null;
  }

  /** Show this modal, or take away the one shown. */
  show(modal) {
    const wanted = modal && modal.seq > this.#closed ? modal : null;
    const shown = this.#modal;
    if (wanted?.seq === shown?.seq) return;
    this.#modal = wanted;
    if (wanted === null) this.#pane.closeOverlay();
    else if (shown && wanted.error && wanted.custom_id === shown.custom_id) this.#tell(wanted.error);
    else {
      this.#pane.overlay(this.#draw(wanted), { close: () => this.#cancel() });
      this.#tell(wanted.error);
    }
  }

  /** Say what went wrong, in the app's words; what was filled in stays. */
  #tell(trouble) {
    this.#trouble.hidden = !trouble;
    this.#trouble.textContent = trouble ?? "";
  }

  #draw(modal) {
    const fields = modal.fields.map((field, at) => {
      const whole = { ...field, options: offered(field, this.#pane) };
      return drawField(whole, `modal-${modal.seq}-${at}`);
    });
    const submit = async (event) => {
      event.preventDefault();
      if (form.getAttribute("aria-busy")) return;
      form.setAttribute("aria-busy", "true");
      const values = {};
      for (const { name, read } of fields) if (read) values[name] = await read();
      const trouble = await this.#fill({ values });
      form.removeAttribute("aria-busy");
      if (trouble) this.#tell(trouble);
      else if (this.#modal && form.isConnected) this.#close();
    };
    this.#trouble = el("p", { class: "failed", role: "alert", hidden: true });
    const form = el(
      "form",
      { class: "sheet modal", role: "dialog", "aria-label": modal.title, on: { submit } },
      el("h3", { text: modal.title }),
      el("div", { class: "modal-fields" }, fields.map(({ node }) => node)),
      this.#trouble,
      el(
        "div",
        { class: "sheet-foot" },
        el("button", { type: "button", class: "quiet", text: t("cancel"), on: { click: () => this.#cancel() } }),
        el("button", { class: "solid", text: t("submit") }),
      ),
    );
    return form;
  }

  /** Hand it in; return what went wrong, in the app's words, or nothing. */
  async #fill(body) {
    try {
      const answer = await ask("POST", `/people/${this.#pane.person}/fill`, body);
      return answer.error;
    } catch (refusal) {
      return refusal.message;
    }
  }

  #cancel() {
    this.#close();
    this.#fill({ cancel: true });
  }

  #close() {
    this.#closed = this.#modal.seq;
    this.#modal = null;
    this.#pane.view.modal = null;
    this.#pane.closeOverlay();
  }
}

/** One field: what is seen, and how its value is read. A note has none. */
function drawField(field, id) {
  const make = KINDS[field.kind] ?? KINDS.text;
  return { name: field.id, ...make(field, id) };
}

const KINDS = {
  text: (field, id) => line(field, id, el("input", { type: "text", autocomplete: "off" })),
  paragraph: (field, id) => line(field, id, el("textarea", { rows: "4" })),
  select: (field, id) => ((field.max ?? 1) > 1 ? ticks(field, id, "checkbox") : list(field, id)),
  radio: (field, id) => ticks(field, id, "radio"),
  checkboxes: (field, id) => ticks(field, id, "checkbox"),
  checkbox: (field, id) => tick(field, id),
  files: (field, id) => upload(field, id),
  note: (field) => ({ node: el("p", { class: "modal-note", text: field.label }) }),
};

const chosen = (option, field) => [field.value].flat().includes(option.value);

function labelled(field, id, box, { group = false } = {}) {
  const label = el(group ? "legend" : "label", { for: group ? null : id }, field.label);
  if (field.required) label.append(el("span", { class: "star", title: t("required"), text: " *" }));
  const help = field.description && el("small", { id: `${id}-help`, text: field.description });
  if (help) box.setAttribute("aria-describedby", `${id}-help`);
  return el(group ? "fieldset" : "div", { class: "field" }, label, help, box);
}

function line(field, id, input) {
  input.id = id;
  input.required = Boolean(field.required);
  if (field.max) input.maxLength = field.max;
  if (field.min) input.minLength = field.min;
  input.placeholder = field.placeholder ?? "";
  input.value = field.value ?? "";
  return { node: labelled(field, id, input), read: () => input.value };
}

function list(field, id) {
  const first = el("option", { value: "", text: field.placeholder || t("choose") });
  const options = field.options.map((o) => el("option", { value: o.value, text: o.label, selected: chosen(o, field) }));
  const box = el("select", { id, required: Boolean(field.required) }, first, options);
  return { node: labelled(field, id, box), read: () => (box.value ? [box.value] : []) };
}

function ticks(field, id, type) {
  const box = el("div", { class: "ticks" }, field.options.map((option) => {
    const input = el("input", { type, name: id, value: option.value, required: type === "radio" && Boolean(field.required) });
    input.checked = chosen(option, field);
    return el("label", { class: "tick" }, input, el("span", {}, option.label, option.description && el("small", { text: option.description })));
  }));
  const values = () => [...box.querySelectorAll("input:checked")].map((input) => input.value);
  if (type === "radio") return { node: labelled(field, id, box, { group: true }), read: values };
  const least = field.min ?? 1;
  const most = field.max ?? field.options.length;
  const check = () => {
    const count = values().length;
    const fine = (count === 0 && !field.required) || (count >= least && count <= most);
    box.querySelector("input")?.setCustomValidity(fine ? "" : t("choose_between", { min: least, max: most }));
  };
  box.addEventListener("change", check);
  check();
  return { node: labelled(field, id, box, { group: true }), read: values };
}

function tick(field, id) {
  const input = el("input", { type: "checkbox", id, required: Boolean(field.required) });
  input.checked = Boolean(field.value);
  const node = el("label", { class: "tick field" }, input, el("span", {}, field.label, field.description && el("small", { text: field.description })));
  return { node, read: () => input.checked };
}

function upload(field, id) {
  const most = field.max ?? 1;
  const input = el("input", { type: "file", id, multiple: most > 1, required: Boolean(field.required) });
  const told = el("ul", { class: "chosen-files" });
  input.addEventListener("change", () => {
    input.setCustomValidity(input.files.length > most ? t("choose_up_to", { max: most }) : "");
    told.replaceChildren(...[...input.files].map((file) => el("li", { text: file.name })));
  });
  const hint = most > 1 ? el("small", { text: t("up_to_files", { max: most }) }) : null;
  return { node: labelled(field, id, el("div", { class: "upload" }, input, hint, told)), read: () => readFiles(input.files) };
}
