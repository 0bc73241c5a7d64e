// What tickets say, in words.

import { json, whole } from './format.js';

const OPEN = new Set(['APPLIED', 'PROBATION']);

/** Whether it is still to be decided: two parts share the slot, or the newcomer is watched. */
export const isOpen = (ticket) => OPEN.has(ticket.state);
export const isShared = (ticket) => ticket.state === 'APPLIED';
export const isSetting = (ticket) => ticket.change.mode === 'set';

/** `stays`, `open`, `rolled-back`, or `refused` before it touched the run. */
export function fate(ticket) {
  if (isOpen(ticket)) return 'open';
  if (ticket.update < 0) return 'refused';
  return ticket.state === 'ROLLED_BACK' ? 'rolled-back' : 'stays';
}

/** From what to what. */
export function changed(ticket) {
  return isSetting(ticket) ? `${ticket.change.setting} = ${json(ticket.change.value)}` : `${ticket.from || 'nothing'} → ${ticket.to || 'nothing'}`;
}

/** The update after which the newcomer fills the slot alone. */
export const sharedUntil = (ticket) => ticket.update + ticket.change.span;
/** The update after which the change stays. */
export const watchedUntil = (ticket) => sharedUntil(ticket) + ticket.change.probation;

/** For how long a change is watched, before it is made or after. */
export function probation(ticket) {
  const { probation: updates, guards } = ticket.change;
  if (updates === 0) return 'none; it stays at once';
  const what = guards.length ? `a fault or ${guards.length === 1 ? 'its guard' : 'one of its guards'}` : 'a fault';
  const until = ticket.update < 0 ? `${whole(updates)} updates` : `until update ${whole(watchedUntil(ticket))}`;
  return `${until}; ${what} rolls it back`;
}
