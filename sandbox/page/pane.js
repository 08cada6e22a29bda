// One app: who is looking, at which chat, what they see and do.

import { does } from "/page/api.js";
import { drawChats, drawShare } from "/page/chats.js";
import { Composer } from "/page/composer.js";
import { drawDiscord } from "/page/discord.js";
import { el, iconButton } from "/page/dom.js";
import { drawPeople, drawPersonForm } from "/page/heads.js";
import { dayLine, follow } from "/page/message.js";
import { ModalSheet } from "/page/modal.js";
import { drawTelegram, joinAlbums, replyKeys } from "/page/telegram.js";
import { t } from "/page/words.js";
import { world } from "/page/world.js";

const ARRANGE = { telegram: joinAlbums, discord: (messages) => messages };
const DRAW = { telegram: drawTelegram, discord: drawDiscord };
const NEAR_BOTTOM_PIXELS = 80;
const TAB_GAP_PIXELS = 12;
const TOAST_MILLISECONDS = 4500;

export class Pane {
  person = null; // ids
  chat = null;
  #root;
  #parts = {};
  #drawn = new Map(); // message id → {signature, node}
  #failed = new Map(); // message id → what the app says of the last press
  #dismissed = new Set();
  #composer;
  #modal;
  #resting = false;
  #atFoot = true;
  #top = 0;
  #headOf = null; // the chat for which the tabs were last brought into sight
  #homeId = null; // where to go back to when the room that is open goes away

  constructor(platform, root) {
    this.platform = platform;
    this.#root = root;
    this.#composer = new Composer(this);
    this.#modal = new ModalSheet(this);
    const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? "{}");
    this.person = kept.person ?? null;
    this.chat = kept.chat ?? null;
  }

  get #key() {
    return `jalon.page.${this.platform}`;
  }

  get me() {
    return world.person(this.person);
  }

  /** The chat that is open; of a room, the chat that it is a room of. */
  get home() {
    const chats = this.me?.chats ?? [];
    const open = chats.find((chat) => chat.id === this.chat);
    return chats.find((chat) => chat.id === open?.parent) ?? open ?? null;
  }

  get view() {
    return this.me && world.view(this.person);
  }

  /** While the page welcomes, the empty apps wait behind. */
  rest(resting) {
    this.#root.inert = resting;
    if (this.#resting === resting) return;
    this.#resting = resting;
    if (this.#parts.head) this.peopleChanged();
  }

  unread() {
    return world.on(this.platform).reduce((sum, one) => sum + world.view(one.id).unread(one.id), 0);
  }

  /** Draw everything anew, in the page's language of now. */
  redraw() {
    this.#drawn.clear();
    const parts = (this.#parts = {
      head: el("header", { class: "pane-head" }),
      messages: el("ol", { class: "messages", role: "log", tabindex: "0", "aria-label": t("messages") }),
      down: iconButton("down", t("newest"), () => this.#scrollDown(), { class: "icon-button to-newest", hidden: true }),
      overlay: el("div", { class: "overlay", hidden: true }),
      notes: el("div", { class: "notes", role: "status", "aria-live": "polite" }),
    });
    parts.messages.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.grown()).observe(parts.messages);
    parts.screen = el("div", { class: "screen" }, parts.messages, parts.down);
    parts.body = el("div", { class: "pane-body" }, parts.screen, this.#composer.draw());
    const stage = el("div", { class: "stage" }, parts.body, parts.notes, parts.overlay);
    this.#root.replaceChildren(parts.head, stage);
    this.peopleChanged();
  }

  peopleChanged() {
    const people = world.on(this.platform);
    if (!this.me && world.known) this.person = people[0]?.id ?? null;
    const chats = this.me?.chats ?? [];
    if (this.me && !chats.some((chat) => chat.id === this.chat)) this.#backFrom(chats);
    if (world.known) this.#keep();
    this.#homeId = this.home?.id ?? null;
    world.watch(this.platform, this.me ? this.person : null);
    this.#drawHead();
    this.#drawBody();
  }

  /** What was open is gone: back to the chat it was a room of, if that is still there. */
  #backFrom(chats) {
    const next = chats.find((chat) => chat.id === this.#homeId) ?? privateChat(chats);
    this.chat = next?.id ?? null;
    this.#composer.clear();
  }

  viewChanged(person) {
    if (world.person(person)?.platform !== this.platform) return;
    if (person === this.person) this.#drawBody();
    this.#drawHead();
  }

  onScreen() {
    if (!this.#parts.messages || !this.#visible()) return;
    this.#scrollDown();
    this.#markRead();
    this.#drawHead();
  }

  be(person) {
    this.person = person;
    this.chat = privateChat(this.me?.chats ?? [])?.id ?? null;
    this.#switched();
  }

  goTo(chat) {
    this.chat = chat;
    this.#switched();
  }

  #switched() {
    this.#keep();
    this.#homeId = this.home?.id ?? null;
    world.watch(this.platform, this.person);
    this.#composer.clear();
    this.closeOverlay();
    this.#modal.forget();
    this.#drawn.clear();
    this.#parts.messages.replaceChildren();
    this.#drawBody();
    this.#scrollDown();
    this.#drawHead();
  }

  #keep() {
    sessionStorage.setItem(this.#key, JSON.stringify({ person: this.person, chat: this.chat }));
  }

  #visible() {
    return !document.hidden && this.#root.offsetParent !== null;
  }

  #markRead() {
    if (this.#visible() && this.view?.look(this.chat)) world.tell("read");
  }

  #drawHead() {
    const { head } = this.#parts;
    const focused = head.contains(document.activeElement) ? document.activeElement.id : "";
    const rows = [".people", ".chats", ".rooms"];
    const scrolled = rows.map((row) => head.querySelector(row)?.scrollLeft ?? 0);
    const drawn = [...drawPeople(this), ...(this.me ? drawChats(this) : [])];
    head.replaceChildren(...drawn.filter(Boolean));
    rows.forEach((row, at) => head.querySelector(row)?.scrollTo({ left: scrolled[at] }));
    if (this.me && this.#visible() && this.#headOf !== this.chat) this.#showTab();
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Bring the tabs of what is open into sight. */
  #showTab() {
    this.#headOf = this.chat;
    for (const tab of this.#parts.head.querySelectorAll("[aria-current]")) {
      const row = tab.parentElement;
      const at = tab.offsetLeft - row.offsetLeft;
      const seen = row.clientWidth - (row.querySelector(".new")?.offsetWidth ?? 0);
      const least = at + tab.offsetWidth + TAB_GAP_PIXELS - seen;
      row.scrollTo({ left: Math.min(Math.max(row.scrollLeft, least), at - TAB_GAP_PIXELS) });
    }
  }

  // --- messages

  #drawBody() {
    const { messages, body, overlay } = this.#parts;
    body.hidden = !this.me;
    if (!this.me) {
      this.#drawn.clear();
      messages.replaceChildren();
      if (this.#resting) this.#lift();
      else if (world.known && !overlay.contains(document.activeElement)) this.#invite();
      return;
    }
    if (overlay.querySelector(".first-person")) this.closeOverlay();
    this.#composer.refresh();
    const seen = this.view.in(this.chat).filter((m) => !this.#dismissed.has(m.id));
    this.#drawMessages(ARRANGE[this.platform](seen));
    if (this.platform === "telegram") this.#composer.showKeys(replyKeys(seen, this));
    this.grown();
    this.#modal.show(this.view.modal);
    this.#markRead();
  }

  #drawMessages(seen) {
    const { messages } = this.#parts;
    const nodes = [];
    const kept = new Map();
    let previous = null;
    for (const message of seen) {
      const line = dayLine(message, previous);
      if (line) nodes.push(this.#once(kept, `day${message.id}`, line, () => el("li", { class: "day" }, el("span", { text: line }))));
      const follows = !line && previous?.from_id === message.from_id && previous?.ephemeral === message.ephemeral;
      const failed = this.#failed.get(message.id) ?? "";
      const signature = `${message.seq}|${follows}|${failed}`;
      nodes.push(this.#once(kept, message.id, signature, () => DRAW[this.platform](message, { pane: this, follows, failed })));
      previous = message;
    }
    if (!nodes.length) nodes.push(el("li", { class: "quiet-chat", text: t(`quiet_${this.platform}`) }));
    this.#drawn = kept;
    settle(messages, nodes);
  }

  #once(kept, key, signature, draw) {
    const before = this.#drawn.get(key);
    const node = before?.signature === signature ? before.node : draw();
    kept.set(key, { signature, node });
    return node;
  }

  #atBottom() {
    const { messages } = this.#parts;
    return messages.scrollHeight - messages.scrollTop - messages.clientHeight < NEAR_BOTTOM_PIXELS;
  }

  #scrolled() {
    const { messages, down } = this.#parts;
    const bottom = this.#atBottom();
    if (bottom) this.#atFoot = true;
    else if (messages.scrollTop < this.#top) this.#atFoot = false; // somebody went up to read
    this.#top = messages.scrollTop;
    down.hidden = bottom;
  }

  #scrollDown() {
    const { messages } = this.#parts;
    messages.scrollTop = messages.scrollHeight;
    this.#atFoot = true;
  }

  /** The chat became longer or its window smaller: stay at its foot if we were there. */
  grown() {
    if (this.#atFoot) this.#scrollDown();
    this.#parts.down.hidden = this.#atBottom();
  }

  dismiss(message) {
    this.#dismissed.add(message.id);
    this.#drawBody();
  }

  // --- acts

  /** What is written next replies to this message. */
  reply(message) {
    this.#composer.replyTo(message);
  }

  /** Do something as this person and show what the app shows at once. */
  async does(verb, body, { message = null, node = null } = {}) {
    node?.setAttribute("aria-busy", "true");
    if (message && this.#failed.delete(message.id)) this.#drawBody();
    const answer = await does(this.person, verb, body);
    node?.removeAttribute("aria-busy");
    if (answer) this.#tell(answer, message);
    return answer;
  }

  press(message, button, node) {
    const name = button.payload ?? button.label;
    return this.does("press", { message: message.id, button: name }, { message, node });
  }

  /** Take a search to another chat, as the app's own share buttons do. */
  share(query) {
    const type = (chat) => {
      this.closeOverlay();
      if (chat !== this.chat) this.goTo(chat);
      this.#composer.type(`@jalon ${query}`);
    };
    const { chats } = this.me;
    if (chats.length === 1) type(chats[0].id);
    else this.overlay(drawShare(this, type));
  }

  #tell(answer, message) {
    if (answer.error && message) {
      this.#failed.set(message.id, answer.error);
      this.#drawBody();
    } else if (answer.error) this.note(answer.error, "error");
    else if (answer.toast && answer.alert) this.alert(answer.toast);
    else if (answer.toast) this.note(answer.toast);
    else if (answer.url) follow(answer.url, this);
    else if (answer.answered === false && this.#alone) this.note(t("no_answer"));
  }

  /** Whether the bot is told all that is said here; in groups it hears only what is meant for it. */
  get #alone() {
    return this.home?.kind === "private";
  }

  /** A short word that the app shows over the chat. */
  note(text, tone = "") {
    const note = el("p", { class: `note ${tone}`, text });
    this.#parts.notes.replaceChildren(note);
    setTimeout(() => note.remove(), TOAST_MILLISECONDS);
  }

  alert(text) {
    const ok = el("button", { type: "button", class: "solid", text: t("ok"), on: { click: () => this.closeOverlay() } });
    this.overlay(el("div", { class: "sheet alert", role: "alertdialog", "aria-label": text }, el("p", { text }), ok));
  }

  /** Lay a sheet over this app; Escape closes it. */
  overlay(sheet, { close = () => this.closeOverlay(), focus = true } = {}) {
    const { overlay, body } = this.#parts;
    overlay.replaceChildren(sheet);
    overlay.hidden = false;
    overlay.onkeydown = (event) => {
      if (event.key === "Escape") close(); // returning false would swallow the other keys
    };
    body.inert = true;
    if (focus) sheet.querySelector("input, textarea, select, button")?.focus();
  }

  closeOverlay() {
    this.#lift();
    if (!this.me && world.known && !this.#resting) this.#invite();
  }

  #lift() {
    const { overlay, body } = this.#parts;
    overlay.hidden = true;
    overlay.replaceChildren();
    body.inert = false;
  }

  #invite() {
    this.overlay(drawPersonForm(this, { first: true }), { focus: false });
  }
}

const privateChat = (chats) => chats.find((chat) => chat.kind === "private") ?? chats[0];

/** Make `nodes` the children of `list`, moving as little as possible so that focus stays. */
function settle(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
}
