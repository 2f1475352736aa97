// The design system's own behaviour: menus, character counts, focus on the summary of what to put right.
const address = document.querySelector("script[data-frontend]").dataset.frontend;
const { initAll } = await import(address);
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

// A radio button may not say that it is expanded (ARIA 1.2). What it brings up follows it directly for every reader.
const quieten = () => {
  for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) radio.removeAttribute("aria-expanded");
};
new MutationObserver(quieten).observe(document.body, { attributeFilter: ["aria-expanded"], subtree: true });
initAll();

// What takes longer than a moment says so: `data-waits` holds the words, and where they are shown.
for (const place of document.querySelectorAll("[data-waits]")) {
  const status = document.getElementById(place.dataset.waitsIn);
  const wait = () => setTimeout(() => { status.textContent = place.dataset.waits; }, 400);
  place.addEventListener("submit", wait);
  place.addEventListener("click", (event) => {
    if (event.target.closest("a[href]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) wait();
  });
  addEventListener("pageshow", () => { status.textContent = ""; });
}
