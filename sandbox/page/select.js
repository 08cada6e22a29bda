// A select in a message: one choice goes at once, several are confirmed.

import { el, icon } from "/page/dom.js";
import { t } from "/page/words.js";
import { world } from "/page/world.js";

const people = (pane) => {
  const place = world.places.find((one) => one.chats.some((chat) => chat.id === pane.chat));
  const here = place ? place.members.map((id) => world.person(id)).filter(Boolean) : world.on(pane.platform);
  return here.map((person) => ({ label: person.name, value: person.number }));
};

/** What a select offers: its own options, or who and what is around. */
export function offered(select, pane) {
  const kind = select.of ?? select.kind;
  if (kind === "user" || kind === "mentionable") return people(pane);
  if (kind === "channel") return pane.me.chats.filter((chat) => chat.kind !== "private").map(({ id, name }) => ({ label: `#${name}`, value: id }));
  return (select.options ?? []).map((option) => ({ ...option, value: String(option.value) }));
}

export function drawSelect(message, select, pane) {
  const options = offered(select, pane);
  const most = select.max ?? 1;
  const least = select.min ?? 1;
  const many = most > 1 || least === 0;
  const chosen = new Set(options.filter((o) => o.default).map((o) => o.value));
  const choose = async (values) => {
    box.removeAttribute("open");
    await pane.does("choose", { message: message.id, select: select.id, values }, { message, node: box });
  };
  const list = options.map((option) => {
    const label = el(
      "span",
      {},
      el("b", { text: [option.emoji, option.label].filter(Boolean).join(" ") }),
      option.description && el("small", { text: option.description }),
    );
    if (!many) {
      const pressed = String(chosen.has(option.value));
      return el("button", { type: "button", class: "option", "aria-pressed": pressed, on: { click: () => choose([option.value]) } }, label);
    }
    const tick = el("input", { type: "checkbox", value: option.value, on: { change: () => limit() } });
    tick.checked = chosen.has(option.value);
    return el("label", { class: "option" }, tick, label);
  });
  const ticks = () => [...box.querySelectorAll("input:checked")].map((tick) => tick.value);
  const confirm = el("button", { type: "button", class: "solid small-button", text: t("confirm_choice"), on: { click: () => choose(ticks()) } });
  const limit = () => {
    const count = ticks().length;
    confirm.disabled = count < least || count > most;
  };
  const shown = options.filter((o) => chosen.has(o.value)).map((o) => o.label).join(", ");
  const box = el(
    "details",
    { class: "select" },
    el("summary", {}, el("span", { class: shown ? "" : "placeholder", text: shown || select.placeholder || t("choose") }), icon("down")),
    el(
      "div",
      { class: "options", role: "group", "aria-label": select.placeholder ?? t("choose") },
      list,
      many && el("div", { class: "options-foot" }, el("small", { text: t("choose_between", { min: least, max: most }) }), confirm),
    ),
  );
  if (select.disabled) box.inert = true;
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.removeAttribute("open");
    box.querySelector("summary").focus();
  });
  if (many) limit();
  return box;
}
