// Who works without a mouse goes on where they were: after a step that leads to the same page the focus is on
// what it was on, and on the next item, or whatever page comes next, on the first thing to fill in or press.
const KEY = "samrad-meeting-focus";
const FRESH = 60_000;
const MAIN = ".meeting-main";
const CONTROLS = "textarea, select, input:not([type=hidden]), button, a.ds-button";
let sent = false;

/** How a control is found again on the next page: by its id, else by its name and value, and which of them. */
function nameOf(control) {
  if (control.localName === "summary") return "summary";
  if (control.id) return `#${CSS.escape(control.id)}`;
  if (!control.name) return "";
  const value = control.matches("button, [type=radio], [type=checkbox]") ? `[value="${CSS.escape(control.value)}"]` : "";
  return `${control.localName}[name="${CSS.escape(control.name)}"]${value}:not([tabindex])`;
}

function remember() {
  const control = document.activeElement;
  const within = control?.closest("form[data-close-item]");
  if (!sent && !within) return;
  const name = within ? nameOf(control) : "";
  const place = name ? [...document.querySelectorAll(name)].indexOf(control) : 0;
  const left = { path: location.pathname, name, place, at: Date.now() };
  sessionStorage.setItem(KEY, JSON.stringify(left));
}

function recall() {
  const left = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  return left && Date.now() - left.at < FRESH ? left : undefined;
}

const canBeUsed = (control) => !control.disabled && control.tabIndex >= 0 && control.checkVisibility();

const again = ({ name, place }) => (name ? document.querySelectorAll(name)[place] : undefined);

/** What is folded away is reached by its heading. */
function seen(control) {
  const fold = control?.closest("details:not([open])");
  if (fold) return fold.querySelector("summary");
  return control && canBeUsed(control) ? control : undefined;
}

function first() {
  const form = document.querySelector(`${MAIN} form[data-close-item]`) ?? document.querySelector(MAIN);
  const control = [...(form?.querySelectorAll(CONTROLS) ?? [])].find(canBeUsed);
  if (control?.type !== "radio") return control;
  return form.querySelector(`input[name="${CSS.escape(control.name)}"]:checked`) ?? control;
}

function goOn() {
  const left = recall();
  // An address that points at a place lets the browser focus it, after this has run: it is where the button was.
  if (!left || location.hash || document.querySelector(".error-summary")) return;
  const here = left.path === location.pathname;
  const control = here ? seen(again(left)) : first();
  control?.focus({ preventScroll: here });
}

document.addEventListener("submit", ({ target }) => (sent ||= target.matches("[data-close-item]")), { capture: true });
addEventListener("pagehide", remember);
goOn();
