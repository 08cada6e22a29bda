// Small hands: build elements without ever parsing text as markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-6 16-3-7z",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.2a1.7 1.7 0 0 1-2.4-2.4L14.6 7",
  gear: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  down: "M6 9l6 6 6-6",
  out: "M9 6H6v12h12v-3M13 5h6v6M19 5l-8 8",
  copy: "M9 9h10v10H9zM5 15V5h10",
  reply: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  topic: "M4 5h16v11H9l-5 4z",
  thread: "M6 4v8a4 4 0 0 0 4 4h9M15 12l4 4-4 4",
  leave: "M14 5H6v14h8M11 12h9M17 8l4 4-4 4",
  file: "M7 3h7l4 4v14H7zM14 3v5h4",
  again: "M19 12a7 7 0 1 1-2-5M19 4v4h-4",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  share: "M5 12l6-6v4c5 0 8 3 8 8-2-3-4-4-8-4v4z",
};

/** Build an element. `on` holds listeners, `text` its text; other keys are attributes. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "text") node.textContent = value;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A line icon; the word beside it, or the button's label, says what it means. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon alone. */
export function iconButton(name, label, press, more = {}) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: press }, ...more },
    icon(name),
  );
}

/** Give a person a colour of their own, the same each time. */
export function hue(name) {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}

/** A round with the first letter of a name. */
export function avatar(name, { bot = false } = {}) {
  const round = el("span", { class: bot ? "avatar bot-avatar" : "avatar", "aria-hidden": "true" });
  if (!bot) {
    round.textContent = [...name.trim()][0]?.toUpperCase() ?? "?";
    round.style.setProperty("--hue", hue(name));
  }
  return round;
}

/** Open a web address in a new tab; nothing but http and https. */
export function openLink(address) {
  if (isWebAddress(address)) window.open(address, "_blank", "noopener,noreferrer");
}

/** Whether a picture is kept by the sandbox; others are never fetched. */
export const isOurs = (address) => /^\/(?!\/)|^(?:data|blob):/.test(address ?? "");

export function isWebAddress(address) {
  try {
    return ["http:", "https:"].includes(new URL(address, location.href).protocol);
  } catch {
    return false;
  }
}

/** Call only the last of a burst. */
export function calm(milliseconds, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}

/** Read files chosen on this machine into what the people's API takes. */
export function readFiles(files) {
  return Promise.all([...files].map(readFile));
}

function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve({ name: file.name, content: reader.result.split(",", 2)[1] ?? "" });
    reader.readAsDataURL(file);
  });
}
