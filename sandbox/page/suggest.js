// A list that opens above a field while typing: commands, inline results, autocomplete.

import { el, isOurs } from "/page/dom.js";
import { t } from "/page/words.js";

let lists = 0;

export class Suggest {
  #field;
  #box;
  #items = [];
  #at = 0;
  #pick = null;
  #touched = false;

  /** `field` is what one types in; the list is `node`, to be put beside it. */
  constructor(field, { label }) {
    this.#field = field;
    this.#box = el("ul", { class: "suggest", role: "listbox", id: `suggest-${(lists += 1)}`, "aria-label": label, hidden: true });
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.#box.id);
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => this.close());
  }

  get node() {
    return this.#box;
  }

  get open() {
    return !this.#box.hidden;
  }

  /** Whether Enter would take one of them. */
  get ready() {
    return this.open && this.#items.length > 0;
  }

  get here() {
    return this.#items[this.#at];
  }

  /** Show `[{title, description, picture?}]`; `pick(item)` is called with the one taken. */
  show(items, pick, { empty = t("no_results") } = {}) {
    this.#items = items;
    this.#pick = pick;
    this.#at = 0;
    this.#touched = false;
    const lines = items.map((item, at) => el(
      "li",
      {
        role: "option",
        id: `${this.#box.id}-${at}`,
        on: { pointerdown: (event) => event.preventDefault(), click: () => this.#take(at) },
      },
      isOurs(item.picture) && el("img", { src: item.picture, alt: "" }),
      el("span", {}, el("b", { text: item.title }), item.description && el("small", { text: item.description })),
    ));
    this.#box.replaceChildren(...(lines.length ? lines : [el("li", { class: "empty", text: empty })]));
    this.#box.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  close() {
    this.#box.hidden = true;
    this.#items = [];
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  #take(at) {
    const item = this.#items[at];
    const pick = this.#pick;
    this.close();
    pick(item);
  }

  #mark() {
    [...this.#box.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === this.#at)));
    const line = this.#items.length ? this.#box.children[this.#at] : null;
    if (!line) return;
    this.#field.setAttribute("aria-activedescendant", line.id);
    if (this.#touched) line.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (!this.open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (step && this.#items.length) {
      this.#touched = true;
      this.#at = (this.#at + step + this.#items.length) % this.#items.length;
      this.#mark();
    } else if (event.key === "Enter" && !event.shiftKey && this.#items.length) this.#take(this.#at);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
