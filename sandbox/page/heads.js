// The head of a pane: who one is; adding people and places.

import { act } from "/page/api.js";
import { badge } from "/page/chats.js";
import { avatar, el, iconButton } from "/page/dom.js";
import { APP, t } from "/page/words.js";
import { world } from "/page/world.js";

const settingsOpen = new Set(); // platforms

/** The row of people, and below it what can be changed about the one shown. */
export function drawPeople(pane) {
  const app = APP[pane.platform];
  const me = pane.me;
  const chips = world.on(pane.platform).map((person) => el(
    "button",
    {
      type: "button",
      class: "chip",
      id: `be-${person.id}`,
      "aria-pressed": String(person.id === pane.person),
      title: `${person.name} · @${person.handle}`,
      on: { click: () => pane.be(person.id) },
    },
    avatar(person.name),
    el("span", { text: person.name }),
    el("small", { text: person.language.slice(0, 2).toUpperCase() }),
    person.unreachable && el("small", { class: "away", text: t("blocked_mark") }),
    person.id === pane.person ? null : badge(world.view(person.id).unread(person.id)),
  ));
  const row = el(
    "div",
    { class: "people-row" },
    el("h2", { text: app }),
    el("div", { class: "people", role: "group", "aria-label": t("people_on", { app }) }, chips),
    iconButton("plus", t("add_person"), () => pane.overlay(drawPersonForm(pane)), { id: `add-${pane.platform}` }),
    me && iconButton("gear", t("about_person", { name: me.name }), () => toggleSettings(pane), {
      id: `about-${pane.platform}`,
      "aria-expanded": String(settingsOpen.has(pane.platform)),
    }),
  );
  return me && settingsOpen.has(pane.platform) ? [row, drawSettings(me)] : [row];
}

function toggleSettings(pane) {
  if (!settingsOpen.delete(pane.platform)) settingsOpen.add(pane.platform);
  pane.viewChanged(pane.person);
}

function drawSettings(me) {
  const change = async (body) => {
    await act("PATCH", `/people/${me.id}`, body);
    await world.refresh();
  };
  const language = languageSelect(me.language, { id: `language-${me.id}` });
  language.addEventListener("change", () => change({ language: language.value }));
  const away = el("input", { type: "checkbox", id: `away-${me.id}` });
  away.checked = me.unreachable;
  away.addEventListener("change", () => change({ unreachable: away.checked }));
  return el(
    "div",
    { class: "person-settings", role: "group", "aria-label": t("about_person", { name: me.name }) },
    el("span", { class: "handle", text: `@${me.handle}` }),
    el("span", { class: "handle", text: `${t("number")} ${me.number}` }),
    el("label", {}, `${t("language")} `, language),
    el("label", {}, away, ` ${t(`blocked_${me.platform}`)}`),
  );
}

function languageSelect(chosen, more = {}) {
  const known = [["fr", t("french")], ["en", t("english")]];
  if (chosen && !known.some(([code]) => code === chosen)) known.push([chosen, chosen]);
  const options = known.map(([code, words]) => el("option", { value: code, text: words, selected: code === chosen }));
  return el("select", more, options);
}

/** The form that adds a person; `first` shows it as the pane's own empty state. */
export function drawPersonForm(pane, { first = false } = {}) {
  const app = APP[pane.platform];
  const name = el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off" });
  const language = languageSelect(pane.platform === "telegram" ? "fr" : "en", { name: "language" });
  const save = async (event) => {
    event.preventDefault();
    const body = { platform: pane.platform, name: name.value, language: language.value };
    const person = await act("POST", "/people", body);
    if (!person) return;
    pane.closeOverlay();
    await world.refresh();
    pane.be(person.id);
  };
  return el(
    "form",
    { class: first ? "sheet first-person" : "sheet", "aria-label": t("add_person"), on: { submit: save } },
    el("h3", { text: first ? t("nobody") : t("add_person") }),
    first && el("p", { class: "small", text: t("nobody_hint", { app }) }),
    el("label", { class: "field" }, el("span", { text: t("name") }), name),
    el("label", { class: "field" }, el("span", { text: t("language") }), language),
    el(
      "div",
      { class: "sheet-foot" },
      !first && el("button", { type: "button", class: "quiet", text: t("cancel"), on: { click: () => pane.closeOverlay() } }),
      el("button", { class: "solid", text: t("add") }),
    ),
  );
}

/** The form that opens a group or a server. */
export function drawPlaceForm(pane, label) {
  const name = el("input", { name: "name", required: true, maxlength: "100", autocomplete: "off" });
  const others = world.on(pane.platform).filter((person) => person.id !== pane.person);
  const boxes = others.map((person) => {
    const box = el("input", { type: "checkbox", value: person.id });
    box.checked = true;
    return el("label", { class: "tick" }, box, avatar(person.name), el("span", { text: person.name }));
  });
  const save = async (event) => {
    event.preventDefault();
    const members = [...form.querySelectorAll("[type=checkbox]:checked")].map((box) => box.value);
    const kind = pane.platform === "telegram" ? "group" : "server";
    const body = { platform: pane.platform, kind, name: name.value, owner: pane.person, members };
    const place = await act("POST", "/places", body);
    if (!place) return;
    pane.closeOverlay();
    await world.refresh();
    if (place.chats[0]) pane.goTo(place.chats[0].id);
  };
  const form = el(
    "form",
    { class: "sheet", "aria-label": label, on: { submit: save } },
    el("h3", { text: label }),
    el("p", { class: "small", text: t("owner_is", { name: pane.me.name }) }),
    el("label", { class: "field" }, el("span", { text: t("name") }), name),
    el(
      "fieldset",
      { class: "field" },
      el("legend", { text: t("members") }),
      boxes.length ? boxes : el("p", { class: "small", text: t("no_others", { app: APP[pane.platform] }) }),
    ),
    el(
      "div",
      { class: "sheet-foot" },
      el("button", { type: "button", class: "quiet", text: t("cancel"), on: { click: () => pane.closeOverlay() } }),
      el("button", { class: "solid", text: t("create") }),
    ),
  );
  return form;
}
