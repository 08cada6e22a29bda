// Failures planted in the bot's way.

import { act, get } from "/page/api.js";
import { el } from "/page/dom.js";
import { APP, t } from "/page/words.js";

const KINDS = ["429", "500", "403", "drop"];

export class Faults {
  #list = null;
  #waiting = [];
  #clear = null;

  draw() {
    const app = el("select", { "aria-label": t("app") }, Object.entries(APP).map(([value, text]) => el("option", { value, text })));
    const kind = el("select", { "aria-label": t("fault") }, KINDS.map((value) => el("option", { value, text: t(`fault_${value}`) })));
    const times = el("input", { type: "number", min: "1", max: "999", value: "1", required: true });
    const plant = async (event) => {
      event.preventDefault();
      const status = kind.value === "drop" ? "drop" : Number(kind.value);
      await act("POST", "/faults", { platform: app.value, status, times: Number(times.value) });
      await this.look();
    };
    const form = el("form", { class: "fault-form", on: { submit: plant } }, app, kind, el("label", {}, t("times"), times), el("button", { class: "quiet", text: t("plant") }));
    this.#list = el("ul", { class: "faults-list", "aria-live": "polite" });
    this.#clear = el("button", { type: "button", class: "link", text: t("faults_clear"), on: { click: () => this.#forget() } });
    this.#show();
    return el(
      "section",
      { class: "desk-part faults", "aria-label": t("faults") },
      el("h2", {}, t("faults"), this.#clear),
      el("p", { class: "small", text: t("faults_hint") }),
      form,
      this.#list,
    );
  }

  async look() {
    const { faults } = await get("/faults");
    if (JSON.stringify(faults) === JSON.stringify(this.#waiting)) return;
    this.#waiting = faults;
    this.#show();
  }

  async #forget() {
    await act("DELETE", "/faults");
    await this.look();
  }

  #show() {
    this.#clear.hidden = !this.#waiting.length;
    const lines = this.#waiting.map(({ platform, status, times }) => el(
      "li",
      { class: platform },
      el("b", { text: APP[platform] }),
      el("span", { text: t(`fault_${status}`) }),
      el("small", { text: t("times_left", { n: times }) }),
    ));
    this.#list.replaceChildren(...(lines.length ? lines : [el("li", { class: "small", text: t("faults_none") })]));
  }
}
