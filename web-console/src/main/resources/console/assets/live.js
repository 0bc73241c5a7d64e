// One stream of server-sent events for the page that is shown.

import { api, session } from './api.js';
import { text } from './dom.js';

const TYPES = ['metrics', 'evaluation', 'state', 'ticket', 'upgrade', 'set-back', 'deleted'];
/**
 * A hidden tab gives its connection back after this time; browsers allow only six to one server. A page that is left
 * gives it back at once: browsers keep such pages, with their connections, for the way back.
 */
const HIDDEN_MILLIS = 30_000;
/** A page that has no connection after this time is filled without one. */
const PATIENCE_MILLIS = 400;
/** The server sends something at least every ten seconds. */
const badge = document.getElementById('live');

export function show(state) {
  badge.dataset.state = state;
  badge.hidden = state === 'away';
  text(badge, { live: 'Live', waiting: 'Connecting', lost: 'Reconnecting', asleep: 'Asleep', away: '' }[state]);
}

/**
 * Listens to a run, or to all.
 * @param id the run, or null for all
 * @param onEvent gets each event
 * @param onOpen is called at every (re)connection: what happened before has to be read now. A page need not read it
 * before; where no connection comes about, it is called all the same.
 * @returns ends it
 */
export function listen(id, onEvent, onOpen) {
  let source = null;
  let timer = 0;
  let retry = 0;
  const patience = setTimeout(onOpen, PATIENCE_MILLIS);

  function connect() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(api.eventsOf(id));
    source.addEventListener('hello', () => {
      retry = 0;
      clearTimeout(patience);
      show('live');
      onOpen();
    });
    source.addEventListener('gap', () => onOpen());
    for (const type of TYPES) source.addEventListener(type, (event) => onEvent(JSON.parse(event.data)));
    source.onerror = () => {
      show('lost');
      // The browser reconnects by itself after a cut, but not after an answer that is no stream: maybe the session ended.
      if (source.readyState === EventSource.CLOSED) {
        session.load().catch(() => {});
        retry = Math.min(retry + 1, 5);
        timer = setTimeout(connect, 1000 * retry);
      }
    };
  }

  function rest() {
    clearTimeout(timer);
    source?.close();
    source = null;
    show('asleep');
  }

  function visibility() {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(rest, HIDDEN_MILLIS);
    else if (source === null) connect();
  }

  /** A page that comes back from the browser's memory, not from the server. */
  const back = (event) => event.persisted && source === null && connect();

  show('waiting');
  connect();
  document.addEventListener('visibilitychange', visibility);
  addEventListener('pagehide', rest);
  addEventListener('pageshow', back);
  return () => {
    document.removeEventListener('visibilitychange', visibility);
    removeEventListener('pagehide', rest);
    removeEventListener('pageshow', back);
    clearTimeout(patience);
    clearTimeout(timer);
    source?.close();
  };
}
