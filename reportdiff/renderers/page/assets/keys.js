// The keyboard, the help about it, and the look of the page.
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => { byId("search").focus(); byId("search").select(); },
  "?": () => openHelp(),
  u: () => nextOpen(),
  c: () => chosen && setVerdict(chosen, chosen.machine),
  0: () => chosen && undecide(chosen),
  e: () => chosen && pickSelected(),
  r: () => chosen && takeNear(),
  n: () => byId("note") && byId("note").focus(),
};
VERDICTS.forEach((verdict, i) => { KEYS[i + 1] = () => chosen && setVerdict(chosen, verdict); });

const typing = (element) => element.matches("input:not([type=checkbox]), textarea, select");

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("keys").open) return;
  if (typing(event.target)) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    const search = event.target === byId("search");
    event.target.blur();
    if (chosen && !(narrow.matches && !search)) chosen.link.focus({ preventScroll: !search });
    return;
  }
  const action = KEYS[event.key];
  if (!action || !rows.length && event.key !== "?") return;
  event.preventDefault();
  action();
}

function openHelp() {
  const dialog = byId("keys");
  dialog.showModal ? dialog.showModal() : dialog.setAttribute("open", "");
}

function closeHelp() {
  const dialog = byId("keys");
  dialog.close ? dialog.close() : dialog.removeAttribute("open");
}

const LOOKS = ["auto", "light", "dark"];
function setLook(look) {
  root.dataset.theme = look;
  write(empty(byId("theme")), w(`page.theme_${look}`));
}

function setUpKeys() {
  document.addEventListener("keydown", onKey);
  byId("help").addEventListener("click", openHelp);
  byId("keys-close").addEventListener("click", closeHelp);
  const kept = store.read("reportdiff:look");
  setLook(LOOKS.includes(kept) ? kept : "auto");
  byId("theme").addEventListener("click", () => {
    const look = LOOKS[(LOOKS.indexOf(root.dataset.theme) + 1) % LOOKS.length];
    setLook(look);
    store.write("reportdiff:look", look);
  });
}
