// What the page knows, and its words. Texts of others are written as text only, never as HTML.
const root = document.documentElement;
root.classList.add("js");
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const VERDICTS = ["met", "partial", "missed", "unclear", "dropped"];

const SLOT = /\{(\w+(?:\|\w+)*)\}/g;
const EITHER = /\[([^[\]]*)\]|\{(\w+(?:\|\w+)*)\}/g;
// Characters that turn the direction of writing, hide, or command; they are shown by their names.
const CONTROL =
  /(?![\n\t])[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\u{e0000}-\u{e007f}]/gu;
const BREAK = /[ \t\u3000\u00a0]*[\r\n]+[ \t\u3000\u00a0]*/g;

// A text with its slots filled; a segment in brackets is left out when one of its slots is empty.
function fill(text, values) {
  const value = (names) => {
    for (const name of names.split("|")) {
      const found = values[name];
      if (found !== undefined && found !== null && found !== "") return String(found);
    }
    return "";
  };
  return text.replace(EITHER, (all, segment, slot) => {
    if (segment === undefined) return value(slot);
    const slots = Array.from(segment.matchAll(SLOT), (match) => value(match[1]));
    return slots.every(Boolean) ? segment.replace(SLOT, (inner, names) => value(names)) : "";
  });
}

function w(key, values = {}) {
  const text = data.words[key];
  return fill(typeof text === "string" ? text : text[values.n === 1 ? "one" : "many"], values);
}

const named = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
// For places that take no elements: attributes, options.
const plain = (text) => text.replace(BREAK, "").replace(CONTROL, (char) => `⟨${named(char)}⟩`);

function percent(share) {
  if (share === null) return w("word.none");
  const rounded = Math.floor(share * 100 + 0.5);
  return w("word.percent", { n: share > 0 && share < 1 ? Math.min(Math.max(rounded, 1), 99) : rounded });
}

const shorten = (text, longest) => {
  const joined = text.replace(BREAK, "").trim();
  const ellipsis = w("word.ellipsis");
  return joined.length <= longest ? joined : joined.slice(0, longest - ellipsis.length) + ellipsis;
};

// Write a text into an element, control characters as visible names. With `at`, every piece knows its place.
function write(element, text, at) {
  let done = 0;
  const piece = (end) => {
    if (end <= done) return;
    const node = document.createTextNode(text.slice(done, end));
    if (at !== undefined) node.at = at + done;
    element.append(node);
  };
  for (const match of text.matchAll(CONTROL)) {
    piece(match.index);
    const name = document.createElement("span");
    name.className = "control";
    name.dataset.name = named(match[0]);
    name.title = named(match[0]);
    if (at !== undefined) name.at = at + match.index;
    name.size = match[0].length;
    element.append(name);
    done = match.index + match[0].length;
  }
  piece(text.length);
  return element;
}

// Make an element: properties that begin with "on" are listeners, the others attributes; strings become text.
function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== "") write(element, String(child));
  }
  return element;
}

function empty(element) {
  while (element.firstChild) element.firstChild.remove();
  return element;
}

let hush = 0;
// Say what has happened, for eyes and for screen readers.
function say(text) {
  const said = byId("said") || document.body.appendChild(make("div", { id: "said", role: "status" }));
  write(empty(said), text);
  clearTimeout(hush);
  hush = setTimeout(() => empty(said), 5000);
}
