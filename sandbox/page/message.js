// What messages of both apps have in common: dressed text, pictures, files, buttons.

import { el, icon, isOurs, isWebAddress, openLink } from "/page/dom.js";
import { tell } from "/page/moments.js";
import { toast } from "/page/toasts.js";
import { locale, t } from "/page/words.js";

const date = (message) => (message?.date ? new Date(message.date) : null);

/** The hour of a message, for its reader. */
export function hour(message) {
  const when = date(message);
  if (!when) return null;
  const words = when.toLocaleTimeString(locale(), { hour: "numeric", minute: "2-digit" });
  return el("time", { datetime: message.date, title: when.toLocaleString(locale()), text: words });
}

/** The day to write above this message, or nothing if the one before has the same. */
export function dayLine(message, previous) {
  const when = date(message);
  if (!when || when.toDateString() === date(previous)?.toDateString()) return "";
  return when.toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "long" });
}

/** The words of a message: as its server dressed them, else plain. */
export function words(message, pane) {
  if (!message.html && !message.text) return null;
  const body = el("div", { class: "words" });
  if (message.html) body.innerHTML = message.html; // escaped and dressed by the sandbox's server
  else body.textContent = message.text;
  for (const block of body.querySelectorAll("blockquote, pre")) endLine(block.nextSibling);
  for (const link of body.querySelectorAll("a")) tame(link, pane);
  for (const moment of body.querySelectorAll("time[datetime]")) tell(moment);
  for (const hidden of body.querySelectorAll(".spoiler")) {
    hidden.tabIndex = 0;
    hidden.addEventListener("click", () => hidden.classList.add("shown"));
    hidden.addEventListener("keydown", (event) => event.key === "Enter" && hidden.classList.add("shown"));
  }
  return body;
}

/** A quote or a block of code ends its line by itself, as in the real apps. */
function endLine(after) {
  if (after?.nodeName === "BR") after.remove();
}

function tame(link, pane) {
  const address = link.getAttribute("href") ?? "";
  if (!isWebAddress(address)) {
    link.removeAttribute("href");
    return;
  }
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  if (!startPayload(address)) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    follow(address, pane);
  });
}

/** What a link to the bot itself hands to /start, if it is such a link. */
function startPayload(address) {
  const url = new URL(address, location.href);
  return url.hostname === "t.me" ? url.searchParams.get("start") : null;
}

/** Whether a link opens an invoice rather than a page. */
function isInvoice(address, pane) {
  if (pane.platform !== "telegram" || !isWebAddress(address)) return false;
  const url = new URL(address, location.href);
  return url.hostname === "t.me" && url.pathname.startsWith("/$");
}

/** Open a link as the app would: the bot's own in its chat, the web's in a new tab. */
export function follow(address, pane) {
  if (!isWebAddress(address)) {
    toast(t("no_web_address"), "error");
    return;
  }
  const payload = pane.platform === "telegram" ? startPayload(address) : null;
  if (payload === null) {
    openLink(address);
    return;
  }
  const home = pane.me.chats.find((chat) => chat.kind === "private");
  if (home && home.id !== pane.chat) pane.goTo(home.id);
  pane.does("say", { text: `/start ${payload}` });
}

/** All pictures of a message, as one picture or as an album. */
export function pictures(message, pane) {
  const all = [...(message.pictures ?? [])];
  if (message.picture && !all.includes(message.picture)) all.unshift(message.picture);
  if (!all.length) return null;
  return el("div", { class: `pictures n${Math.min(all.length, 4)}` }, all.map((one) => picture(one, pane)));
}

function picture(one, pane) {
  const { url, alt } = typeof one === "string" ? { url: one } : { url: one.url, alt: one.alt ?? one.description };
  if (!isOurs(url)) return el("p", { class: "far-picture", text: t("far_picture", { url }) });
  const shown = el("img", { src: url, alt: alt ?? t("picture"), on: { load: () => pane.grown() } });
  return el("button", { type: "button", class: "picture", title: t("open_picture"), on: { click: () => enlarge(url, alt) } }, shown);
}

function enlarge(url, alt) {
  const sheet = el(
    "dialog",
    { class: "enlarged", "aria-label": t("picture"), on: { close: () => sheet.remove(), click: () => sheet.close() } },
    el("img", { src: url, alt: alt ?? t("picture") }),
    el("button", { type: "button", class: "quiet", text: t("close") }),
  );
  document.body.append(sheet);
  sheet.showModal();
}

/** The documents of a message, to download. */
export function files(message) {
  if (!message.files?.length) return null;
  return el("ul", { class: "files" }, message.files.map((file) => el(
    "li",
    {},
    el(
      "a",
      { href: file.url, download: file.name, "aria-label": t("download", { name: file.name }) },
      icon("file"),
      el("span", {}, el("b", { text: file.name }), el("small", { text: size(file.size) })),
    ),
  )));
}

/** A size in the words people use. */
export function size(bytes) {
  if (typeof bytes !== "number") return "";
  const [unit, amount] = bytes < 1e3 ? ["byte", bytes] : bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const shape = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: amount < 10 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), shape).format(amount);
}

/** The small faces under a message. */
export function reactions(message) {
  if (!message.reactions?.length) return null;
  const faces = message.reactions.map((one) => el("li", { text: typeof one === "string" ? one : `${one.emoji} ${one.count ?? 1}` }));
  return el("ul", { class: "reactions" }, faces);
}

/** What the app offers on a message: to reply to it. */
export function replyKey(message, pane) {
  if (message.ephemeral || message.deleted) return null;
  const label = t("reply");
  return el("button", { type: "button", class: "reply-key", title: label, "aria-label": label, on: { click: () => pane.reply(message) } }, icon("reply"));
}

/** Things with a `row`, as rows in order. */
export function rows(things) {
  const found = new Map();
  for (const thing of things) {
    const row = thing.row ?? 0;
    if (!found.has(row)) found.set(row, []);
    found.get(row).push(thing);
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** One button of a message, in the colours of its style. */
export function button(message, one, pane) {
  const kind = one.url ? "link" : (one.style ?? "plain");
  const mark = one.url ? "out" : one.copy !== undefined ? "copy" : one.switch_inline !== undefined ? "share" : null;
  const node = el(
    "button",
    {
      type: "button",
      class: `key ${kind}`,
      disabled: Boolean(one.disabled),
      title: one.url ?? null,
      on: { click: () => pressed(message, one, pane, node) },
    },
    el("span", { text: [one.emoji, one.label].filter(Boolean).join(" ") }),
    mark && icon(mark),
  );
  return node;
}

function pressed(message, one, pane, node) {
  if (node.getAttribute("aria-busy")) return;
  if (one.pay || isInvoice(one.url, pane)) pane.does("pay", { message: message.id }, { message, node });
  else if (one.url) follow(one.url, pane);
  else if (one.copy !== undefined) copy(one.copy, pane);
  else if (one.switch_inline !== undefined) pane.share(one.switch_inline);
  else pane.press(message, one, node);
}

async function copy(text, pane) {
  try {
    await navigator.clipboard.writeText(text);
    pane.note(t("copied"));
  } catch {
    pane.note(t("not_copied"));
  }
}
