// Deciding: the form beside the chosen commitment, and what keys and buttons do.
function renderForm(row) {
  const decision = row.decision || whole(row, {});
  const verdicts = make("div", { class: "verdicts", role: "group", "aria-label": w("column.decided") });
  VERDICTS.forEach((verdict, i) => {
    const properties = {
      type: "button",
      class: `chip v-${verdict}`,
      "data-key": `v${i}`,
      "data-verdict": verdict,
      "aria-pressed": String(decision.verdict === verdict),
      "aria-keyshortcuts": String(i + 1),
      onclick: () => setVerdict(row, verdict),
    };
    const label = `${w(`mark.${verdict}`)} ${w(`verdict.${verdict}`)}`;
    verdicts.append(make("button", properties, make("kbd", { "aria-hidden": "true" }, i + 1), " ", label));
  });
  const confirm = make(
    "button",
    { type: "button", class: "strong", "data-key": "confirm", "aria-keyshortcuts": "c", disabled: decision.verdict === row.machine && !row.stale, onclick: () => setVerdict(row, row.machine) },
    w("page.confirm"), " ", make("kbd", { "aria-hidden": "true" }, "c"),
  );
  const undo = make(
    "button",
    { type: "button", "data-key": "withdraw", "aria-keyshortcuts": "0", disabled: !row.decision, onclick: () => undecide(row) },
    w("page.withdraw"), " ", make("kbd", { "aria-hidden": "true" }, "0"),
  );
  const field = (name, input) => make("label", { class: "field" }, make("span", null, w(`page.${name}`)), input);
  const typed = (change) => (event) => {
    quiet = true;
    change(event.target.value);
    quiet = false;
  };
  const note = make("textarea", { id: "note", rows: "2", "data-key": "note", placeholder: w("page.note_hint"), oninput: typed((value) => decide(row, { note: value })) });
  note.value = decision.note;
  const name = make("input", { type: "text", id: "by", "data-key": "by", autocomplete: "name", oninput: typed((value) => sign(row, { by: value })) });
  name.value = row.decision ? decision.by : person.name;
  const dated = decision.date === "" || /^\d{4}-\d\d-\d\d$/.test(decision.date);
  const date = make("input", { type: dated ? "date" : "text", id: "date", "data-key": "date", oninput: typed((value) => sign(row, { date: value })) });
  date.value = decision.date;
  date.disabled = !row.decision;
  const merge = make("select", { id: "merge", "data-key": "merge", onchange: (event) => mergeInto(row, event.target.value) });
  merge.append(make("option", { value: "" }, w("page.merge_none")));
  const into = rowOf.has(decision.merged_into) || !decision.merged_into ? [] : [{ id: decision.merged_into, number: "", shown: decision.merged_into }];
  for (const other of into.concat(rows)) {
    if (other === row) continue;
    merge.append(make("option", { value: other.id }, `${other.number} ${shorten(plain(other.shown), 40)}`));
  }
  merge.value = decision.merged_into;
  const excluded = make("input", { type: "checkbox", id: "excluded", "data-key": "excluded", onchange: (event) => decide(row, { excluded: event.target.checked }) });
  excluded.checked = decision.excluded;
  const children = [
    make("legend", null, w("page.decide")),
    verdicts,
    make("div", { class: "line" }, confirm, undo),
    field("note", note),
    make("div", { class: "pair" }, field("by", name), field("date", date)),
    make(
      "details",
      { class: "aside-box", open: asideOpen || !!decision.merged_into || decision.excluded, ontoggle: (event) => { asideOpen = event.target.open; } },
      make("summary", { "data-key": "aside" }, w("page.aside")),
      field("merge", merge),
      make("label", { class: "check" }, excluded, " ", w("page.excluded")),
    ),
  ];
  if (hasTexts) {
    // A press must not take the selection away before the click sees it.
    const hold = (event) => event.preventDefault();
    children.push(
      make("button", { type: "button", "data-key": "pick", "aria-keyshortcuts": "e", onmousedown: hold, onclick: () => pickSelected() }, w("page.pick"), " ", make("kbd", { "aria-hidden": "true" }, "e")),
    );
  }
  const focused = document.activeElement && form.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  empty(form).append(make("fieldset", null, ...children));
  if (focused) {
    const again = form.querySelector(`[data-key="${focused}"]`);
    (again && !again.disabled ? again : chosen.link).focus({ preventScroll: true });
  }
}

let asideOpen = false;

// While a person types, the field they type in must stay as it is.
let quiet = false;

function setVerdict(row, verdict) {
  decide(row, { verdict });
  tell(row);
}

function tell(row) {
  say(row.decision ? w("page.set_now", { n: row.number, told: told(row) }) : w("page.withdrawn", { n: row.number }));
}

function undecide(row) {
  withdraw(row);
  tell(row);
}

function sign(row, change) {
  if ("by" in change) {
    person.name = change.by.trim();
    store.write("reportdiff:name", person.name);
  }
  if (row.decision) decide(row, change);
}

function mergeInto(row, id) {
  const before = partOf(row);
  decide(row, { merged_into: id });
  if (!endsSomewhere(row)) {
    decide(row, { merged_into: before });
    say(w("page.circle", { n: rowOf.get(id).number }));
    return;
  }
  tell(row);
}

function pick(row, words) {
  const before = row.decision ? row.decision.evidence : [];
  if (!before.includes(words)) decide(row, { evidence: [...before, words] });
  say(w("page.picked_now", { words: shorten(words, 60) }));
}

function pickSelected() {
  const selected = hasTexts && panes.new.selected();
  if (!selected) {
    say(w("page.pick_first"));
    return;
  }
  // The same words may stand in several places; these are the ones meant.
  chosen.picked = chosen.picked.filter((quote) => quote.text !== selected.text).concat(selected);
  pick(chosen, selected.text);
}

function takeNear() {
  if (chosen.near) pick(chosen, chosen.near.text);
  else say(w("page.no_near"));
}

listeners.push((these) => {
  for (const row of these) renderRow(row);
  renderSummary();
  renderList();
  renderUnsaved();
  if (!chosen || !these.includes(chosen)) return;
  const focused = document.activeElement && facts.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  renderFacts(chosen);
  markPanes(chosen);
  if (!quiet) renderForm(chosen);
  else if (byId("date")) updateWhileTyping(chosen);
  if (focused) {
    const again = facts.querySelector(`[data-key="${focused}"]`);
    (again && !again.disabled ? again : chosen.link).focus({ preventScroll: true });
  }
});

function updateWhileTyping(row) {
  const [date, by, undo] = [byId("date"), byId("by"), form.querySelector('[data-key="withdraw"]')];
  date.disabled = undo.disabled = !row.decision;
  if (document.activeElement !== date) date.value = row.decision ? row.decision.date : "";
  if (document.activeElement !== by) by.value = row.decision ? row.decision.by : person.name;
}
