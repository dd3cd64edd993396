// Moves a row of the agenda: by dragging its handle, with Alt+Shift and the arrows on it, or with its
// buttons. The rows change places at once; the order is sent when the hand has rested, one save at a time.
const form = document.querySelector("[data-order]");
const list = document.querySelector("[data-agenda-rows]");
const said = document.querySelector("[data-order-said]");
const REST = 500;
let waiting;
let saving = Promise.resolve();

const movable = () => [...list.querySelectorAll(":scope > [data-movable]")];
const order = () => movable().map((row) => row.dataset.code).join(",");
const titleOf = (row) => row.querySelector("[data-title]").textContent.trim();

function say(words, problem = false) {
  said.classList.toggle("is-problem", problem);
  said.textContent = words;
}

/** The places are those the rows had; they stay in order whoever stands in them. */
function renumber() {
  const places = [...list.querySelectorAll("[data-place]")];
  const numbers = places.map((place) => place.textContent).sort((a, b) => a - b);
  places.forEach((place, at) => (place.textContent = numbers[at]));
}

function moved(row) {
  renumber();
  const rows = movable().filter((other) => !other.matches(".is-break"));
  const before = movable()[movable().indexOf(row) + 1];
  const words = { title: titleOf(row), place: rows.indexOf(row) + 1, count: rows.length };
  words.next = before ? titleOf(before) : "";
  const sentence = row.matches(".is-break") ? (before ? "movedBreak" : "movedLast") : "moved";
  say(said.dataset[sentence].replace(/{(\w+)}/g, (_all, name) => words[name]));
  clearTimeout(waiting);
  waiting = setTimeout(store, REST);
}

function step(row, way) {
  const rows = movable();
  const other = rows[rows.indexOf(row) + way];
  if (!other) return;
  const focused = document.activeElement;
  if (way < 0) other.before(row);
  else other.after(row);
  focused.focus();
  moved(row);
}

/** Each save says which order it was made from: the next one waits until that is known. */
function store() {
  saving = saving.then(storeNow);
}

async function storeNow() {
  form.elements.order.value = order();
  if (form.elements.order.value === form.elements.was.value) return;
  const sent = form.elements.order.value;
  const answer = await send(new FormData(form));
  if (answer === "") {
    form.elements.was.value = sent;
    if (order() === sent) say(`${said.textContent} ${said.dataset.saved}`);
  } else {
    say(answer, true);
  }
}

/** Nothing when it is stored, else what is wrong. */
async function send(body) {
  try {
    const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
    const response = await fetch(form.action, { method: "POST", body, headers, redirect: "manual" });
    if (response.status === 204) return "";
    return (await response.json()).message || said.dataset.refused;
  } catch {
    return said.dataset.refused;
  }
}

/** The list holds the pointer: a row that changes places would let go of it. */
function drag(event) {
  const row = event.target.closest("[data-movable]");
  const from = order();
  event.preventDefault();
  event.target.closest("[data-handle]").focus();
  list.setPointerCapture(event.pointerId);
  row.classList.add("is-dragged");
  const follow = ({ clientY }) => place(row, clientY);
  const release = () => {
    list.removeEventListener("pointermove", follow);
    row.classList.remove("is-dragged");
    if (order() !== from) moved(row);
  };
  list.addEventListener("pointermove", follow);
  list.addEventListener("lostpointercapture", release, { once: true });
}

/** Puts the row before the first one whose middle is below the pointer. */
function place(row, y) {
  const others = movable().filter((other) => other !== row);
  const middle = (other) => other.getBoundingClientRect().top + other.getBoundingClientRect().height / 2;
  const below = others.find((other) => middle(other) > y);
  if (below ? below.previousElementSibling === row : others.at(-1)?.nextElementSibling === row) return;
  if (below) below.before(row);
  else others.at(-1)?.after(row);
}

function watch() {
  form.elements.was.value = order();
  for (const handle of list.querySelectorAll("[data-handle]")) {
    handle.hidden = false;
    handle.addEventListener("pointerdown", drag);
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    step(button.closest("[data-movable]"), button.dataset.move === "up" ? -1 : 1);
  });
  list.addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey, target } = event;
    if (!altKey || !shiftKey || !["ArrowUp", "ArrowDown"].includes(key) || !target.closest("[data-handle]")) return;
    event.preventDefault();
    step(target.closest("[data-movable]"), key === "ArrowUp" ? -1 : 1);
  });
}

if (form && list) watch();
