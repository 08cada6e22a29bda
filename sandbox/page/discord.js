// A message as Discord shows it: a line with an avatar, a card with an accent, buttons and selects.

import { avatar, el } from "/page/dom.js";
import { button, files, hour, pictures, reactions, replyKey, rows, words } from "/page/message.js";
import { drawSelect } from "/page/select.js";
import { t } from "/page/words.js";

export function drawDiscord(message, { pane, follows, failed }) {
  const bot = message.from_id === "bot";
  const head = message.used ?? replied(message, pane);
  const joined = follows && !head;
  return el(
    "li",
    { class: `line${joined ? " follows" : ""}${message.ephemeral ? " ephemeral" : ""}` },
    head && el("p", { class: "used", text: head }),
    el("div", { class: "side" }, joined ? null : avatar(message.from, { bot })),
    el(
      "div",
      { class: "content" },
      !joined && el(
        "p",
        { class: "by" },
        el("b", { text: message.from }),
        bot && el("span", { class: "app-mark", text: t("app_mark") }),
        hour(message),
      ),
      message.thinking
        ? el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), t("thinking", { name: message.from }))
        : drawContent(message, pane),
      reactions(message),
      message.thread && pane.me.chats.some((chat) => chat.id === message.thread) && el(
        "button",
        { type: "button", class: "link thread-link", text: t("open_thread"), on: { click: () => pane.goTo(message.thread) } },
      ),
      message.pinned && el("span", { class: "edited", text: `(${t("pinned")}) ` }),
      message.edited && el("span", { class: "edited", text: `(${t("edited")})` }),
      failed && el("p", { class: "failed", role: "alert", text: failed }),
      message.ephemeral && el(
        "p",
        { class: "only-you" },
        `${t("only_you")} • `,
        el("button", { type: "button", class: "link", text: t("dismiss"), on: { click: () => pane.dismiss(message) } }),
      ),
    ),
    replyKey(message, pane),
  );
}

function replied(message, pane) {
  if (!message.reply_to) return null;
  const told = pane.view.messages.get(message.reply_to);
  return told ? `${told.from}: ${told.text.slice(0, 100)}` : t("reply_gone");
}

function drawContent(message, pane) {
  const parts = [words(message, pane), pictures(message, pane), files(message), ...drawRows(message, pane)];
  if (message.accent === undefined && !message.container) return el("div", { class: "plain" }, parts);
  const card = el("div", { class: "card" }, parts);
  const colour = accent(message.accent);
  if (colour) card.style.setProperty("--accent", colour);
  return card;
}

function accent(value) {
  if (typeof value === "number") return `#${value.toString(16).padStart(6, "0")}`;
  return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value) ? value : null;
}

function drawRows(message, pane) {
  const things = [
    ...(message.buttons ?? []).map((one) => ({ row: one.row, draw: () => button(message, one, pane) })),
    ...(message.selects ?? []).map((one) => ({ row: one.row ?? 99, draw: () => drawSelect(message, one, pane) })),
  ];
  return rows(things).map((row) => el("div", { class: "keys" }, row.map((thing) => thing.draw())));
}
