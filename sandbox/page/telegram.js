// A message as Telegram shows it: a bubble, its keyboard below.

import { avatar, el, hue } from "/page/dom.js";
import { button, files, hour, pictures, reactions, rows, words } from "/page/message.js";
import { t } from "/page/words.js";

export function drawTelegram(message, { pane, follows, failed }) {
  const mine = message.from_id === pane.person;
  const group = pane.me.chats.find((chat) => chat.id === pane.chat)?.kind !== "private";
  const bubble = el(
    "div",
    { class: "bubble" },
    group && !mine && !follows && sender(message),
    message.via && el("span", { class: "via", text: t("via", { name: message.via }) }),
    message.reply_to && quote(message, pane),
    pictures(message, pane),
    message.invoice && invoice(message),
    files(message),
    words(message, pane),
    reactions(message),
    el("span", { class: "stamp" }, message.edited && el("span", { text: `${t("edited")} ` }), hour(message)),
  );
  return el(
    "li",
    { class: `line ${mine ? "mine" : "theirs"}${follows ? " follows" : ""}` },
    group && !mine && (follows ? el("span", { class: "avatar-gap" }) : avatar(message.from, { bot: message.from_id === "bot" })),
    el("div", { class: "bubble-and-keys" }, bubble, keyboard(message, pane), failed && el("p", { class: "failed", role: "alert", text: failed })),
  );
}

function sender(message) {
  const name = el("span", { class: "sender", text: message.from });
  if (message.from_id !== "bot") name.style.setProperty("--hue", hue(message.from));
  return name;
}

function quote(message, pane) {
  const told = typeof message.reply_to === "object" ? message.reply_to : pane.view.messages.get(message.reply_to);
  if (!told) return null;
  return el("blockquote", { class: "reply" }, el("b", { text: told.from ?? "" }), el("span", { text: told.text ?? "" }));
}

function invoice(message) {
  const { title, description, amount, currency, photo } = message.invoice;
  return el(
    "div",
    { class: "invoice" },
    photo && el("img", { src: photo, alt: "" }),
    el("b", { text: title ?? t("invoice") }),
    description && el("p", { text: description }),
    el("p", { class: "price", text: price(amount, currency) }),
  );
}

/** An amount in minor units; Telegram's Stars have none. */
function price(amount, currency) {
  if (amount === undefined || amount === null) return "";
  if (currency === "XTR") return `★ ${amount}`;
  if (typeof amount === "string" || !currency) return `${amount} ${currency ?? ""}`.trim();
  const shape = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency });
  return shape.format(amount / 10 ** shape.resolvedOptions().maximumFractionDigits);
}

function keyboard(message, pane) {
  const lines = rows(message.buttons ?? []).map((row) => el("div", { class: "keys" }, row.map((one) => button(message, one, pane))));
  if (message.invoice && !lines.length) lines.push(el("div", { class: "keys" }, payButton(message, pane)));
  return lines.length ? el("div", { class: "keyboard" }, lines) : null;
}

function payButton(message, pane) {
  const { amount, currency, paid } = message.invoice;
  const label = paid ? t("paid") : t("pay", { amount: price(amount, currency) });
  const pay = () => !node.getAttribute("aria-busy") && pane.does("pay", { message: message.id }, { message, node });
  const node = el("button", { type: "button", class: "key primary", disabled: Boolean(paid), on: { click: pay } }, el("span", { text: label }));
  return node;
}
