'use strict';
// Keeps a page as it is on the server: it is told that something has changed, asks for itself again and takes the parts over
// that have changed. A part in which somebody is writing is left alone. Without this script the page says how old it is.
(() => {
  const page = document.querySelector('[data-live]');
  // an open page must not keep a session alive that nobody sits in front of
  const PRESENT_FOR = 20 * 60 * 1000;
  const ASK_AGAIN = 15 * 1000;
  // a hiccup must not leave the page behind: nobody tells the same change twice
  const HICCUP = 1000;
  let stream;
  let lastSign = Date.now();
  let timer;

  const say = (words) => document.querySelectorAll('[data-live-state]').forEach((it) => { it.textContent = words; });

  const isBusy = (part) => part.querySelector('details[open]') !== null || (part.contains(document.activeElement) && part.querySelector('form') !== null);

  const takeOver = (fresh) => {
    const parts = new Map([...fresh.querySelectorAll('[data-part]')].map((it) => [it.id, it]));
    page.querySelectorAll('[data-part]').forEach((old) => {
      const now = parts.get(old.id);
      if (now === undefined) {
        old.remove();
      } else if (old.innerHTML !== now.innerHTML && !isBusy(old)) {
        old.replaceWith(document.adoptNode(now));
      }
    });
    page.dataset.events = fresh.dataset.events ?? '';
  };

  const askAgain = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' });
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]');
      if (answer.ok && fresh !== null) {
        takeOver(fresh);
        return true;
      }
      say('It can not be refreshed right now:');
    } catch {
      say('You are signed out, or the server is away:');
    }
    return false;
  };

  const close = () => { if (stream) { stream.close(); stream = undefined; } clearTimeout(timer); };

  const open = () => {
    close();
    if (!page.dataset.events) {
      say('');
      return;
    }
    if (Date.now() - lastSign > PRESENT_FOR) {
      say('Nobody has been here for a while, so it does not refresh:');
      return;
    }
    stream = new EventSource(page.dataset.events);
    stream.onopen = () => say('It follows live;');
    stream.addEventListener('changed', async () => {
      if (!(await askAgain())) {
        close();
        timer = setTimeout(async () => { await askAgain(); open(); }, HICCUP);
      } else if (!page.dataset.events || Date.now() - lastSign > PRESENT_FOR) {
        open();
      } else {
        say('It follows live;');
      }
    });
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        close();
        timer = setTimeout(async () => { await askAgain(); open(); }, ASK_AGAIN);
      } else if (Date.now() - lastSign > PRESENT_FOR) {
        close();
        open();
      }
    };
  };

  const present = () => {
    const wasAway = Date.now() - lastSign > PRESENT_FOR;
    lastSign = Date.now();
    if (wasAway) {
      askAgain().then(open);
    }
  };

  const left = (millis) => {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    const two = (number) => String(number).padStart(2, '0');
    const days = Math.floor(seconds / 86400);
    return (days > 0 ? `${days} d ` : '') + `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  };

  const countDown = () => document.querySelectorAll('time[data-until]').forEach((it) => {
    const words = it.textContent.replace(/ \([^)]*\)$/, '');
    it.textContent = `${words} (${left(new Date(it.dataset.until) - Date.now())} left)`;
  });

  if (page !== null) {
    ['pointerdown', 'keydown', 'visibilitychange'].forEach((sign) => document.addEventListener(sign, present));
    setInterval(countDown, 1000);
    open();
  }
})();
