// The bot's books: escrow, wallets, earnings.

import { ask } from "/page/api.js";
import { el, iconButton } from "/page/dom.js";
import { locale, t } from "/page/words.js";

const AWAY_ROUNDS = 3; // when no bot is there, ask less often

export class Books {
  #told;
  #box = null;
  #state = null; // what was answered, or {away: true}
  #drawn = "";
  #skip = 0;

  /** `told(here)` learns whether a bot is on the line. */
  constructor(told) {
    this.#told = told;
  }

  draw() {
    this.#drawn = "";
    this.#box = el("div", { class: "books-box" });
    this.#show();
    const again = iconButton("again", t("refresh"), () => {
      this.#skip = 0;
      this.look();
    });
    return el("section", { class: "desk-part books", "aria-label": t("books") }, el("h2", {}, t("books"), again), this.#box);
  }

  async look() {
    if (this.#skip-- > 0) return;
    try {
      this.#state = await ask("GET", "/books");
      this.#skip = 0;
      this.#told(true);
    } catch (refusal) {
      this.#skip = AWAY_ROUNDS;
      this.#state = refusal.status === 503 ? { away: true } : { trouble: refusal.message };
      this.#told(refusal.status === 503 ? false : null);
    }
    this.#show();
  }

  #show() {
    const drawn = JSON.stringify(this.#state);
    if (!this.#box || drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#box.replaceChildren(...this.#content());
  }

  #content() {
    const state = this.#state;
    if (!state) return [];
    if (state.away) return [el("p", { class: "small", text: t("books_no_bot") })];
    if (state.trouble) return [el("p", { class: "failed", text: state.trouble })];
    const groups = state.groups ?? [];
    const balance = state.balanced === undefined ? null : el("p", {
      class: state.balanced ? "balance fine" : "balance wrong",
      text: t(state.balanced ? "books_balanced" : "books_unbalanced"),
    });
    if (!groups.length) return [el("p", { class: "small", text: t("books_empty") }), balance].filter(Boolean);
    return [...groups.map(group), balance].filter(Boolean);
  }
}

function group({ title, rows }) {
  const lines = (rows ?? []).map((row) => el("tr", {}, el("th", { scope: "row", text: row.label }), el("td", { text: amount(row) })));
  return el("table", {}, el("caption", { text: title }), el("tbody", {}, lines));
}

function amount(row) {
  if (typeof row.amount !== "number") return String(row.amount ?? "");
  return new Intl.NumberFormat(locale()).format(row.amount);
}
