// Marks words of a submitted text: what is selected, and its place in code points, goes to the box's form.
// Without this file the words are pasted into the same form.
const forms = [...document.querySelectorAll("[data-mark-form]")];
const OUTSIDE = "[data-outside]";
let chosen = null;

const length = (words) => [...words].length;
const textOf = (form) => document.getElementById(form.dataset.markForm);
const part = (form, name) => form.querySelector(`[data-mark-${name}]`);

/** The text nodes that belong to the submitted text; the numbers of the marks do not. */
function nodes(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(OUTSIDE)) found.push(walker.currentNode);
  }
  return found;
}

/** What a range holds of the text, and how many code points stand before it. */
function excerpt(text, range) {
  let [quote, near, passed] = ["", null, 0];
  for (const node of nodes(text)) {
    if (range.intersectsNode(node)) {
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.length;
      if (end > start) near ??= passed + length(node.data.slice(0, start));
      quote += node.data.slice(start, end);
    }
    passed += length(node.data);
  }
  const blank = length(quote) - length(quote.trimStart());
  return { quote: quote.trim(), near: (near ?? 0) + blank };
}

function show(form, { quote, near }) {
  if (chosen && chosen !== form) hide(chosen);
  if (chosen !== form) part(form, "said").textContent = part(form, "said").dataset.ready;
  chosen = form;
  form.elements.quote.value = quote;
  form.elements.near.value = near;
  part(form, "chosen").textContent = `”${quote}”`;
  part(form, "action").hidden = false;
}

function hide(form) {
  form.elements.quote.value = "";
  form.elements.near.value = "";
  part(form, "action").hidden = true;
  part(form, "said").textContent = "";
  chosen = null;
}

function letGo() {
  hide(chosen);
  document.getSelection().collapseToStart();
}

function follow() {
  const selection = document.getSelection();
  if (!selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const within = (form) => [range.startContainer, range.endContainer].some((end) => textOf(form).contains(end));
  const form = forms.find(within);
  if (!form) return; // the focus has gone to the button: what was chosen stays chosen
  const found = excerpt(textOf(form), range);
  if (found.quote) show(form, found);
  else if (chosen) hide(chosen);
}

/** A caret that moves with the arrow keys and selects with shift, in a text nobody can change. */
function giveCaret(text) {
  const original = [...text.childNodes].map((node) => node.cloneNode(true));
  const attributes = { role: "textbox", "aria-readonly": "true", "aria-multiline": "true", inputmode: "none" };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, value);
  text.contentEditable = "true";
  text.spellcheck = false;
  for (const number of text.querySelectorAll(OUTSIDE)) number.contentEditable = "false";
  for (const name of ["beforeinput", "cut", "paste", "drop", "dragstart"]) {
    text.addEventListener(name, (event) => event.preventDefault());
  }
  // A composed character cannot be refused beforehand.
  text.addEventListener("input", () => text.replaceChildren(...original.map((node) => node.cloneNode(true))));
}

function keys(event) {
  // A fast hand is here before the browser has told of what it selected.
  if (forms.some((form) => textOf(form).contains(event.target))) follow();
  if (event.key === "Escape" && chosen) letGo();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("[data-mark-form]") ?? chosen;
  if (!form?.elements.quote.value.trim()) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[name=do][value=mark]"));
}

for (const form of forms) {
  giveCaret(textOf(form));
  part(form, "hint").hidden = false;
  form.elements.quote.addEventListener("input", () => (form.elements.near.value = ""));
}
document.addEventListener("selectionchange", follow);
document.addEventListener("keydown", keys);
