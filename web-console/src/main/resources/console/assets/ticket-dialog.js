// The record of one change, and what can still be done about it.

import { api } from './api.js';
import { change, confirm, dialog } from './dialogs.js';
import { h, icon } from './dom.js';
import { value, whole } from './format.js';
import { changed as changedTo, isOpen, isSetting, isShared, probation, sharedUntil } from './tickets.js';
import { pairs, stateBadge } from './widgets.js';

function names(title, list, explained) {
  if (!list?.length) return null;
  return [h('h3', `${title} `, h('span.sub', explained)), h('p.fields', list.map((name) => h('code', name)))];
}

/** What became of the state, or would become of it. */
export function transferView(transfer) {
  return [
    names('Carried', transfer.carried, 'state that the new part takes over'),
    names('Reshaped', transfer.reshaped, 'taken over as far as the shapes overlap'),
    names('Initialised', transfer.initialised, 'state that it begins anew'),
    names('Dropped', transfer.dropped, 'state of the old part without use'),
  ];
}

/** What a ticket says, for a dialog of its own or the end of the swap dialog. */
export function ticketView(ticket) {
  const applied = ticket.update >= 0;
  return h(
    'div.ticket',
    h('p.change', h('code', changedTo(ticket))),
    ticket.problem && h('div.problem', icon('warn'), h('strong', ticket.problem.path || ticket.problem.code), h('span', ticket.problem.message)),
    pairs([
      ['State', stateBadge(ticket.state)],
      ['Slot', h('code', ticket.slot)],
      ['Mode', isSetting(ticket) ? 'one setting; all state is kept' : ticket.change.mode],
      ['Asked by', ticket.change.by],
      ['Applied', applied ? `after update ${whole(ticket.update)}` : 'never; the run was not touched'],
      ...(ticket.change.span > 0 && applied ? [[isShared(ticket) ? 'Slot shared' : 'Slot was shared', `until update ${whole(sharedUntil(ticket))}`]] : []),
      ['Probation', probation(ticket)],
      ...(ticket.decided >= 0 && !isOpen(ticket) ? [['Decided', `after update ${whole(ticket.decided)}`]] : []),
      ['Run stood still', applied ? `${value(ticket.pauseMillis)} ms` : '–'],
    ]),
    ticket.change.guards.length > 0 && [h('h3', 'Guards ', h('span.sub', 'one that holds rolls it back')), h('ul.conditions', ticket.change.guards.map((guard) => h('li', h('code', guard))))],
    isSetting(ticket) ? null : transferView(ticket.transfer),
  );
}

/** Takes a change back, after a question; resolves to the ticket, or null. */
export async function rollBack(ticket) {
  const silent = isShared(ticket) && ticket.change.mode !== 'blend';
  const message = silent
    ? `The newcomer leaves ${ticket.slot}; the old part never stopped to count.`
    : `The run goes back to before update ${whole(ticket.update)} and on from there, as if the change had never been. What it has learned since is made again without it.`;
  if (!(await confirm(`Roll ticket ${ticket.id} back?`, message, 'Roll back'))) return null;
  return change(() => api.rollBack(ticket.run, ticket.id));
}

/** Ends a probation early; resolves to the ticket, or null. */
export const commit = (ticket) => change(() => api.commit(ticket.run, ticket.id));

/** Lets a newcomer take over now, after a question; resolves to the ticket, or null. */
export async function promote(ticket) {
  const after = ticket.change.probation > 0 ? ` It is watched for ${whole(ticket.change.probation)} more updates.` : '';
  const message = `${ticket.to} takes over ${ticket.slot} at the next safe point, and ${ticket.from} leaves.${after}`;
  if (!(await confirm(`Promote ${ticket.to}?`, message, 'Promote', 'primary'))) return null;
  return change(() => api.promote(ticket.run, ticket.id));
}

/**
 * @param live whether the run is
 * @param decided is called when it was rolled back or committed here
 * @param fork opens the dialog for a run that goes on from before the ticket
 */
export function openTicket(ticket, { live, decided, fork }) {
  const act = async (action) => {
    if (!(await action(ticket))) return;
    element.close();
    decided();
  };
  const button = (name, drawing, onclick, selector = 'button') => h(selector, { type: 'button', 'data-action': name.toLowerCase().replaceAll(/[^a-z]+/g, '-'), onclick }, icon(drawing), h('span', name));
  const actions = [
    ticket.update >= 0 && button('Fork before it', 'fork', () => {
      element.close();
      fork(ticket);
    }),
    live && (isOpen(ticket) || ticket.state === 'COMMITTED') && button('Roll back', 'undo', () => act(rollBack)),
    live && isShared(ticket) && button('Promote', 'check', () => act(promote), 'button.primary'),
    live && ticket.state === 'PROBATION' && button('Commit', 'check', () => act(commit), 'button.primary'),
  ].filter(Boolean);
  const element = dialog(`Ticket ${ticket.id} of ${ticket.run}`, h('div', ticketView(ticket), actions.length > 0 && h('footer', actions)));
}
