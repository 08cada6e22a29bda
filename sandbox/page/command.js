// A slash command being filled in: one field an option, completed while typing.

import { ask } from "/page/api.js";
import { calm, el, icon, iconButton, readFiles } from "/page/dom.js";
import { Suggest } from "/page/suggest.js";
import { t } from "/page/words.js";
import { world } from "/page/world.js";

const KINDS = { 3: "string", 4: "integer", 5: "boolean", 6: "user", 7: "channel", 8: "role", 9: "mentionable", 10: "number", 11: "attachment" };

export class CommandForm {
  #pane;
  #command;
  #back;
  #read = new Map(); // option name → () => value
  #shown = new Map(); // option name → what an autocompleted field stands for

  constructor(pane, command, back) {
    this.#pane = pane;
    this.#command = command;
    this.#back = back;
    const options = [...command.options].sort((a, b) => Boolean(b.required) - Boolean(a.required));
    this.node = el(
      "form",
      { class: "composer command-form", "aria-label": `/${command.name}`, on: { submit: (event) => this.#submit(event) } },
      el(
        "div",
        { class: "command-head" },
        el("b", { text: `/${command.name}` }),
        el("small", { text: command.description }),
        iconButton("close", t("cancel"), back),
      ),
      el("div", { class: "command-options" }, options.map((option) => this.#field(option))),
      el("div", { class: "sheet-foot" }, el("button", { class: "solid" }, icon("send"), t("run_command"))),
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && back());
  }

  focus() {
    this.node.querySelector("input, select")?.focus();
  }

  #field(option) {
    const { field, read, extra } = this.#input(option);
    field.required = Boolean(option.required);
    this.#read.set(option.name, read);
    return el(
      "label",
      { class: "field" },
      el("span", {}, option.name, el("small", { text: ` ${t(option.required ? "required" : "optional")}` })),
      el("span", { class: "field-box" }, field, extra),
      option.description && el("small", { text: option.description }),
    );
  }

  #input(option) {
    const kind = KINDS[option.type] ?? option.type;
    if (option.choices?.length) {
      return this.#list(option.choices.map((c) => [c.name, c.value]));
    }
    if (kind === "boolean") return this.#list([[t("yes"), true], [t("no"), false]]);
    if (kind === "user" || kind === "mentionable") {
      return this.#list(world.on(this.#pane.platform).map((person) => [person.name, person.number]));
    }
    if (kind === "attachment") {
      const field = el("input", { type: "file" });
      return { field, read: async () => (await readFiles(field.files))[0] };
    }
    const number = kind === "integer" || kind === "number";
    const field = el("input", {
      type: number && !option.autocomplete ? "number" : "text",
      step: kind === "number" ? "any" : null,
      min: option.min_value,
      max: option.max_value,
      minlength: option.min_length,
      maxlength: option.max_length,
      autocomplete: "off",
    });
    const value = () => this.#shown.get(option.name) ?? (field.value === "" ? undefined : number ? Number(field.value) : field.value);
    return { field, read: value, extra: option.autocomplete ? this.#complete(option, field) : null };
  }

  #list(pairs) {
    const field = el("select", {}, el("option", { value: "", text: t("choose") }), pairs.map(([name], at) => el("option", { value: String(at), text: name })));
    return { field, read: () => (field.value === "" ? undefined : pairs[Number(field.value)][1]) };
  }

  #complete(option, field) {
    const suggest = new Suggest(field, { label: option.name });
    let asked = 0;
    const offer = calm(200, async () => {
      const turn = (asked += 1);
      const options = { ...(await this.#values()), [option.name]: field.value };
      const body = { name: this.#command.name, options, focused: option.name, chat: this.#pane.chat };
      const path = `/people/${this.#pane.person}/autocomplete`;
      const { choices } = await ask("POST", path, body).catch(() => ({ choices: [] }));
      if (turn !== asked || document.activeElement !== field) return;
      suggest.show(choices.map((c) => ({ title: c.name, value: c.value })), (choice) => {
        field.value = choice.title;
        this.#shown.set(option.name, choice.value);
      });
    });
    field.addEventListener("input", () => {
      this.#shown.delete(option.name);
      offer();
    });
    field.addEventListener("focus", offer);
    return suggest.node;
  }

  async #values() {
    const values = {};
    for (const [name, read] of this.#read) {
      const value = await read();
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  async #submit(event) {
    event.preventDefault();
    const options = await this.#values();
    this.node.setAttribute("aria-busy", "true");
    const answer = await this.#pane.does("command", { name: this.#command.name, options, chat: this.#pane.chat });
    this.node.removeAttribute("aria-busy");
    if (answer) this.#back();
  }
}
