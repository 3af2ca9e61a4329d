'use strict';
// Copies what is shown once, so that nobody has to mark it. Without this script there is no button, and it can be marked.
document.querySelectorAll('[data-copy]').forEach((button) => {
  if (!navigator.clipboard) {
    return;
  }
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = 'Copied';
    } catch {
      document.getElementById(button.dataset.copy).select();
      button.textContent = 'Press Ctrl+C';
    }
  });
});
