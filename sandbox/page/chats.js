// The chats of somebody: those they are in, and below them the rooms of the one that is open.

import { act } from "/page/api.js";
import { el, icon, iconButton } from "/page/dom.js";
import { drawPlaceForm } from "/page/heads.js";
import { t } from "/page/words.js";
import { world } from "/page/world.js";

const CROWD = 3; // chats, beside which there is no room for more words

/** How many messages are new. */
export const badge = (count) => (count ? el("b", { class: "badge", "aria-label": t("unread", { n: count }), text: String(count) }) : null);

const roomsOf = (pane, chat) => pane.me.chats.filter((one) => one.parent === chat.id);

/** The row of chats of the person shown, and the row of rooms of the chat that is open. */
export function drawChats(pane) {
  const { view } = pane;
  const news = (chat) => view.unread(pane.person, chat.id);
  const shown = pane.me.chats.filter((chat) => !isRoom(pane, chat));
  const tabs = shown.map((chat, at) => {
    const place = placeOf(pane, chat);
    const name = chatName(chat, place);
    const follows = place && at && placeOf(pane, shown[at - 1]) === place; // its name stands before
    const open = chat.id === pane.home?.id;
    const rooms = roomsOf(pane, chat);
    const count = open ? 0 : rooms.reduce((sum, room) => sum + news(room), news(chat));
    return el(
      "button",
      {
        type: "button",
        id: `chat-${pane.platform}-${chat.id}`,
        class: `chat ${chat.kind}`,
        title: name,
        "aria-label": follows ? name : null,
        "aria-current": open ? "true" : null,
        on: { click: () => pane.goTo(chat.id) },
      },
      el("span", { text: follows ? chatName(chat, null) : name }),
      badge(count),
    );
  });
  const label = pane.platform === "telegram" ? t("new_group") : t("new_server");
  const open = el(
    "button",
    { type: "button", class: tabs.length < CROWD ? "chat new" : "chat new small", title: label, id: `place-${pane.platform}`, on: { click: () => pane.overlay(drawPlaceForm(pane, label)) } },
    icon("plus"),
    el("span", { text: label }),
  );
  const chats = el("nav", { class: "chats", "aria-label": t("chats_of", { name: pane.me.name }) }, tabs, open);
  return [chats, drawRooms(pane, news)];
}

/** A thread whose channel one sees is a room of it; any other stands for itself. */
const isRoom = (pane, chat) => pane.me.chats.some((one) => one.id === chat.parent);

function drawRooms(pane, news) {
  const { home } = pane;
  const rooms = home ? roomsOf(pane, home) : [];
  if (!rooms.length) return null;
  const tab = (chat, name, mark) => el(
    "button",
    {
      type: "button",
      id: `room-${pane.platform}-${chat.id}`,
      class: chat.shut ? "room shut" : "room",
      title: chat.shut ? `${name} (${t(`shut_${chat.shut}`)})` : name,
      "aria-current": chat.id === pane.chat ? "true" : null,
      on: { click: () => pane.goTo(chat.id) },
    },
    mark && icon(mark),
    el("span", { text: name }),
    chat.shut && el("small", { text: t(`shut_${chat.shut}`) }),
    chat.id === pane.chat ? null : badge(news(chat)),
  );
  const outside = pane.platform === "telegram" ? t("main_chat") : `#${home.name.replace(/^#/, "")}`;
  const mark = pane.platform === "telegram" ? "topic" : "thread";
  const tabs = [tab(home, outside, null), ...rooms.map((room) => tab(room, room.name, mark))];
  const row = el("nav", { class: "rooms", "aria-label": t(`rooms_${pane.platform}`, { name: chatName(home, placeOf(pane, home)) }) }, tabs);
  const here = rooms.find((room) => room.id === pane.chat);
  const goes = here && iconButton("leave", t(`leave_${pane.platform}`), () => pane.overlay(drawLeave(pane, here)), { id: `leave-${pane.platform}` });
  return el("div", { class: "rooms-row" }, row, goes);
}

/** Ask whether one really leaves a thread, or deletes a topic. */
function drawLeave(pane, room) {
  const verb = pane.platform === "telegram" ? "remove" : "leave";
  const label = t(`leave_${pane.platform}`);
  const leave = async () => {
    pane.closeOverlay();
    if (await act("POST", `/people/${pane.person}/${verb}`, { chat: room.id })) await world.refresh();
  };
  return el(
    "div",
    { class: "sheet", role: "dialog", "aria-label": label },
    el("h3", { text: room.name }),
    el("p", { class: "small", text: t(`leave_${pane.platform}_hint`) }),
    el(
      "div",
      { class: "sheet-foot" },
      el("button", { type: "button", class: "quiet", text: t("cancel"), on: { click: () => pane.closeOverlay() } }),
      el("button", { type: "button", class: "solid", text: label, on: { click: leave } }),
    ),
  );
}

function placeOf(pane, chat) {
  const places = world.places.filter((place) => place.members.includes(pane.person));
  return places.find((place) => place.chats.some((one) => one.id === chat.id));
}

function chatName(chat, place) {
  if (chat.kind === "private") return t("private_chat");
  if (chat.kind === "channel" || chat.kind === "thread") {
    const name = chat.kind === "thread" ? `↳ ${chat.name}` : `#${chat.name.replace(/^#/, "")}`;
    return place ? `${place.name} ${name}` : name;
  }
  return chat.name;
}

/** The list of chats to share into. */
export function drawShare(pane, choose) {
  const chats = pane.me.chats.map((chat) => el(
    "button",
    { type: "button", class: "quiet", text: chatName(chat, null), on: { click: () => choose(chat.id) } },
  ));
  const cancel = el("button", { type: "button", class: "quiet", text: t("cancel"), on: { click: () => pane.closeOverlay() } });
  return el(
    "div",
    { class: "sheet", role: "dialog", "aria-label": t("share_where") },
    el("h3", { text: t("share_where") }),
    chats,
    el("div", { class: "sheet-foot" }, cancel),
  );
}
