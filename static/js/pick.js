// Enter in a field that suggests names takes the name that is shown first, and does not send the form. A name that
// stands there whole, and words that no name in the list holds, are sent as ever. Without this file the browser decides.
const folded = (text) => text.trim().toLocaleLowerCase("sv");
let steered = null; // the field whose list is walked with the arrows: there the browser takes what is marked

function suggested(field) {
  const typed = folded(field.value);
  const names = [...(field.list?.options ?? [])].map((option) => option.value);
  if (!typed || names.some((name) => folded(name) === typed)) return undefined;
  return names.find((name) => folded(name).startsWith(typed)) ?? names.find((name) => folded(name).includes(typed));
}

function take(event, field) {
  const name = suggested(field);
  if (!name) return;
  event.preventDefault();
  field.value = name;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("input", () => {
  steered = null;
});
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.list) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") steered = field;
  else if (event.key === "Enter" && !event.isComposing && steered !== field) take(event, field);
});
