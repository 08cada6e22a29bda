// The time in the sandbox, and how to move it on.

import { act, get } from "/page/api.js";
import { el } from "/page/dom.js";
import { locale, t } from "/page/words.js";
import { world } from "/page/world.js";

const UNITS = { minutes: (n) => `PT${n}M`, hours: (n) => `PT${n}H`, days: (n) => `P${n}D`, weeks: (n) => `P${n}W` };
const NOTICEABLE_SECONDS = 30;

export class Clock {
  #parts = {};

  constructor() {
    setInterval(() => this.#tick(), 1000);
  }

  draw() {
    const quick = [["hour_1", "PT1H"], ["day_1", "P1D"], ["day_2", "P2D"]].map(([key, step]) => el(
      "button",
      { type: "button", class: "quiet", text: t(key), on: { click: () => this.#move(step) } },
    ));
    const amount = el("input", { type: "number", min: "1", max: "9999", step: "1", value: "3", required: true, "aria-label": t("amount_of_time") });
    const unit = el("select", { "aria-label": t("unit") }, Object.keys(UNITS).map((key) => el("option", { value: key, text: t(key), selected: key === "days" })));
    const custom = el(
      "form",
      {
        class: "in-line",
        on: {
          submit: (event) => {
            event.preventDefault();
            this.#move(UNITS[unit.value](Number(amount.value)));
          },
        },
      },
      amount,
      unit,
      el("button", { class: "quiet", text: t("move") }),
    );
    const steps = el("fieldset", { class: "steps", "aria-label": t("move_clock") }, el("div", { class: "in-line" }, quick), custom);
    this.#parts = { time: el("p", { class: "clock-time" }), day: el("p", { class: "clock-day" }), ahead: el("p", { class: "small", role: "status" }), steps };
    this.#tick();
    const { time, day, ahead } = this.#parts;
    return el("section", { class: "desk-part clock", "aria-label": t("clock") }, el("h2", { text: t("clock") }), time, day, ahead, steps);
  }

  async look() {
    const { now } = await get("/clock");
    world.ahead = new Date(now).getTime() - Date.now();
    this.#tick();
  }

  async #move(step) {
    const { steps, ahead } = this.#parts;
    steps.disabled = true;
    ahead.textContent = t("moving");
    const answer = await act("POST", "/clock", { advance: step });
    if (answer) world.ahead = new Date(answer.now).getTime() - Date.now();
    steps.disabled = false;
    this.#tick();
    world.refresh();
  }

  #tick() {
    const { time, day, ahead, steps } = this.#parts;
    if (!time) return;
    const now = new Date(world.now());
    time.textContent = now.toLocaleTimeString(locale(), { hour: "numeric", minute: "2-digit", second: "2-digit" });
    day.textContent = now.toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
    if (!steps.disabled) ahead.textContent = world.ahead / 1000 > NOTICEABLE_SECONDS ? t("ahead", { time: span(world.ahead) }) : t("real_time");
  }
}

/** A span of time in its two largest units. */
function span(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  const parts = [["day", Math.floor(minutes / 1440)], ["hour", Math.floor(minutes / 60) % 24], ["minute", minutes % 60]];
  const shown = parts.filter(([, n]) => n > 0).slice(0, 2);
  return shown.map(([unit, n]) => new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short" }).format(n)).join(" ");
}
