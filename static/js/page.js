// The design system's own behaviour: menus, character counts, focus on the summary of what to put right.
const address = document.querySelector("script[data-frontend]").dataset.frontend;
const { initAll } = await import(address);
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
