// The chosen commitment: what the machine says, what it rests on, and both reports.
const narrow = window.matchMedia("(max-width: 1080px)");
const detail = byId("detail");
let facts = null; // what the machine says
let form = null; // what the person decides
let panesShown = null;

// Evidence that a person picked: its words, and where they stand when that is known.
function pickedQuotes(row) {
  const picked = row.decision ? row.decision.evidence : [];
  const known = [...row.picked, ...row.evidence, row.near, row.again].filter(Boolean);
  const squeezed = (text) => text.replace(/\s+/g, "");
  const near = known.length ? known[0].start : 0;
  return picked.map(
    (words) => known.find((quote) => squeezed(quote.text) === squeezed(words)) || panes.new.find(words, near) || { text: words },
  );
}

function marksOf(row) {
  const picked = pickedQuotes(row).filter((quote) => quote.start !== undefined);
  const span = (quote, kind) => ({ start: quote.start, end: quote.end, kind });
  const evidence = [...picked, ...row.evidence];
  const { own, theirs } = comparedNumbers(row, evidence.map((quote) => quote.text));
  const move = (mark, quote) => ({ ...mark, start: quote.start + mark.start, end: quote.start + mark.end });
  return {
    old: [
      ...(row.baseline ? [span(row.baseline, "baseline")] : []),
      span(row.quote, "commitment"),
      ...own.map((mark) => move(mark, row.quote)),
    ],
    new: [
      ...row.evidence.map((quote) => span(quote, "evidence")),
      ...picked.map((quote) => span(quote, "pick")),
      ...(row.near ? [span(row.near, "near")] : []),
      ...(row.again ? [span(row.again, "again")] : []),
      ...theirs.flatMap((list, i) => list.map((mark) => move(mark, evidence[i]))),
    ],
  };
}

function renderDetail() {
  const row = chosen;
  if (!row) {
    empty(detail).append(make("p", { class: "empty", id: "detail-title" }, w("page.choose")));
    return;
  }
  if (!facts) {
    facts = make("div", { class: "facts" });
    form = make("div", { class: "form" });
    empty(detail).append(make("div", { class: "judged" }, facts, form));
    detail.append(hasTexts ? renderPanes() : make("p", { class: "note" }, w("page.no_text")));
  }
  renderFacts(row);
  renderForm(row);
  markPanes(row);
}

function renderPanes() {
  const legend = make("p", { class: "legend quiet" });
  for (const kind of ["commitment", "baseline", "evidence", "pick", "near", "again", "same", "differs"]) {
    legend.append(make("mark", { class: `m-${kind}` }, w(`page.mark_${kind}`)), " ");
  }
  panesShown = make("div", { class: "panes" }, panes.old.build(), panes.new.build());
  return make("div", { class: "reading" }, panesShown, legend);
}

function markPanes(row) {
  if (!hasTexts) return;
  const marks = marksOf(row);
  panes.old.mark(marks.old);
  panes.new.mark(marks.new);
}

// Scroll both panes to what matters: the commitment, and the words that tell its outcome.
function scrollPanes(row) {
  if (!hasTexts) return;
  panes.old.scrollTo(row.quote.start);
  const picked = pickedQuotes(row).find((quote) => quote.start !== undefined);
  const best = picked || row.evidence[0] || row.near || row.again;
  if (best) panes.new.scrollTo(best.start);
  else panes.new.body.scrollTop = 0;
}

function renderFacts(row) {
  const { own, theirs } = comparedNumbers(row, [...pickedQuotes(row), ...row.evidence].map((quote) => quote.text));
  const title = make("h2", { id: "detail-title" });
  const context = row.shown.endsWith(shorten(row.quote.text, 160)) ? row.shown.slice(0, -shorten(row.quote.text, 160).length) : "";
  if (context) title.append(make("small", null, context));
  writeMarked(title, row.quote.text, own);
  title.lang = panes.old.report.language === "zh" ? "zh-CN" : panes.old.report.language;
  const index = shown.indexOf(row);
  const step = (by, key) => {
    const disabled = index + by < 0 || index + by >= shown.length;
    const label = [w(`page.${by > 0 ? "next" : "previous"}`), " ", make("kbd", null, key)];
    return make("button", { type: "button", disabled, "data-key": `step${by}`, onclick: () => move(by) }, ...label);
  };
  const back = make("button", { type: "button", class: "back", onclick: () => backToList() }, w("page.back"));
  const where = `${w("page.number", { n: row.number })} · ${data.sections[row.section]} · ${w(`kind.${row.kind}`)} · ${row.quote.place}`;
  const nav = make("div", { class: "nav" }, back, make("span", { class: "quiet" }, where), make("span", { class: "steps" }, step(-1, "k"), step(1, "j")));
  const verdict = make("p", { class: "verdict-line" }, make("span", { class: `chip big v-${standing(row)}` }, verdictText(row)));
  if (toCheck(row)) verdict.append(make("span", { class: "flag" }, w("audit.review_mark")));
  const machine = w("page.machine", { verdict: w(`verdict.${row.machine}`), sure: row.sure });
  verdict.append(make("span", { class: "quiet" }, told(row) || machine));
  empty(facts).append(nav, title, verdict, make("p", { class: "reason" }, row.reason));
  if (row.chain.length) facts.append(renderChain(row));
  facts.append(renderEvidence(row, theirs));
}

// The four points of a number as bars on one scale, with the target as an upright line through all.
function renderChain(row) {
  const steps = row.chain;
  const ends = steps.flatMap((step) => (step.high === null ? [] : [step.low, step.high]));
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const at = (value) => `${most > least ? (100 * (value - least)) / (most - least) : 0}%`;
  const wide = (from, to) => `${most > least ? (100 * Math.abs(to - from)) / (most - least) : 0}%`;
  const svg = (tag, properties) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    return element;
  };
  const target = steps[1].high === null ? null : steps[1];
  const lines = steps.map((step, i) => {
    const bar = svg("svg", { width: "100%", height: "14", "aria-hidden": "true" });
    if (step.high !== null) {
      const from = step.high < 0 ? step.high : 0;
      const kind = ["last", "target", `actual v-${standing(row)}`, "next"][i];
      bar.append(svg("rect", { class: `bar ${kind}`, x: at(from), width: wide(from, step.high < 0 ? 0 : step.high), y: 2, height: 10 }));
      if (step.low !== step.high) bar.append(svg("rect", { class: "range", x: at(step.low), width: wide(step.low, step.high), y: 2, height: 10 }));
    }
    if (target && ends.length) bar.append(svg("line", { class: "goal", x1: at(target.low), x2: at(target.low), y1: 0, y2: 14 }));
    const cells = [make("th", { scope: "row" }, step.label), make("td", { class: "figure" }, step.text)];
    if (ends.length) cells.push(make("td", { class: "drawn" }, bar));
    return make("tr", null, ...cells);
  });
  return make("table", { class: "chain", "aria-label": w("page.chain"), title: target && ends.length ? w("page.target_line") : null }, ...lines);
}

function renderEvidence(row, numbers) {
  const list = make("ul", { class: "quotes" });
  const add = (quote, kind, label, marks, ...more) => {
    const words = writeMarked(make("q", { class: `m-${kind}` }), quote.text, marks || []);
    words.lang = panes.new.report.language === "zh" ? "zh-CN" : panes.new.report.language;
    const report = kind === "baseline" ? panes.old : panes.new;
    const known = quote.start !== undefined;
    const go = () => report.scrollTo(quote.start);
    const name = w("page.show", { words: shorten(plain(quote.text), 30) });
    const place = !known ? "" : hasTexts ? make("button", { type: "button", class: "place", title: name, onclick: go }, quote.place) : quote.place;
    list.append(make("li", null, make("span", { class: "label" }, label), " ", words, " ", place, ...more));
  };
  const picked = pickedQuotes(row);
  picked.forEach((quote, i) => {
    const off = () => decide(row, { evidence: row.decision.evidence.filter((words, at) => at !== i) });
    const name = w("page.remove_what", { words: shorten(plain(quote.text), 30) });
    const remove = make("button", { type: "button", "aria-label": name, "data-key": `remove${i}`, onclick: off }, w("page.remove"));
    add(quote, "pick", w("page.picked"), numbers[i], " ", remove);
  });
  row.evidence.forEach((quote, i) => {
    const more = [" ", make("span", { class: "quiet" }, w("page.match", { rate: quote.match }))];
    if (quote.shared.length) {
      more.push(make("span", { class: "quiet" }, w("word.semicolon"), w("page.shared"), " "));
      for (const id of quote.shared) {
        const other = rowOf.get(id);
        more.push(make("button", { type: "button", class: "place", onclick: () => choose(other, "click") }, w("page.number", { n: other.number })), " ");
      }
    }
    add(quote, "evidence", w("page.evidence"), numbers[picked.length + i], ...more);
  });
  if (!row.evidence.length && !picked.length) list.append(make("li", { class: "quiet" }, w("page.no_evidence")));
  if (row.near) {
    const match = make("span", { class: "quiet" }, w("page.match", { rate: row.near.match }));
    const take = make("button", { type: "button", "data-key": "near", "aria-keyshortcuts": "r", onclick: () => takeNear() }, w("page.take"), " ", make("kbd", null, "r"));
    add(row.near, "near", w("page.near"), [], " ", match, " ", take);
  }
  if (row.again) add(row.again, "again", w("page.again"), []);
  if (row.baseline) add(row.baseline, "baseline", w("page.baseline"), []);
  return list;
}

// Choose a commitment; `by` tells how: a click, a key, or the page itself when it opens.
function choose(row, by) {
  if (chosen) {
    chosen.element.classList.remove("chosen");
    chosen.link.removeAttribute("aria-current");
  }
  chosen = row;
  row.element.classList.add("chosen");
  row.link.setAttribute("aria-current", "true");
  renderDetail();
  detail.scrollTop = 0;
  scrollPanes(row);
  remember();
  if (by === "page") return;
  row.element.scrollIntoView({ block: "nearest" });
  if (narrow.matches) {
    detail.scrollIntoView({ block: "start" });
    detail.focus({ preventScroll: true });
  } else {
    row.link.focus({ preventScroll: true });
  }
}

function move(by) {
  const index = shown.indexOf(chosen);
  const next = index < 0 ? shown[0] : shown[Math.min(Math.max(index + by, 0), shown.length - 1)];
  if (next) choose(next, "key");
}

function nextOpen() {
  const from = shown.indexOf(chosen) + 1;
  const next = [...shown.slice(from), ...shown.slice(0, from)].find((row) => !isDecided(row));
  next ? choose(next, "key") : say(w("page.no_open"));
}

function backToList() {
  chosen.link.focus({ preventScroll: true });
  chosen.element.scrollIntoView({ block: "center" });
}
