// The world beside the apps: the clock, the books, planted faults, the bot's calls.

import { Books } from "/page/books.js";
import { Calls } from "/page/calls.js";
import { Clock } from "/page/clock.js";
import { Faults } from "/page/faults.js";

const EVERY_MILLISECONDS = 3000;

export class Desk {
  #root;
  #parts;
  #tellBot;

  constructor(root, tellBot) {
    this.#root = root;
    this.#tellBot = tellBot;
    this.#parts = [new Clock(), new Books((here) => tellBot(here)), new Faults(), new Calls()];
  }

  redraw() {
    this.#root.replaceChildren(...this.#parts.map((part) => part.draw()));
  }

  start() {
    const turn = async () => {
      if (!document.hidden) await Promise.allSettled(this.#parts.map((part) => part.look()));
      setTimeout(turn, EVERY_MILLISECONDS);
    };
    turn();
  }
}
