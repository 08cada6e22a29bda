// A message as Telegram shows it: a bubble, its keyboard below.

import { avatar, el, hue, isOurs } from "/page/dom.js";
import { button, files, hour, pictures, reactions, replyKey, rows, words } from "/page/message.js";
import { locale, t } from "/page/words.js";

export function drawTelegram(message, { pane, follows, failed }) {
  if (message.service) return el("li", { class: "day service" }, el("span", { text: message.text, title: hour(message)?.title }));
  const mine = message.from_id === pane.person;
  const group = pane.home?.kind !== "private";
  const bubble = el(
    "div",
    { class: message.draft ? "bubble draft" : "bubble" },
    group && !mine && !follows && sender(message),
    message.forwarded && el("span", { class: "via", text: t("forwarded") }),
    message.via && el("span", { class: "via", text: t("via", { name: message.via }) }),
    message.reply_to && quote(message, pane),
    pictures(message, pane),
    message.invoice && invoice(message),
    message.location && el("p", { text: `${message.location.latitude}, ${message.location.longitude}` }),
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
    replyKey(message, pane),
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
  return el("blockquote", { class: "reply" }, el("b", { text: told.from ?? "" }), el("span", { text: told.text || told.files?.[0]?.name || t("picture") }));
}

function invoice(message) {
  const { title, description, amount, currency, photo } = message.invoice;
  return el(
    "div",
    { class: "invoice" },
    isOurs(photo) && el("img", { src: photo, alt: "" }),
    el("b", { text: title ?? t("invoice") }),
    description && el("p", { text: description }),
    el("p", { class: "price", text: price(amount, currency) }),
  );
}

/** An amount in minor units; Telegram's Stars have none. */
function price(amount, currency) {
  if (currency === "XTR") return `★ ${amount}`;
  const shape = new Intl.NumberFormat(locale(), { style: "currency", currency });
  return shape.format(amount / 10 ** shape.resolvedOptions().maximumFractionDigits);
}

function keyboard(message, pane) {
  if (!message.buttons?.length) return null;
  const lines = rows(message.buttons).map((row) => el("div", { class: "keys" }, row.map((one) => button(message, one, pane))));
  return el("div", { class: "keyboard" }, lines);
}

/** Pictures sent as one album are seen as one message. */
export function joinAlbums(messages) {
  const seen = [];
  for (const message of messages) {
    const before = seen.at(-1);
    if (!message.album || before?.album !== message.album) {
      seen.push(message);
      continue;
    }
    seen[seen.length - 1] = {
      ...before,
      seq: Math.max(before.seq, message.seq),
      text: before.text || message.text,
      html: before.html || message.html,
      edited: before.edited || message.edited,
      pictures: [...(before.pictures ?? [before.picture]), message.picture].filter(Boolean),
      files: [...before.files, ...message.files],
    };
  }
  return seen;
}

/** The keys below where one writes, as the last message that brought or took some left them. */
export function replyKeys(messages, pane) {
  const last = messages.findLast((message) => message.keyboard);
  const { rows: lines, one_time: once } = last?.keyboard ?? {};
  if (!lines?.length) return null;
  const labels = lines.flat().map((one) => one.label);
  const pressed = (message) => message.id > last.id && message.from_id === pane.person && labels.includes(message.text);
  const used = once && messages.some(pressed);
  if (used) return null;
  return el("div", { class: "keyboard reply-keys" }, lines.map((line) => el("div", { class: "keys" }, line.map((one) => el(
    "button",
    {
      type: "button",
      class: `key ${one.style ?? "plain"}`,
      text: one.label,
      on: { click: () => pane.does("press", { message: last.id, button: one.label }) },
    },
  )))));
}
