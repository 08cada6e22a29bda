// Where one writes: text, files, the menu of commands, and on Telegram the inline mode.

import { ask } from "/page/api.js";
import { CommandForm } from "/page/command.js";
import { calm, el, icon, iconButton, readFiles } from "/page/dom.js";
import { size } from "/page/message.js";
import { Suggest } from "/page/suggest.js";
import { t } from "/page/words.js";

const INLINE = /^@jalon\w*\s(.*)$/is;
const COMMAND = /^\/([^\s]*)$/;
const TALLEST_PIXELS = 160;

export class Composer {
  #pane;
  #files = [];
  #replied = null; // the message that is replied to
  #parts = {};
  #asked = 0;
  #searchCalmly = calm(250, (query) => this.#search(query));

  constructor(pane) {
    this.#pane = pane;
  }

  draw() {
    const text = el("textarea", { rows: "1", "aria-label": t("write"), placeholder: t(`write_${this.#pane.platform}`) });
    const input = el("input", { type: "file", multiple: true, hidden: true, on: { change: () => this.#attach(input.files) } });
    const suggest = new Suggest(text, { label: t("commands") });
    const strip = el("ul", { class: "attached", hidden: true });
    const replied = el("p", { class: "replying", hidden: true });
    const form = el(
      "form",
      { class: "composer", on: { submit: (event) => this.#submit(event) } },
      suggest.node,
      replied,
      strip,
      el(
        "div",
        { class: "composer-line" },
        iconButton("clip", t("attach"), () => input.click()),
        input,
        text,
        el("button", { class: "icon-button send", "aria-label": t("send"), title: t("send") }, icon("send")),
      ),
    );
    text.addEventListener("input", () => this.#typed());
    text.addEventListener("focus", () => this.#typed());
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) form.requestSubmit();
      else if (event.key === "Tab" && suggest.ready && text.value.startsWith("/")) this.#complete(suggest.here);
      else return;
      event.preventDefault();
    });
    text.addEventListener("paste", (event) => event.clipboardData.files.length && this.#attach(event.clipboardData.files));
    this.#catchDrops(form);
    const box = el("div", { class: "composer-box" }, form);
    this.#parts = { box, form, text, input, strip, replied, suggest };
    this.#drawFiles();
    return box;
  }

  /** On Telegram: the keys a bot may put below. */
  showKeys(keys) {
    const { box, form } = this.#parts;
    box.querySelector(".reply-keys")?.remove();
    if (keys && form.isConnected) box.append(keys);
  }

  refresh() {
    this.#parts.box.hidden = !this.#pane.chat;
  }

  clear() {
    this.#files = [];
    this.replyTo(null);
    this.#parts.text.value = "";
    this.#parts.suggest.close();
    this.#parts.box.replaceChildren(this.#parts.form);
    this.#drawFiles();
    this.#grow();
  }

  /** What is written next replies to this message; to none when it is null. */
  replyTo(message) {
    const { replied, text } = this.#parts;
    this.#replied = message;
    replied.hidden = !message;
    replied.replaceChildren(...(message ? [
      icon("reply"),
      el("span", { text: `${message.from}: ${message.text || message.files?.[0]?.name || t("picture")}` }),
      iconButton("close", t("no_reply"), () => this.replyTo(null)),
    ] : []));
    if (message) text.focus();
  }

  // --- files

  async #attach(files) {
    this.#files.push(...(await readFiles(files)).map((file, at) => ({ ...file, size: files[at]?.size })));
    this.#parts.input.value = "";
    this.#drawFiles();
    this.#parts.text.focus();
  }

  #drawFiles() {
    const { strip } = this.#parts;
    strip.hidden = !this.#files.length;
    strip.replaceChildren(...this.#files.map((file) => el(
      "li",
      {},
      icon("file"),
      el("span", { text: file.name }),
      el("small", { text: size(file.size) }),
      iconButton("close", t("remove_file", { name: file.name }), () => {
        this.#files = this.#files.filter((other) => other !== file);
        this.#drawFiles();
      }),
    )));
  }

  #catchDrops(form) {
    form.dataset.drop = t("drop_here");
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("dropping");
    });
    form.addEventListener("dragleave", () => form.classList.remove("dropping"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dropping");
      this.#attach([...event.dataTransfer.files]);
    });
  }

  // --- typing

  #grow() {
    const { text } = this.#parts;
    text.style.setProperty("height", "auto");
    if (!text.scrollHeight) return; // not on the screen: as high as one line
    text.style.setProperty("height", `${Math.min(text.scrollHeight, TALLEST_PIXELS)}px`);
  }

  #typed() {
    this.#grow();
    const { text, suggest } = this.#parts;
    this.#asked += 1;
    const command = COMMAND.exec(text.value);
    const inline = this.#pane.platform === "telegram" && INLINE.exec(text.value);
    if (command) this.#offerCommands(command[1]);
    else if (inline) {
      if (!suggest.open) suggest.show([], () => {}, { empty: t("searching") });
      this.#searchCalmly(inline[1]);
    } else suggest.close();
  }

  async #offerCommands(start) {
    const asked = this.#asked;
    const { commands } = await this.#quietly("GET", "commands", undefined, { commands: [] });
    if (asked !== this.#asked) return;
    const fitting = commands.filter((one) => one.name.toLowerCase().startsWith(start.toLowerCase()));
    const items = fitting.map((one) => ({ title: `/${one.name}`, description: one.description, command: one }));
    const empty = commands.length ? t("no_command") : t("no_commands");
    this.#parts.suggest.show(items, ({ command }) => this.#useCommand(command), { empty });
  }

  #complete(item) {
    if (!item?.command) return;
    this.#parts.suggest.close();
    if (this.#pane.platform === "discord") this.#useCommand(item.command);
    else this.#parts.text.value = `/${item.command.name} `;
  }

  #useCommand(command) {
    this.#parts.text.value = "";
    this.#grow();
    if (this.#pane.platform === "telegram") this.#say(`/${command.name}`, []);
    else if (!command.options?.length) this.#pane.does("command", { name: command.name, options: {}, chat: this.#pane.chat });
    else {
      const back = () => {
        this.#parts.box.replaceChildren(this.#parts.form);
        this.#parts.text.focus();
      };
      const form = new CommandForm(this.#pane, command, back);
      this.#parts.box.replaceChildren(form.node);
      form.focus();
    }
  }

  async #search(query) {
    const asked = this.#asked;
    const { results } = await this.#quietly("POST", "inline", { query }, { results: [] });
    if (asked !== this.#asked) return;
    const items = results.map((one) => ({ ...one, title: one.title || one.description || "…", picture: one.picture ?? one.thumbnail }));
    this.#parts.suggest.show(items, (one) => {
      this.#parts.text.value = "";
      this.#grow();
      this.#pane.does("inline/pick", { result: one.id, chat: this.#pane.chat });
    });
  }

  /** Type for the viewer: what a share button of the app does. */
  type(words) {
    const { text } = this.#parts;
    text.value = words;
    text.focus();
    this.#typed();
  }

  async #quietly(method, verb, body, otherwise) {
    try {
      return await ask(method, `/people/${this.#pane.person}/${verb}`, body);
    } catch {
      return otherwise;
    }
  }

  // --- sending

  #submit(event) {
    event.preventDefault();
    const { text, suggest } = this.#parts;
    const words = text.value.trim();
    if (!words && !this.#files.length) return;
    suggest.close();
    this.#asked += 1;
    const files = this.#files;
    this.#files = [];
    text.value = "";
    this.#drawFiles();
    this.#grow();
    this.#say(words, files);
  }

  async #say(text, files) {
    const sent = files.map(({ name, content }) => ({ name, content }));
    const replied = this.#replied;
    this.replyTo(null);
    const more = replied ? { reply_to: replied.id } : {};
    const answer = await this.#pane.does("say", { text, chat: this.#pane.chat, files: sent, ...more });
    if (answer || this.#parts.text.value) return;
    this.replyTo(replied);
    this.#parts.text.value = text; // refused: give it back
    this.#files = files;
    this.#drawFiles();
    this.#grow();
  }
}
