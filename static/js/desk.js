// What was opened for one look is closed again when the page is left, also for a browser that keeps pages in memory.
const opened = document.querySelector(".cw-kept--open");
if (opened) {
  addEventListener("pagehide", () => document.querySelector("main").replaceChildren());
}
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
