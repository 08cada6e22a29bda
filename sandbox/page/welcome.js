// The friendly start: shown over the empty table.

import { act, does } from "/page/api.js";
import { el } from "/page/dom.js";
import { t } from "/page/words.js";
import { world } from "/page/world.js";

/** Show the start card, or take it away. */
export function showWelcome(table, wanted, { botHere, byHand }) {
  table.querySelector(".welcome")?.remove();
  if (!wanted) return;
  table.append(
    el("div", { class: "welcome" }, el(
      "section",
      { class: "welcome-card", "aria-labelledby": "welcome-title" },
      el("h2", { id: "welcome-title", text: t("welcome_title") }),
      el("p", { text: t("welcome_1") }),
      el("p", { text: t("welcome_2") }),
      el("button", { type: "button", class: "solid", text: t("welcome_pair"), on: { click: startPair } }),
      el("p", { class: "small", text: t("welcome_pair_does") }),
      botHere === false && el(
        "p",
        { class: "small no-bot" },
        t("welcome_no_bot"),
        el("code", { text: `JALON_SANDBOX_URL=${location.origin}` }),
      ),
      el("button", { type: "button", class: "link", text: t("welcome_alone"), on: { click: byHand } }),
    )),
  );
}

async function startPair({ currentTarget: button }) {
  button.disabled = true;
  const ana = await act("POST", "/people", { platform: "telegram", name: "Ana", language: "fr" });
  const ben = await act("POST", "/people", { platform: "discord", name: "Ben", language: "en" });
  await world.refresh();
  if (ana && ben) await does(ana.id, "say", { text: "/start" });
  button.disabled = false;
}
