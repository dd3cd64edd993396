// On every page. The small menus in the top bar close with Escape and by a click elsewhere.
const menus = [...document.querySelectorAll("details[data-menu]")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((each) => each.open)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of menus) {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  }
});

// In a narrow row of tabs the present one is in view.
for (const here of document.querySelectorAll(".subnav [aria-current]")) {
  here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;
}
