// The ledger by keyboard: Alt with the arrows goes to the next and previous synpunkt, Ctrl+Enter saves.
const open = document.querySelector("[data-weigh]");
const cards = [...document.querySelectorAll("[data-comment-card]")];

function neighbour(key) {
  const way = key === "ArrowDown" ? "next" : "previous";
  if (open) return open.querySelector(`[data-${way}]`);
  return way === "next" ? cards[0] : cards.at(-1);
}

function save(event) {
  const form = event.target.closest?.("form[method=post]") ?? open?.querySelector("[data-weigh-form]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[type=submit]"));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return save(event);
  if (!event.altKey || event.ctrlKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const link = neighbour(event.key);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// Who comes from one synpunkt to the next goes on where its heading is; so does who comes from a task or a mail.
if (open && !location.hash) open.scrollIntoView();
if (open && (!location.hash || location.hash === `#${open.id}`)) open.querySelector("h2")?.focus({ preventScroll: true });
