// Runs before the first paint, as a classic script: a module would wait for the whole document and the page
// would flash in the wrong colours. The rest of the theme lives in theme.js.
(function () {
  try {
    var kept = localStorage.getItem("linger.theme");
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch (_) {
    // Storage can be forbidden; the system's preference then decides.
  }
})();
