// How a slot stands, as a word, a shape and a tone: the word alone says it, and so does the shape.

import { toNumber, words } from './format.js';

const STATES = {
  SWAPPING: ['diamond', 'open'],
  SHARED: ['halves', 'open'],
  PROBATION: ['ring', 'open'],
  PARKED: ['square', 'waits'],
  FAILED: ['triangle', 'bad'],
};

/** Whether the last value of one of a slot's series is not finite. */
function isNonFinite(path, metrics) {
  return Object.entries(metrics).some(([name, last]) => name.startsWith(`${path}/`) && !Number.isFinite(toNumber(last)));
}

/**
 * @param run the run: its state, its problem, and the last value of each of its series
 * @returns `{word, shape, tone, quiet}`; quiet where nothing needs to be said
 */
export function standing(slot, run) {
  const known = (word, shape, tone, quiet = false) => ({ word, shape, tone, quiet });
  if (run.state === 'FAILED' && run.problem?.path.startsWith(slot.path)) return known('failed', 'triangle', 'bad');
  if (toNumber(run.metrics[`${slot.path}/failed`] ?? 0) > 0) return known('failed', 'triangle', 'bad');
  if (isNonFinite(slot.path, run.metrics)) return known('not finite', 'triangle', 'bad');
  const [shape, tone] = STATES[slot.state] ?? [];
  if (shape) return known(words(slot.state).toLowerCase(), shape, tone);
  return run.state === 'RUNNING' ? known('running', 'disc', 'good', true) : known('at rest', 'hollow', 'still', true);
}
