// Moments inside messages, told in the viewer's zone and words as both apps do.

import { locale } from "/page/words.js";
import { world } from "/page/world.js";

const LARGEST_FIRST = [["year", 31_557_600], ["month", 2_629_800], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

const DISCORD = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const TELEGRAM = {
  w: { weekday: "long" },
  d: { day: "numeric", month: "numeric", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Rewrite a `<time>` for its reader; without a style it keeps its sender's words. */
export function tell(moment) {
  const when = new Date(moment.dateTime);
  const { style, format } = moment.dataset;
  if (Number.isNaN(when.getTime())) return;
  moment.title = when.toLocaleString(locale());
  if (style === "R" || format === "r") moment.textContent = relative(when);
  else if (style !== undefined) moment.textContent = new Intl.DateTimeFormat(locale(), DISCORD[style] ?? DISCORD.f).format(when);
  else if (format) moment.textContent = new Intl.DateTimeFormat(locale(), shape(format)).format(when);
}

const shape = (format) => Object.assign({}, ...[...format].map((letter) => TELEGRAM[letter] ?? {}));

function relative(when) {
  const seconds = Math.round((when.getTime() - world.now()) / 1000);
  const [unit, length] = LARGEST_FIRST.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.trunc(seconds / length), unit);
}
