// What was typed in an ordinary form is offered back when sending it led to the log-in page instead.
// Mark the form with data-keep="<who is logged in>": nobody else is shown it. Without this file the
// browser's own way back is the only copy.
import { write, read, spoken } from "./autosave/control.js";
import { twoTexts } from "./autosave/say.js";

const HOUR = 3_600_000;
const forms = [...document.querySelectorAll("form[data-keep]")];
const logIn = document.getElementById("autosave-expired")?.content.querySelector("a")?.getAttribute("href");
const key = (form) => `samrad:typed:${form.dataset.keep}:${location.pathname}${location.search}:${forms.indexOf(form)}`;

const fieldsOf = (form) =>
  [...form.elements].filter(
    (field) => field.name && field.matches("textarea, select, input:not([type=hidden], [type=file], [type=radio])"),
  );

function take(form) {
  try {
    const copy = JSON.parse(sessionStorage.getItem(key(form)));
    sessionStorage.removeItem(key(form));
    return copy;
  } catch {
    return null;
  }
}

function keep(form) {
  const typed = fieldsOf(form).map((field) => [field.id, read(field)]);
  try {
    sessionStorage.setItem(key(form), JSON.stringify({ typed, at: Date.now() }));
  } catch {
    // A full or closed store: then the page itself is the only copy.
  }
}

function offer(form, { typed }) {
  for (const [id, mine] of typed) {
    const field = id && document.getElementById(id);
    if (!field || read(field) === mine) continue;
    field.closest("details")?.setAttribute("open", ""); // what is offered is seen
    if (field.type === "checkbox") {
      write(field, mine); // a tick has no words to choose between
      continue;
    }
    twoTexts("autosave-kept", field, {
      mine: spoken(field, shown(field, mine)),
      theirs: spoken(field, shown(field, read(field))),
      keepMine: () => write(field, mine),
      takeTheirs: () => {},
    });
  }
}

/** A choice as a person reads it. */
function shown(field, value) {
  if (!field.matches("select")) return value;
  return [...field.options].find((option) => option.value === value)?.text ?? value;
}

const cameFromLogIn = document.referrer !== "" && new URL(document.referrer).pathname === logIn;
for (const form of forms) {
  const copy = take(form);
  if (copy && cameFromLogIn && Date.now() - copy.at < HOUR) offer(form, copy);
  form.addEventListener("submit", () => keep(form));
}
