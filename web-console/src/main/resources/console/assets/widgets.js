// Small pieces that several pages use.

import { h, text } from './dom.js';
import { words } from './format.js';

const GOOD = new Set(['RUNNING', 'READY', 'ACTIVE', 'COMMITTED', 'UP']);
const BAD = new Set(['FAILED', 'INVALID', 'INCOMPATIBLE', 'BROKEN', 'REJECTED', 'ROLLED_BACK', 'DOWN']);
const WAITS = new Set(['PAUSED', 'WAITING', 'WAITING_FOR_PLUGIN', 'RETIRED', 'REQUESTED', 'PREPARED', 'APPLIED', 'PROBATION', 'WARN', 'CANCELLING']);

/** A state as a word with a coloured dot; the word alone says it too. */
export function stateBadge(state) {
  const element = h('span.state');
  setState(element, state);
  return element;
}

export function setState(element, state) {
  const tone = GOOD.has(state) ? 'good' : BAD.has(state) ? 'bad' : WAITS.has(state) ? 'waits' : 'still';
  element.dataset.tone = tone;
  element.dataset.state = state;
  text(element, words(state));
}

/** A bar from 0 to 1. */
export function progress(label) {
  const bar = h('i');
  const element = h('div.progress', { role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-label': label }, bar);
  return {
    element,
    set(share, state) {
      const percent = Math.min(100, Math.max(0, 100 * share));
      bar.style.width = `${percent}%`;
      element.dataset.state = state;
      element.setAttribute('aria-valuenow', percent.toFixed(0));
    },
  };
}

/** How much of something is used: a name, a number, and a bar that warns when little is left. */
export function gauge(name, { title } = {}) {
  const bar = h('i');
  const track = h('div.gauge', { role: 'meter', 'aria-label': name, 'aria-valuemin': '0', 'aria-valuemax': '100' }, bar);
  const number = h('span', '–');
  const more = h('span.sub', '\u00a0');
  return {
    element: h('div.figure', { title }, h('dt', name), h('dd', number, track, more)),
    set(share, shown, said) {
      const known = share >= 0;
      track.dataset.tone = share > 0.95 ? 'bad' : share > 0.85 ? 'waits' : 'still';
      bar.style.width = known ? `${Math.min(100, 100 * share)}%` : '0';
      if (known) track.setAttribute('aria-valuenow', (100 * share).toFixed(0));
      text(number, shown);
      text(more, said);
    },
  };
}

/** A name over a number. */
export function figure(name, { title } = {}) {
  const number = h('dd', '–');
  return { element: h('div.figure', { title }, h('dt', name), number), set: (shown) => text(number, shown) };
}

/** Two columns of names and values. */
export function pairs(entries) {
  return h('dl.pairs', entries.map(([name, shown]) => [h('dt', name), h('dd', shown)]));
}
