// What the page knows: people, places, and what each person sees. It keeps itself up to date.

import { Refusal, ask, get } from "/page/api.js";

const LONG_SECONDS = 25;
const OTHERS_MILLISECONDS = 3000;
const AGAIN_MILLISECONDS = 1500;

/** What one person sees. `read` holds, per chat, the last message somebody looked at. */
class View {
  messages = new Map();
  seq = 0;
  modal = null;
  read = new Map();
  fresh = true;

  take({ messages, modal, seq }, allRead) {
    for (const message of messages) {
      if (message.deleted) this.messages.delete(message.id);
      else this.messages.set(message.id, message);
      if (this.fresh && allRead) this.look(message.chat);
    }
    const before = this.modal?.seq ?? null;
    this.modal = modal;
    this.seq = Math.max(this.seq, seq);
    this.fresh = false;
    return messages.length > 0 || before !== (modal?.seq ?? null);
  }

  in(chat) {
    return [...this.messages.values()].filter((m) => m.chat === chat).sort((a, b) => a.id - b.id);
  }

  look(chat) {
    const last = Math.max(0, ...this.in(chat).map((m) => m.id));
    if (last <= (this.read.get(chat) ?? 0)) return false;
    this.read.set(chat, last);
    return true;
  }

  unread(me, chat) {
    let count = 0;
    for (const m of this.messages.values()) {
      if ((chat === undefined || m.chat === chat) && m.from_id !== me && m.id > (this.read.get(m.chat) ?? 0)) count += 1;
    }
    return count;
  }
}

class World extends EventTarget {
  people = [];
  places = [];
  reachable = true;
  known = false;
  ahead = 0; // milliseconds that the clock in there is ahead of this machine's
  #views = new Map();
  #watched = new Map(); // pane → person id
  #calls = new Map(); // pane → AbortController
  #firstLook = true;
  #drawnPeople = "";

  now() {
    return Date.now() + this.ahead;
  }

  person(id) {
    return this.people.find((person) => person.id === id) ?? null;
  }

  on(platform) {
    return this.people.filter((person) => person.platform === platform);
  }

  view(id) {
    if (!this.#views.has(id)) this.#views.set(id, new View());
    return this.#views.get(id);
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  /** Say that a pane shows this person now: their news come at once. */
  watch(pane, person) {
    if (this.#watched.get(pane) === person) return;
    this.#watched.set(pane, person);
    this.#calls.get(pane)?.abort();
  }

  async start() {
    await this.refresh();
    this.#follow("telegram");
    this.#follow("discord");
    this.#others();
    document.addEventListener("visibilitychange", () => {
      for (const call of this.#calls.values()) call.abort();
    });
  }

  /** Fetch people and places; tell who listens if anything is new. */
  async refresh() {
    try {
      [this.people, this.places] = await Promise.all([get("/people"), get("/places")]);
      this.#online(true);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#online(false);
      return;
    }
    this.known = true;
    for (const id of this.#views.keys()) if (!this.person(id)) this.#views.delete(id);
    if (this.#firstLook) await Promise.all(this.people.map((person) => this.#look(person.id, true)));
    const drawn = JSON.stringify([this.people, this.places]);
    if (drawn !== this.#drawnPeople || this.#firstLook) {
      this.#drawnPeople = drawn;
      this.#firstLook = false;
      this.tell("people");
    }
  }

  #online(reachable) {
    if (reachable === this.reachable) return;
    this.reachable = reachable;
    if (reachable) {
      this.#views.clear(); // a new sandbox counts from one again
      this.#firstLook = true;
    }
    this.tell("reachable");
    if (reachable) for (const person of this.#watched.values()) this.tell("view", person);
  }

  #take(id, seen, allRead = false) {
    const view = this.view(id);
    if (!view.take(seen, allRead)) return;
    const chats = this.person(id)?.chats ?? [];
    if (seen.messages.some((m) => !chats.some((c) => c.id === m.chat))) this.refresh();
    this.tell("view", id);
  }

  async #look(id, allRead = false) {
    const seen = await get(`/people/${id}/sees?after=${this.view(id).seq}&wait=0`);
    this.#take(id, seen, allRead);
  }

  async #follow(pane) {
    for (;;) {
      const id = this.#watched.get(pane);
      if (!id || !this.person(id)) {
        await pause(150);
        continue;
      }
      const call = new AbortController();
      this.#calls.set(pane, call);
      const wait = document.hidden ? 0 : LONG_SECONDS;
      try {
        const view = this.view(id);
        const path = `/people/${id}/sees?after=${view.seq}&wait=${wait}`;
        const seen = await ask("GET", path, undefined, { signal: call.signal });
        if (this.view(id) === view) this.#take(id, seen);
        if (document.hidden) await pause(OTHERS_MILLISECONDS);
      } catch (failure) {
        if (failure.name === "AbortError") continue;
        if (failure.status === 0) this.#online(false);
        await pause(AGAIN_MILLISECONDS);
        await this.refresh();
      }
    }
  }

  async #others() {
    for (;;) {
      await pause(OTHERS_MILLISECONDS);
      await this.refresh();
      if (!this.reachable) continue;
      const shown = new Set(this.#watched.values());
      const rest = this.people.filter((person) => !shown.has(person.id));
      await Promise.allSettled(rest.map((person) => this.#look(person.id)));
    }
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const world = new World();
