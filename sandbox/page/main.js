// The table: two apps and the world beside them.

import { Desk } from "/page/desk.js";
import { Pane } from "/page/pane.js";
import { toast } from "/page/toasts.js";
import { showWelcome } from "/page/welcome.js";
import { language, setLanguage, t } from "/page/words.js";
import { world } from "/page/world.js";

const byId = (id) => document.getElementById(id);
const VIEWS = ["telegram", "discord", "desk"];

const panes = ["telegram", "discord"].map((platform) => new Pane(platform, byId(`pane-${platform}`)));
const desk = new Desk(byId("desk"), tellBot);
let botHere = null;
let alone = false; // the viewer chose to add people by hand

function tellBot(here) {
  botHere = here;
  const line = byId("bot");
  line.textContent = here === null ? "" : t(here ? "bot_here" : "bot_away");
  line.className = here === null ? "bot" : here ? "bot here" : "bot away";
  welcome();
}

function welcome() {
  const nobody = world.known && world.people.length === 0 && !alone;
  for (const pane of panes) pane.rest(nobody);
  showWelcome(byId("table"), nobody, {
    botHere,
    byHand: () => {
      alone = true;
      welcome();
    },
  });
}

function dress() {
  document.documentElement.lang = language();
  document.title = `Jalon – ${t("sandbox")}`;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
  }
  for (const button of byId("language").children) {
    button.setAttribute("aria-pressed", String(button.value === language()));
  }
  tellBot(botHere);
}

function show(view) {
  byId("table").dataset.view = view;
  for (const one of VIEWS) {
    const tab = byId(`tab-${one}`);
    tab.setAttribute("aria-selected", String(one === view));
    tab.tabIndex = one === view ? 0 : -1;
  }
  for (const pane of panes) pane.onScreen();
}

function badges() {
  for (const pane of panes) byId(`tab-${pane.platform}`).toggleAttribute("data-news", pane.unread() > 0);
}

byId("language").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button || button.value === language()) return;
  setLanguage(button.value);
  dress();
  for (const pane of panes) pane.redraw();
  desk.redraw();
});

byId("tabs").addEventListener("click", ({ target }) => {
  const tab = target.closest("[role=tab]");
  if (tab) show(tab.id.slice("tab-".length));
});

byId("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = VIEWS.indexOf(byId("table").dataset.view);
  const next = VIEWS[(at + step + VIEWS.length) % VIEWS.length];
  show(next);
  byId(`tab-${next}`).focus();
});

byId("drawer").addEventListener("click", () => {
  const open = byId("table").toggleAttribute("data-drawer");
  byId("drawer").setAttribute("aria-expanded", String(open));
});

world.addEventListener("people", () => {
  for (const pane of panes) pane.peopleChanged();
  welcome();
  badges();
});
world.addEventListener("view", ({ detail: person }) => {
  for (const pane of panes) pane.viewChanged(person);
  badges();
});
world.addEventListener("read", badges);
world.addEventListener("reachable", () => {
  if (!world.reachable) toast(t("unreachable_sandbox"), "error");
});

dress();
show("telegram");
for (const pane of panes) pane.redraw();
desk.redraw();
world.start();
desk.start();
