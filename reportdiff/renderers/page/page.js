"use strict";
// The page as a place to work in. Whatever the reports say is written as text nodes; nothing here parses HTML.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const w = data.words;
  const items = data.items;
  const byId = new Map(items.map((item) => [item.id, item]));
  const byNumber = new Map(items.map((item) => [String(item.number), item]));
  const verdicts = new Map(data.verdicts.map((verdict) => [verdict.name, verdict]));
  const names = data.verdicts.map((verdict) => verdict.name);
  const $ = (id) => document.getElementById(id);
  const store = `reportdiff ${data.key}`;
  const decisions = new Map();
  const state = { chosen: null, last: null, dirty: 0, filter: new Set(), refresh: () => {} };
  let who = "";

  // ---- small helpers ----

  // Characters that command how text runs are shown, not obeyed.
  const COMMANDS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
  const visible = (text) => text.replace(COMMANDS, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  // A soft line break of the file is no blank between Chinese letters.
  const joined = (text) => text.replace(/[ \t\u3000\u00a0]*[\r\n\u2028\u2029]+[ \t\u3000\u00a0]*/g, (gap, at, whole) =>
    /[A-Za-z]/.test(whole[at - 1] || "") && /[A-Za-z]/.test(whole[at + gap.length] || "") ? " " : "");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (slot, name) => (name in values ? values[name] : slot));
  const squeeze = (text) => text.replace(/\s+/g, "");

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "on") for (const [event, action] of Object.entries(value)) node.addEventListener(event, action);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    for (const child of children) if (child !== null && child !== undefined) node.append(child);
    return node;
  }
  function draw(tag, attributes, text) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }
  const isolated = (text) => make("bdi", {}, visible(joined(text)));

  // ---- what stands: the person's before the machine's ----

  const verdictOf = (item) => (decisions.get(item.id) || {}).verdict || item.machine;
  const counts = (item) => { const d = decisions.get(item.id); return !(d && (d.excluded || d.merged_into)); };
  const isDecided = (item) => decisions.has(item.id);
  const needsReview = (item) => item.stale || (item.review && !isDecided(item));
  const isRenewed = (item) => item.quotes.some((quote) => quote.role === "renewed");

  for (const item of items) {
    if (item.decision) decisions.set(item.id, item.decision);
    item.haystack = [item.text, item.words, item.section, item.reason, item.targets, item.number,
      ...item.quotes.map((quote) => quote.text)].join("\n").toLowerCase();
  }

  // ---- keeping ----

  function kept() {
    try { return JSON.parse(localStorage.getItem(store) || "null"); } catch { return null; }
  }
  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify({ given, decisions: [...decisions.values()], who, dirty: state.dirty }));
    } catch { /* a browser may forbid it; the export is what counts */ }
  }
  const given = JSON.stringify([...decisions.values()]);
  const before = kept();
  if (before) {
    // What was decided here before is kept; where the page was made anew with other decisions, those are newer.
    const newer = before.given === given ? [] : [...decisions];
    decisions.clear();
    for (const decision of before.decisions || []) if (decision && byId.has(decision.commitment)) decisions.set(decision.commitment, clean(decision));
    for (const [id, decision] of newer) decisions.set(id, decision);
    who = String(before.who || "");
    state.dirty = Number(before.dirty) || 0;
  }

  /** Return a decision with just the known fields, each of its type: it may come from any file. */
  function clean(found) {
    const item = byId.get(found.commitment);
    const text = (value) => (typeof value === "string" ? value : "");
    return {
      commitment: item.id, text: text(found.text) || item.words,
      verdict: names.includes(found.verdict) ? found.verdict : null,
      evidence: Array.isArray(found.evidence) ? found.evidence.filter((words) => typeof words === "string") : [],
      merged_into: byId.has(found.merged_into) && found.merged_into !== item.id ? found.merged_into : "",
      excluded: found.excluded === true, note: text(found.note), by: text(found.by), date: text(found.date),
      seen: typeof found.seen === "string" ? found.seen : null,
      machine: names.includes(found.machine) ? found.machine : null,
    };
  }

  function today() {
    const now = new Date();
    return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  }

  function decide(item, change) {
    const fresh = { commitment: item.id, text: item.words, verdict: null, evidence: [], merged_into: "", excluded: false,
      note: "", by: who, date: today(), seen: item.seen, machine: item.machine };
    const decision = { ...fresh, ...(decisions.get(item.id) || {}), ...change, seen: item.seen, machine: item.machine };
    if (!("by" in change) && !decision.by) decision.by = who;
    decisions.set(item.id, decision);
    item.stale = false;
    changed(item, "evidence" in change);
  }
  function undecide(item) {
    decisions.delete(item.id);
    changed(item, true);
  }
  function changed(item, whole) {
    state.dirty += 1;
    keep();
    showRow(item);
    showCounts();
    filterRows();
    if (state.chosen !== item) return;
    // A form that is made anew loses the field that is being filled in.
    if (whole) { showDetail(item); $("detail").focus({ preventScroll: true }); } else state.refresh();
  }

  // ---- the table ----

  const rows = new Map([...document.querySelectorAll("#rows .row")].map((row) => [row.dataset.id, row]));
  const body = $("rows");
  const inOrder = body ? [...body.children] : [];

  function decisionWords(item) {
    const d = decisions.get(item.id);
    if (!d) return "";
    const by = [d.by, d.date].filter(Boolean).join(w.comma);
    const label = (name) => verdicts.get(name).label;
    let told = w.d_seen;
    if (d.excluded) told = w.d_excluded;
    else if (d.merged_into) told = fill(w.d_merged, { number: byId.get(d.merged_into)?.number ?? d.merged_into });
    else if (d.verdict) told = d.verdict === item.machine ? w.d_confirmed : fill(w.d_changed, { verdict: label(d.verdict) });
    const said = d.verdict === item.machine ? "" : fill(w.d_machine, { verdict: label(item.machine), confidence: item.confidence });
    return told + (by ? fill(w.d_by, { by }) : "") + said;
  }

  function showRow(item) {
    const row = rows.get(item.id);
    const name = verdictOf(item);
    const verdict = verdicts.get(name);
    const badge = row.querySelector(".badge");
    badge.className = `badge ${name}`;
    const label = verdict.label.charAt(0).toUpperCase() + verdict.label.slice(1);
    const plain = `${verdict.mark} ${label}`;
    badge.textContent = item.exceeded && name === "met" ? `${plain}${w.exceeded}` : plain;
    const notes = [];
    if (name === item.machine) notes.push(item.confidence);
    if (needsReview(item)) notes.push(w.review_mark);
    if (isRenewed(item)) notes.push(w.renewed);
    const told = decisionWords(item);
    if (told) notes.push(told);
    const note = decisions.get(item.id)?.note;
    if (note) notes.push(`${w.note}${w.colon}${note}`);
    row.querySelector(".notes").replaceChildren(...notes.map((text) => make("span", {}, visible(text))));
    row.classList.toggle("aside", !counts(item));
  }

  function showCounts() {
    const found = { all: 0, review: 0, decided: 0 };
    for (const name of names) found[name] = 0;
    const bySection = new Map();
    for (const item of items) {
      if (isDecided(item)) found.decided += 1;
      if (!counts(item)) continue;
      found.all += 1;
      found[verdictOf(item)] += 1;
      if (needsReview(item)) found.review += 1;
    }
    for (const node of document.querySelectorAll("[data-count]")) node.textContent = found[node.dataset.count];
    $("undone").textContent = state.dirty ? `(${state.dirty})` : "";
    for (const [index, list] of groups.entries()) showBar(index, list.filter(counts), bySection);
  }

  // The rows of each heading in the order of the page; what is set aside at the end has no bar.
  const groups = [];
  const bars = [...document.querySelectorAll("#bars .bar")];
  for (const row of inOrder) {
    if (row.classList.contains("section")) groups.push([]);
    else groups[groups.length - 1].push(byId.get(row.dataset.id));
  }
  function showBar(index, own) {
    const bar = bars[index];
    if (!bar) return;
    let at = 0;
    const told = [];
    for (const name of names) {
      const n = own.filter((item) => verdictOf(item) === name).length;
      const rect = bar.querySelector(`rect.${name}`);
      const width = own.length ? (100 * n) / own.length : 0;
      rect.setAttribute("x", at.toFixed(3));
      rect.setAttribute("width", width.toFixed(3));
      rect.querySelector("title").textContent = `${verdicts.get(name).label} ${n}`;
      at += width;
      if (n) told.push(`${verdicts.get(name).label} ${n}`);
    }
    bar.setAttribute("aria-label", `${bar.previousElementSibling.textContent}${w.colon}${told.join(" ")}`);
    bar.nextElementSibling.textContent = own.length;
  }

  // ---- filters ----

  const states = {
    "": () => true, review: needsReview, undecided: (item) => !isDecided(item), decided: isDecided, renewed: isRenewed,
  };
  function visibleItems() {
    return [...body.children].filter((row) => row.dataset.id && !row.hidden).map((row) => byId.get(row.dataset.id));
  }
  function filterRows() {
    if (!body) return;
    const wanted = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const section = $("section").value, kind = $("kind").value, fits = states[$("state").value];
    let shown = 0;
    for (const item of items) {
      const row = rows.get(item.id);
      const fine = (!state.filter.size || state.filter.has(verdictOf(item))) && (!section || item.section === section)
        && (!kind || item.kind === kind) && fits(item) && wanted.every((word) => item.haystack.includes(word));
      row.hidden = !fine;
      shown += fine ? 1 : 0;
    }
    const grouped = $("sort").value === "number";
    let heading = null;
    for (const row of body.children) {
      if (row.classList.contains("section")) { heading = row; heading.hidden = true; } else if (!row.hidden && heading && grouped) heading.hidden = false;
    }
    $("count").textContent = fill(shown === items.length ? w.count_all : w.count, { shown, all: items.length });
    $("nothing").hidden = shown > 0;
  }
  function sortRows() {
    const how = $("sort").value;
    if (how === "number") { body.append(...inOrder); } else {
      const key = { rank: (item) => item.rank, verdict: (item) => names.indexOf(verdictOf(item)), sure: (item) => item.sure }[how];
      const sorted = [...items].sort((a, b) => key(a) - key(b) || a.number - b.number);
      body.append(...inOrder.filter((row) => row.classList.contains("section")), ...sorted.map((item) => rows.get(item.id)));
    }
    filterRows();
  }
  function clearFilters() {
    for (const id of ["search", "section", "kind", "state"]) $(id).value = "";
    state.filter.clear();
    for (const chip of document.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", "false");
    filterRows();
  }

  // ---- the reports ----

  const panes = {};
  function pane(side) {
    if (panes[side]) return panes[side];
    const report = data[side];
    const headings = new Set(report.headings);
    const box = make("div", { class: "pane-text", tabindex: "0", role: "region", "aria-label": `${w[side]}${w.colon}${report.name}`, "data-side": side });
    const paragraphs = report.paragraphs.map(([start, end]) => {
      const node = make("p", { class: headings.has(start) ? "heading" : null, dir: "auto" }, visible(joined(report.text.slice(start, end))));
      box.append(node);
      return { start, end, node, marked: false };
    });
    panes[side] = { box, paragraphs };
    return panes[side];
  }

  const NUMBER = /\d+(?:[,，]\d{3})*(?:\.\d+)?/g;
  const numbersIn = (text) => new Set((squeeze(text).match(NUMBER) || []).map((digits) => Number(digits.replace(/[,，]/g, ""))));

  /**
   * Return marked words in which numbers say whether the other side has the same one. `told` are the numbers that
   * count where they differ; others, such as last year's figure beside this year's, are left alone.
   */
  function marked(text, role, others, told) {
    const node = make("mark", { class: role });
    let at = 0;
    const shown = joined(text);
    for (const match of shown.matchAll(NUMBER)) {
      node.append(visible(shown.slice(at, match.index)));
      const number = Number(match[0].replace(/[,，]/g, ""));
      const same = others.has(number);
      if (others.size && role !== "runner_up" && (same || !told || told.has(number))) node.append(make("span", { class: same ? "same" : "differs", title: same ? w.same : w.differs }, match[0]));
      else node.append(match[0]);
      at = match.index + match[0].length;
    }
    node.append(visible(shown.slice(at)));
    return node;
  }

  /** Mark spans of a report, and return the marks by the span that they are of. */
  function mark(side, spans) {
    const text = data[side].text;
    const found = new Map();
    for (const paragraph of pane(side).paragraphs) {
      const own = spans.filter((span) => span.start < paragraph.end && span.end > paragraph.start);
      if (!own.length && !paragraph.marked) continue;
      paragraph.marked = own.length > 0;
      own.sort((a, b) => a.start - b.start);
      const parts = [];
      let at = paragraph.start;
      for (const span of own) {
        const start = Math.max(at, span.start), end = Math.min(paragraph.end, span.end);
        if (end <= start) { if (!found.has(span)) found.set(span, parts[parts.length - 1]); continue; }
        parts.push(visible(joined(text.slice(at, start))));
        const node = marked(text.slice(start, end), span.role, span.others || new Set(), span.told);
        parts.push(node);
        if (!found.has(span)) found.set(span, node);
        at = end;
      }
      parts.push(visible(joined(text.slice(at, paragraph.end))));
      paragraph.node.replaceChildren(...parts);
    }
    return found;
  }
  function bringUp(side, node) {
    if (!(node instanceof Element)) return;
    const box = pane(side).box;
    box.scrollTop += node.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }
  /** Return where words stand in a report, white space left out of account, or null. */
  function whereIs(side, words) {
    const text = data[side].text;
    const places = [];
    let squeezed = "";
    for (let i = 0; i < text.length; i += 1) if (!/\s/.test(text[i])) { places.push(i); squeezed += text[i]; }
    const wanted = squeeze(words);
    const at = wanted ? squeezed.indexOf(wanted) : -1;
    return at < 0 ? null : { start: places[at], end: places[at + wanted.length - 1] + 1 };
  }

  // ---- the chosen commitment ----

  function chainOf(item) {
    if (!item.chain.length) return null;
    const known = item.chain.filter((step) => step.value !== null);
    const told = item.chain.map((step) => `${step.label}${w.colon}${step.text}`).join(w.comma);
    const comparable = known.length > 1;
    const height = item.chain.length * 22;
    const svg = draw("svg", { class: "chain", viewBox: `0 0 480 ${height}`, role: "img", "aria-label": visible(told) });
    const most = Math.max(...known.map((step) => Math.abs(step.value)), 1e-9);
    item.chain.forEach((step, index) => {
      const y = index * 22;
      svg.append(draw("text", { x: 0, y: y + 15, class: "quiet-text" }, step.label));
      let x = 100;
      if (comparable && step.value !== null) {
        const width = Math.max(2, (Math.abs(step.value) / most) * 220);
        svg.append(draw("rect", { x: 100, y: y + 4, width, height: 14, rx: 2, class: ["", "is-target", "is-actual", "is-target"][index] }));
        x += width + 8;
      }
      svg.append(draw("text", { x, y: y + 15 }, visible(step.text)));
    });
    return svg;
  }

  const roleLabel = (quote, index) => (quote.role === "evidence" ? fill(w.q_evidence, { n: index + 1 }) : w[`q_${quote.role}`]);

  function showDetail(item) {
    const box = $("detail");
    const decision = decisions.get(item.id);
    const whole = Boolean(data.old.text && data.new.text);
    const head = make("div", { class: "detail-head" },
      make("div", {}, make("p", { class: "quiet" }, visible(`${fill(w.item, { number: item.number })}${w.dot}${item.section}${w.dot}${item.kind}`)), make("h3", {}, isolated(item.text))),
      make("button", { type: "button", id: "close", on: { click: () => choose(null) } }, w.back, " ", make("kbd", {}, "Esc")));
    const line = make("div", { class: "verdict-line" });
    const told = make("p", {});
    const parts = [head, line, told, make("p", {}, isolated(item.reason))];
    state.refresh = () => {
      const name = verdictOf(item);
      const label = verdicts.get(name);
      line.replaceChildren(
        make("span", { class: `badge ${name}` }, `${label.mark} ${label.label}${item.exceeded && name === "met" ? w.exceeded : ""}`),
        make("span", { class: "quiet" }, `${w.confidence} ${item.confidence}`),
        ...(needsReview(item) ? [make("span", { class: "quiet" }, w.review_mark)] : []));
      told.textContent = visible(decisionWords(item));
      const chosen = decisions.get(item.id);
      for (const button of document.querySelectorAll("[data-choice]")) button.setAttribute("aria-pressed", String(Boolean(chosen && chosen.verdict === button.dataset.choice)));
      $("undo").hidden = !chosen;
      if (chosen && !$("date").value) $("date").value = chosen.date;
    };
    const chain = chainOf(item);
    if (chain) parts.push(chain);

    const quotes = item.quotes.filter((quote) => quote.role !== "picked").map((quote) => ({ ...quote }));
    for (const words of decision?.evidence || []) {
      const known = item.quotes.find((quote) => squeeze(quote.words) === squeeze(words));
      const at = known || (whole ? whereIs("new", words) : null);
      quotes.unshift({ role: "picked", text: words, words, start: at ? at.start : -1, end: at ? at.end : -1, place: known ? known.place : "", score: "" });
    }
    const actual = item.chain.length ? numbersIn(item.chain[2].text) : null;
    const mine = { start: item.start, end: item.end, role: "promise" };
    const best = quotes.find((quote) => quote.role === "picked" || quote.role === "evidence");
    mine.others = numbersIn(best ? best.words : "");
    let evidenceNumber = -1;
    const list = make("ul", { class: "quotes" });
    let marks = new Map();
    if (whole) {
      const spans = quotes.filter((quote) => quote.start >= 0).map((quote) => Object.assign(quote, { others: numbersIn(item.words), told: actual }));
      const old = [mine, ...(item.baseline ? [{ ...item.baseline, others: new Set() }] : [])];
      const oldMarks = mark("old", old);
      marks = mark("new", spans);
      const grid = make("div", { class: "panes" }, ...["old", "new"].map((side) =>
        make("div", { class: "pane" }, make("h4", {}, `${w[side]}${w.colon}`, isolated(data[side].name)), pane(side).box)));
      parts.push(grid);
      queueMicrotask(() => { bringUp("old", oldMarks.get(mine)); bringUp("new", marks.get(best || quotes[0])); });
    } else {
      parts.push(make("p", { class: "quiet" }, w.no_text));
    }
    for (const quote of quotes) {
      if (quote.role === "evidence") evidenceNumber += 1;
      const go = make("button", { type: "button", class: "go", on: { click: () => bringUp("new", marks.get(quote)) } },
        marked(quote.text, quote.role, numbersIn(item.words), actual));
      const where = [quote.place, quote.score ? fill(w.match, { rate: quote.score }) : ""].filter(Boolean).join(w.comma);
      const take = quote.role === "runner_up" || quote.role === "evidence"
        ? make("button", { type: "button", on: { click: () => pick(item, quote.words) } }, w.take) : null;
      const drop = quote.role === "picked"
        ? make("button", { type: "button", on: { click: () => decide(item, { evidence: decisions.get(item.id).evidence.filter((words) => words !== quote.words) }) } }, w.untake) : null;
      list.append(make("li", {}, make("span", { class: "label" }, roleLabel(quote, evidenceNumber)), go, make("span", { class: "quiet" }, where), take, drop));
    }
    if (!quotes.length) list.append(make("li", { class: "quiet" }, w.no_quotes));
    parts.push(make("h4", {}, w.quotes), list, decideForm(item, decision));
    box.replaceChildren(...parts.filter(Boolean));
    box.hidden = false;
    state.refresh();
  }

  function pick(item, words) {
    const evidence = (decisions.get(item.id) || {}).evidence || [];
    if (!evidence.some((known) => squeeze(known) === squeeze(words))) decide(item, { evidence: [...evidence, words] });
  }
  function pickSelected() {
    const selection = window.getSelection();
    const words = selection ? selection.toString().trim() : "";
    const inside = selection && selection.anchorNode && panes.new && panes.new.box.contains(selection.anchorNode) && panes.new.box.contains(selection.focusNode);
    if (!state.chosen) return;
    if (!words || !inside || !whereIs("new", words)) { say(w.select_first); return; }
    pick(state.chosen, words);
  }
  function say(text) {
    const place = $("said");
    if (place) place.textContent = text;
  }

  function decideForm(item, decision) {
    const choices = make("div", { class: "choices", role: "group", "aria-label": w.verdict }, ...names.map((name, index) =>
      make("button", { type: "button", class: name, "data-choice": name, "aria-pressed": String(Boolean(decision && decision.verdict === name)), on: { click: () => decide(item, { verdict: name }) } },
        make("i", { class: "dot", "aria-hidden": "true" }), `${verdicts.get(name).mark} ${verdicts.get(name).label} `, make("kbd", {}, String(index + 1)))));
    const field = (title, node) => make("label", {}, title, node);
    const value = (name) => (decision ? decision[name] : "");
    const into = make("input", { id: "merged", inputmode: "numeric", placeholder: w.merge_hint, value: decision?.merged_into ? byId.get(decision.merged_into)?.number : "" });
    into.addEventListener("change", () => {
      const target = byNumber.get(into.value.trim());
      if (into.value.trim() && (!target || target === item)) { say(w.no_such); into.setAttribute("aria-invalid", "true"); return; }
      into.removeAttribute("aria-invalid");
      say("");
      decide(item, { merged_into: target ? target.id : "" });
    });
    const note = make("textarea", { id: "note", rows: 2 });
    note.value = value("note");
    note.addEventListener("change", () => decide(item, { note: note.value.trim() }));
    const by = make("input", { id: "by", autocomplete: "name" });
    by.value = value("by") || who;
    by.addEventListener("change", () => { who = by.value.trim(); keep(); if (decisions.has(item.id)) decide(item, { by: who }); });
    const date = make("input", { id: "date", type: "date" });
    date.value = value("date") || "";
    date.addEventListener("change", () => decide(item, { date: date.value }));
    const excluded = make("input", { id: "excluded", type: "checkbox" });
    excluded.checked = Boolean(decision && decision.excluded);
    excluded.addEventListener("change", () => decide(item, { excluded: excluded.checked }));
    return make("fieldset", { class: "decide" }, make("legend", {}, w.decide), choices,
      make("div", { class: "row-fields" }, field(w.by, by), field(w.date, date), field(w.merge, into)),
      make("div", { class: "row-fields" }, field(w.note, note), make("label", { class: "check" }, excluded, w.exclude)),
      make("div", { class: "choices" },
        data.new.text ? make("button", { type: "button", id: "pick", on: { click: pickSelected } }, w.pick, " ", make("kbd", {}, "e")) : null,
        make("button", { type: "button", id: "undo", on: { click: () => undecide(item) } }, w.undo)),
      make("p", { id: "said", class: "quiet", role: "status", "aria-live": "polite" }));
  }

  function choose(item, { scroll = true } = {}) {
    const last = state.chosen;
    if (state.chosen) state.last = state.chosen;
    if (state.chosen) rows.get(state.chosen.id).classList.remove("chosen");
    if (state.chosen) rows.get(state.chosen.id).removeAttribute("aria-current");
    state.chosen = item;
    const work = document.querySelector(".work");
    work.classList.toggle("open", Boolean(item));
    if (!item) {
      $("detail").hidden = true;
      setHash("");
      if (last) { rows.get(last.id).scrollIntoView({ block: "center" }); rows.get(last.id).focus({ preventScroll: true }); }
      return;
    }
    const row = rows.get(item.id);
    row.classList.add("chosen");
    row.setAttribute("aria-current", "true");
    showDetail(item);
    setHash(`c=${item.id}`);
    // On a narrow screen the commitment takes the place of the list.
    if (!row.offsetParent) $("detail").scrollIntoView({ block: "start" });
    else {
      if (!last) work.scrollIntoView({ block: "start" });
      if (scroll || !last) row.scrollIntoView({ block: "nearest" });
    }
  }
  function setHash(hash) {
    try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* some browsers forbid it for files */ }
  }
  function move(step) {
    const shown = visibleItems();
    if (!shown.length) return;
    const at = shown.indexOf(state.chosen || state.last);
    choose(shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + step))]);
  }

  // ---- files of decisions ----

  function exported() {
    const about = (report) => ({ name: report.name, sha256: report.sha256 });
    const all = items.filter((item) => decisions.has(item.id)).map((item) => clean({ ...decisions.get(item.id) }));
    return JSON.stringify({ schema: data.schema, old: about(data.old), new: about(data.new), decisions: all }, null, 2) + "\n";
  }
  function exportFile() {
    const url = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
    const link = make("a", { href: url, download: "decisions.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    state.dirty = 0;
    keep();
    showCounts();
  }
  async function importFile(file) {
    let found;
    try { found = JSON.parse(await file.text()); } catch { found = null; }
    if (!found || found.schema !== data.schema || !Array.isArray(found.decisions)) { $("count").textContent = w.not_decisions; return; }
    let known = 0;
    for (const decision of found.decisions) {
      if (decision && byId.has(decision.commitment)) { decisions.set(decision.commitment, clean(decision)); known += 1; }
    }
    keep();
    for (const item of items) showRow(item);
    showCounts();
    filterRows();
    if (state.chosen) showDetail(state.chosen);
    $("count").textContent = fill(w.imported, { known, unknown: found.decisions.length - known });
  }

  // ---- setting up ----

  function theme(next) {
    document.documentElement.dataset.theme = next;
  }
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  theme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => theme(dark.matches ? "dark" : "light"));

  $("tools").hidden = false;
  $("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  $("help-button").addEventListener("click", () => $("help").showModal());
  $("export").addEventListener("click", exportFile);
  $("import").addEventListener("change", (event) => { const file = event.target.files[0]; if (file) importFile(file); event.target.value = ""; });
  window.addEventListener("beforeunload", (event) => { if (state.dirty) event.preventDefault(); });
  if (!body) return;

  document.documentElement.classList.add("js");
  $("filters").hidden = false;
  for (const [id, values] of [["section", items.map((item) => item.section)], ["kind", items.map((item) => item.kind)]]) {
    for (const value of new Set(values)) $(id).append(make("option", { value }, visible(value)));
    $(id).addEventListener("change", filterRows);
  }
  $("state").addEventListener("change", filterRows);
  $("sort").addEventListener("change", sortRows);
  $("search").addEventListener("input", filterRows);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("clear").addEventListener("click", clearFilters);
  $("clear-2").addEventListener("click", clearFilters);
  for (const chip of document.querySelectorAll(".chip")) {
    chip.addEventListener("click", () => {
      const name = chip.dataset.verdict;
      if (!state.filter.delete(name)) state.filter.add(name);
      chip.setAttribute("aria-pressed", String(state.filter.has(name)));
      filterRows();
    });
  }
  for (const [id, row] of rows) {
    row.tabIndex = 0;
    row.addEventListener("click", () => { if (!String(window.getSelection())) choose(byId.get(id), { scroll: false }); });
    row.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === row) choose(byId.get(id)); });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape") { if (typing) typing.blur(); else choose(null); return; }
    if (typing) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") { $("search").focus(); $("search").select(); } else if (event.key === "?") $("help").showModal();
    else if (event.key === "e") pickSelected();
    else if (/^[1-5]$/.test(event.key) && state.chosen) decide(state.chosen, { verdict: names[Number(event.key) - 1] });
    else return;
    event.preventDefault();
  });
  for (const item of items) if (decisions.has(item.id)) showRow(item);
  showCounts();
  filterRows();
  const linked = byId.get(decodeURIComponent(location.hash.replace(/^#c[=-]/, "")));
  if (linked) choose(linked);
})();
