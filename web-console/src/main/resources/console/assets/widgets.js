// Small pieces that several pages use.

import { h, text } from './dom.js';
import { words } from './format.js';

const GOOD = new Set(['RUNNING', 'READY', 'ACTIVE', 'COMMITTED']);
const BAD = new Set(['FAILED', 'INVALID', 'INCOMPATIBLE', 'BROKEN', 'REJECTED', 'ROLLED_BACK']);
const WAITS = new Set(['PAUSED', 'WAITING', 'WAITING_FOR_PLUGIN', 'RETIRED', 'REQUESTED', 'PREPARED', 'APPLIED', 'PROBATION']);

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

/** A name over a number. */
export function figure(name, { title } = {}) {
  const number = h('dd', '–');
  return { element: h('div.figure', { title }, h('dt', name), number), set: (shown) => text(number, shown) };
}

/** Two columns of names and values. */
export function pairs(entries) {
  return h('dl.pairs', entries.map(([name, shown]) => [h('dt', name), h('dd', shown)]));
}
