// Runs before anything is drawn: parts that only work with scripts are shown only where there are scripts.
document.documentElement.classList.add("app-scripts");
document.addEventListener("DOMContentLoaded", () => {
  if ("noModule" in HTMLScriptElement.prototype) {
    document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
  }
});
