// Pointing at a milestone, or giving it the focus, shows what it builds upon and what it makes possible,
// all the way in both directions. Without this script the arrows are shown by their checkbox.
function neighbours(arrows, from, to) {
  const found = new Map();
  for (const arrow of arrows) {
    const key = arrow.dataset[from];
    found.set(key, [...(found.get(key) ?? []), arrow.dataset[to]]);
  }
  return found;
}

function reach(start, next) {
  const seen = new Set([start]);
  for (const each of seen) (next.get(each) ?? []).forEach((other) => seen.add(other));
  return seen;
}

function prepare(map) {
  const arrows = [...map.querySelectorAll("[data-from]")];
  const boxes = [...map.querySelectorAll("[data-milestone]")];
  const after = neighbours(arrows, "from", "to");
  const before = neighbours(arrows, "to", "from");
  let shown = null;

  function trace(box) {
    if (box === shown) return;
    shown = box;
    map.classList.toggle("is-tracing", Boolean(box));
    const start = box?.dataset.milestone;
    const later = box ? reach(start, after) : new Set();
    const earlier = box ? reach(start, before) : new Set();
    for (const each of boxes) {
      const key = each.dataset.milestone;
      each.classList.toggle("is-traced", later.has(key) || earlier.has(key));
    }
    for (const { classList, dataset } of arrows) {
      const ahead = later.has(dataset.from) && later.has(dataset.to);
      const behind = earlier.has(dataset.from) && earlier.has(dataset.to);
      classList.toggle("is-traced", ahead || behind);
    }
  }

  const boxOf = (event) => event.target.closest("[data-milestone]");
  const focused = () => {
    const box = document.activeElement?.closest("[data-milestone]");
    return box?.matches(":focus-visible") ? box : null;
  };
  map.addEventListener("pointerover", (event) => trace(boxOf(event) ?? focused()));
  map.addEventListener("pointerleave", () => trace(focused()));
  map.addEventListener("focusin", (event) => trace(boxOf(event)));
  map.addEventListener("focusout", () => trace(null));
  map.addEventListener("keydown", (event) => event.key === "Escape" && trace(null));
}

// The years follow the reader down, and the map when it is scrolled sideways.
function follow(heads) {
  const scrolled = heads.parentElement.querySelector(".map-box-scroll");
  const row = heads.querySelector(".map-heads-row");
  heads.classList.add("is-following");
  scrolled.addEventListener("scroll", () => row.scrollTo({ left: scrolled.scrollLeft }), { passive: true });
}

document.querySelectorAll("[data-map]").forEach(prepare);
document.querySelectorAll("[data-map-heads]").forEach(follow);
