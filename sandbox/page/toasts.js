// Short words from the page itself, at its foot.

import { el } from "/page/dom.js";

const SECONDS = { plain: 4, error: 7 };

/** Say something and take it away again. */
export function toast(text, tone = "plain") {
  const shelf = document.getElementById("toasts");
  for (const other of shelf.children) if (other.textContent === text) other.remove();
  const note = el("button", { type: "button", class: `toast ${tone}`, text, on: { click: () => note.remove() } });
  shelf.append(note);
  setTimeout(() => note.remove(), SECONDS[tone] * 1000);
}
