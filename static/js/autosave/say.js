// The words and panels of autosave; all texts come from the page (<c-autosave-texts />).
const texts = document.getElementById("autosave-texts")?.dataset ?? {};

const clone = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** The nearest status line: named by data-status, else in the same reply, field or form. */
export function statusOf(holder) {
  if (holder.dataset.status) return document.getElementById(holder.dataset.status);
  for (const scope of [".field", ".reply", ".sheet", "form"]) {
    const found = holder.closest(scope)?.querySelector("[data-saved]");
    if (found) return found;
  }
  return null;
}

function put(holder, state, text) {
  const line = statusOf(holder);
  if (!line) return;
  line.classList.toggle("is-working", state === "working");
  line.classList.toggle("is-problem", state === "problem");
  line.textContent = text;
}

export const saving = (holder) => put(holder, "working", texts.saving);
export const saved = (holder, message) => put(holder, "saved", message);
export const offline = (holder) => put(holder, "problem", texts.offline);
export const refused = (holder, message) => put(holder, "problem", message || texts.refused);

export function expired(holder) {
  put(holder, "problem", `${texts.expired} `);
  statusOf(holder)?.append(clone("autosave-expired"));
}

const after = (holder) => holder.closest(".field") ?? holder;

/** Shows two texts side by side; `keepMine` and `takeTheirs` are called once, then it goes away. */
export function twoTexts(id, holder, { mine, theirs, by, message, keepMine, takeTheirs }) {
  const old = after(holder).nextElementSibling; // this field's own; those of other fields wait for their answer
  if (old?.matches(".conflict")) old.remove();
  const panel = clone(id);
  panel.querySelector("[data-mine]").textContent = mine;
  panel.querySelector("[data-theirs]").textContent = theirs;
  if (message) panel.querySelector("[data-message]").textContent = message;
  if (by) panel.querySelector("[data-by]").textContent = `(${by})`;
  const close = (then) => () => {
    panel.remove();
    then();
    holder.querySelector?.("input:checked")?.focus() ?? holder.focus();
  };
  panel.querySelector("[data-keep-mine]").addEventListener("click", close(keepMine));
  panel.querySelector("[data-take-theirs]").addEventListener("click", close(takeTheirs));
  after(holder).after(panel);
}
