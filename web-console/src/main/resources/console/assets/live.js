// One stream of server-sent events for the page that is shown.

import { api, session } from './api.js';
import { text } from './dom.js';

const TYPES = ['metrics', 'evaluation', 'state', 'ticket', 'upgrade', 'set-back', 'deleted'];
/** A hidden tab gives its connection back after this time; browsers allow only six to one server. */
const HIDDEN_MILLIS = 30_000;
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
 * @param onOpen is called at every (re)connection: what happened before has to be read afresh
 * @returns ends it
 */
export function listen(id, onEvent, onOpen) {
  let source = null;
  let timer = 0;
  let retry = 0;

  function connect() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(api.eventsOf(id));
    source.addEventListener('hello', () => {
      retry = 0;
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

  function visibility() {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(() => {
        source.close();
        source = null;
        show('asleep');
      }, HIDDEN_MILLIS);
    } else if (source === null) {
      connect();
    }
  }

  show('waiting');
  connect();
  document.addEventListener('visibilitychange', visibility);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', visibility);
    source?.close();
  };
}
