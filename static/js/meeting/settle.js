// What autosave has not yet heard back about. Whoever leaves by a shortcut, or sends a form, waits for it:
// then a text never meets an older edition of itself.
const PATIENCE = 4000;
const LOOK = 50;
const unsaved = new Map();

const valueOf = (holder) => {
  if (!holder.matches("fieldset")) return holder.type === "checkbox" ? String(holder.checked) : holder.value;
  return holder.querySelector("input:checked")?.value ?? "";
};

function remember({ target }) {
  const holder = target.closest("[data-autosave-url]");
  if (holder) unsaved.set(holder, valueOf(holder));
}

document.addEventListener("input", remember);
document.addEventListener("change", remember);
document.addEventListener("autosave:known", ({ target, detail }) => {
  const name = target.name || target.querySelector("input[type=radio]")?.name;
  const edition = target.form?.elements[`${name}-version`];
  if (edition) edition.value = detail.version;
  if (detail.value === valueOf(target)) unsaved.delete(target);
  document.querySelector(`[data-settled-by="${CSS.escape(name ?? "")}"]`)?.remove();
});

/** The panel with two texts, if one waits for an answer inside this. */
export const dispute = (scope) => scope.querySelector(".conflict button");

/** Says beside the two texts why nothing was sent, where the page has words for it. */
function explain(button) {
  const words = document.getElementById("autosave-unanswered");
  const panel = button.closest(".conflict");
  if (words) {
    panel.querySelector("[data-unanswered]")?.remove();
    const line = words.content.firstElementChild.cloneNode(true);
    const heading = panel.closest("section")?.querySelector("h2");
    line.querySelector("[data-where]").textContent = heading?.textContent.trim() ?? "";
    panel.prepend(line);
  }
  button.focus();
}

/** Resolves when everything written is stored, or has been waited for long enough. */
export async function settled() {
  const end = performance.now() + PATIENCE;
  for (const holder of unsaved.keys()) holder.dispatchEvent(new Event("blur"));
  while (unsaved.size && !dispute(document) && performance.now() < end) {
    await new Promise((resume) => setTimeout(resume, LOOK));
  }
}

async function sendWhenStored(event) {
  const form = event.target;
  if (!form.matches("[data-close-item]") || !(unsaved.size || dispute(form))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await settled();
  const open = dispute(form);
  if (open) return explain(open);
  unsaved.clear();
  form.requestSubmit(event.submitter);
}

document.addEventListener("submit", sendWhenStored, { capture: true });
