// What the bot asked of the apps, newest first.

import { get } from "/page/api.js";
import { el } from "/page/dom.js";
import { locale, t } from "/page/words.js";
import { world } from "/page/world.js";

const SHOWN = 60;

export class Calls {
  #calls = []; // newest first
  #older = 0;
  #after = 0;
  #list = null;
  #foot = null;

  constructor() {
    world.addEventListener("reachable", () => this.#forget()); // a new sandbox counts from one again
  }

  draw() {
    this.#list = el("ul", { class: "calls-list" });
    this.#foot = el("p", { class: "small" });
    this.#list.append(...this.#calls.map(line));
    this.#tell();
    return el("section", { class: "desk-part calls", "aria-label": t("calls") }, el("h2", { text: t("calls") }), this.#list, this.#foot);
  }

  async look() {
    const { calls } = await get(`/calls?after=${this.#after}`);
    if (!calls.length) return;
    this.#after = calls.at(-1).n;
    const told = calls.filter(tells);
    const news = told.slice(-SHOWN).reverse();
    this.#list.prepend(...news.map(line));
    this.#calls = [...news, ...this.#calls];
    this.#older += told.length - news.length + Math.max(0, this.#calls.length - SHOWN);
    this.#calls.length = Math.min(this.#calls.length, SHOWN);
    while (this.#list.children.length > SHOWN) this.#list.lastElementChild.remove();
    this.#tell();
  }

  #forget() {
    this.#calls = [];
    this.#older = this.#after = 0;
    this.#list.replaceChildren();
    this.#tell();
  }

  #tell() {
    this.#foot.textContent = !this.#calls.length ? t("calls_none") : this.#older ? t("calls_older", { n: this.#older }) : "";
  }
}

/** Asking for news is not news, unless it failed. */
const tells = (call) => call.method !== "getUpdates" || call.status !== 200;

function line(call) {
  const when = new Date(call.time);
  const fine = call.status >= 200 && call.status < 300;
  const box = el(
    "details",
    { class: call.platform },
    el(
      "summary",
      {},
      el("span", { class: "call-method", title: call.method, text: call.method }),
      el("span", { class: fine ? "call-status" : "call-status wrong", text: String(call.status) }),
      el("time", { datetime: call.time, title: when.toLocaleString(locale()), text: when.toLocaleTimeString(locale()) }),
    ),
  );
  const open = () => box.append(
    el("h3", { text: t("sent") }),
    el("pre", { tabindex: "0", text: JSON.stringify(call.payload, null, 2) ?? "" }),
    el("h3", { text: t("answered") }),
    el("pre", { tabindex: "0", text: JSON.stringify(call.answer, null, 2) ?? "" }),
  );
  box.addEventListener("toggle", open, { once: true });
  return el("li", {}, box);
}
