// The counter by keyboard: arrows move from line to line, a held-down Enter never writes anything down.
const lines = [...document.querySelectorAll("[data-line]")];
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.repeat) {
    event.preventDefault();
    return;
  }
  const at = lines.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at >= 0 && step && lines[at + step]) {
    event.preventDefault();
    lines[at + step].focus();
  }
});
// After a press the next line has the focus; what was written down is read out all the same (it is an alert).
if (location.hash === "#next") {
  for (const banner of document.querySelectorAll('[data-module="nhsuk-notification-banner"]')) {
    banner.dataset.disableAutoFocus = "true";
  }
  document.getElementById("next")?.focus();
}
