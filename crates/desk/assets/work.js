// Keys of the queue: each presses the button, the link or the summary that carries it. Off where the editor has turned them off.
(() => {
  const place = document.querySelector("[data-keys]");
  if (!place) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const held = place.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!held) return;
    event.preventDefault();
    held.click();
  });
})();
