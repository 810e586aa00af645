// What the machine found and what people decided; the rules are those of the library's `Finding`.
const rows = data.rows;
const rowOf = new Map(rows.map((row) => [row.id, row]));
const unlisted = new Map(data.unlisted.map((decision) => [decision.commitment, decision]));
const listeners = [];

const frozen = (decision) => JSON.stringify(decision || null);
const inFile = new Map(rows.map((row) => [row.id, frozen(row.decision)])); // as this page was made
const saved = new Map(inFile); // as last exported or imported
const staleInFile = new Set(rows.filter((row) => row.stale));

const store = {
  key: `reportdiff:decisions:${data.old.sha256}:${data.new.sha256}`,
  // Some browsers give local files no storage; everything else works without it.
  read(key) {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  },
  write(key, value) {
    try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch (error) { /* none */ }
  },
};
const person = { name: store.read("reportdiff:name") || "" };

const standing = (row) => (row.decision && row.decision.verdict) || row.machine;
const counted = (row) => !row.decision || !(row.decision.excluded || row.decision.merged_into);
// A note alone decides nothing, and leaves the commitment to be looked at.
const decides = (decision) =>
  !!decision && !!(decision.verdict || decision.evidence.length || decision.merged_into || decision.excluded);
const isDecided = (row) => decides(row.decision);
const toCheck = (row) => row.stale || (row.review && !isDecided(row));
const isExceeded = (row) => row.exceeded && standing(row) === "met";
const isChanged = (row) => isDecided(row) && (standing(row) !== row.machine || !counted(row));
const verdictText = (row) =>
  w("audit.verdict", {
    mark: w(`mark.${standing(row)}`),
    label: w(`verdict.${standing(row)}`),
    note: isExceeded(row) ? w("label.exceeded") : "",
  });

// What a person decided about a row, in words; "" when nobody has.
function told(row) {
  const decision = row.decision;
  if (!decision || (!decides(decision) && !row.stale)) return "";
  let what = decision.verdict === row.machine ? "confirmed" : "changed";
  if (!decision.verdict) what = "seen";
  if (decision.merged_into) what = "merged";
  if (decision.excluded) what = "excluded";
  const into = rowOf.get(decision.merged_into);
  const who = decision.by && decision.date ? w("decision.who", { by: decision.by, date: decision.date }) : "";
  const text = w(`decision.${what}`, {
    verdict: w(`verdict.${standing(row)}`),
    machine: w("decision.machine", { label: w(`verdict.${row.machine}`), confidence: row.sure }),
    number: into ? into.number : decision.merged_into,
    who: who || decision.by || decision.date,
  });
  return row.stale ? w("decision.stale", { told: text }) : text;
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const isBlank = (decision) => !decides(decision) && !decision.note.trim();

// A decision with all its fields, whatever a file left out.
function whole(row, decision) {
  return {
    commitment: row ? row.id : String(decision.commitment),
    text: String(decision.text || (row ? row.quote.text : "")),
    verdict: VERDICTS.includes(decision.verdict) ? decision.verdict : null,
    evidence: Array.isArray(decision.evidence) ? decision.evidence.map(String) : [],
    merged_into: String(decision.merged_into || ""),
    excluded: decision.excluded === true,
    note: String(decision.note || ""),
    by: String(decision.by || ""),
    date: String(decision.date || ""),
    seen: typeof decision.seen === "string" ? decision.seen : null,
    machine: VERDICTS.includes(decision.machine) ? decision.machine : null,
  };
}

// Change what is decided about a row. Who decides anything anew puts their own name and day to it.
function decide(row, change) {
  const before = row.decision || whole(row, {});
  const signature = "by" in change || "date" in change ? {} : { by: person.name || before.by, date: today() };
  const grounds = {
    text: row.quote.text,
    seen: row.evidence.length ? row.evidence[0].text : "",
    machine: row.machine,
  };
  const decision = Object.assign({}, before, grounds, signature, change);
  row.decision = isBlank(decision) ? null : decision;
  row.stale = false;
  changed(row);
}

function withdraw(row) {
  if (!row.decision) return;
  row.decision = null;
  row.stale = false;
  changed(row);
}

function changed(...these) {
  keep();
  for (const listener of listeners) listener(these);
}

// Whether a decision from elsewhere was made on other grounds than this page has; the rules are those of `lay_over`.
const bare = (text) =>
  text.replace(/\s+/g, "").replace(/[^\p{L}\p{N}\p{M}.%％~～-]+|(?<!\d)[.~～-]|[.~～-](?!\d)/gu, "");
const START = 60; // letters and figures; tables cut long quotes
const CONTEXT = /^〔[^〕]*〕/; // tables put what a promise shares with words before it in front of it
function samePromise(row, text) {
  const [head, cut] = text.replace(CONTEXT, "").split("…");
  const now = bare(row.quote.text);
  return !bare(head) || now === bare(text.replace(CONTEXT, "")) || (cut !== undefined && now.startsWith(bare(head)));
}
function hasSeen(seen, words) {
  const best = seen.includes("…") ? bare(words).slice(0, START) : bare(words);
  const text = bare(seen);
  for (let at = text.indexOf(best); at >= 0; at = text.indexOf(best, at + 1)) {
    const before = /\d/.test(best[0] || "") && /[\d.]/.test(text[at - 1] || "");
    const after = /\d/.test(best[best.length - 1] || "") && /[\d.]/.test(text[at + best.length] || "");
    if (!before && !after) return true;
  }
  return false;
}
function isStale(row) {
  const decision = row.decision;
  if (!decision) return false;
  if (decision.machine && decision.machine !== row.machine) return true;
  if (!samePromise(row, decision.text)) return true;
  const best = row.evidence[0];
  if (decision.seen !== null && best && !hasSeen(decision.seen, best.text)) return true;
  return pickedQuotes(row).some((quote) => quote.start === undefined);
}

const unsaved = () => rows.filter((row) => frozen(row.decision) !== saved.get(row.id));

const partOf = (row) => (row.decision && row.decision.merged_into) || "";

// Whether a row, by what it is a part of, leads to a commitment that stands by itself.
function endsSomewhere(row) {
  const seen = new Set([row]);
  while (partOf(row)) {
    row = rowOf.get(partOf(row));
    if (!row || seen.has(row) || (row.decision && row.decision.excluded)) return false;
    seen.add(row);
  }
  return true;
}

// Keep what differs from the file in this browser, until the next visit.
function keep() {
  const changes = {};
  const exported = {};
  for (const row of rows) {
    const now = frozen(row.decision);
    if (now !== inFile.get(row.id)) changes[row.id] = row.decision;
    if (saved.get(row.id) !== inFile.get(row.id)) exported[row.id] = saved.get(row.id);
  }
  const more = Array.from(unlisted.values());
  const nothing = !Object.keys(changes).length && !Object.keys(exported).length && more.length === data.unlisted.length;
  store.write(store.key, nothing ? null : JSON.stringify({ changes, exported, more }));
}

// Bring back what was kept; returns how many rows changed by it.
function restore() {
  let kept = null;
  try { kept = JSON.parse(store.read(store.key) || "null"); } catch (error) { /* damaged: nothing to restore */ }
  if (!kept || typeof kept.changes !== "object") return 0;
  let count = 0;
  for (const [id, decision] of Object.entries(kept.changes)) {
    const row = rowOf.get(id);
    if (!row) continue;
    row.decision = decision ? whole(row, decision) : null;
    row.stale = isStale(row);
    count += frozen(row.decision) !== inFile.get(id);
  }
  for (const [id, text] of Object.entries(kept.exported || {})) if (rowOf.has(id)) saved.set(id, text);
  for (const decision of kept.more || []) unlisted.set(decision.commitment, decision);
  return count;
}

function discard() {
  for (const row of rows) {
    row.decision = JSON.parse(inFile.get(row.id));
    row.stale = staleInFile.has(row);
    saved.set(row.id, inFile.get(row.id));
  }
  changed(...rows);
}
