// The record of one swap.

import { dialog } from './dialogs.js';
import { h, icon } from './dom.js';
import { value, whole } from './format.js';
import { pairs, stateBadge } from './widgets.js';

function names(title, list, explained) {
  if (!list?.length) return null;
  return [h('h3', `${title} `, h('span.sub', explained)), h('p.fields', list.map((name) => h('code', name)))];
}

/** What a ticket says, for a dialog of its own or the end of the swap dialog. */
export function ticketView(ticket) {
  return h(
    'div.ticket',
    h('p.change', h('code', ticket.from || 'nothing'), ' → ', h('code', ticket.to || 'nothing')),
    ticket.problem && h('div.problem', icon('warn'), h('strong', ticket.problem.path || ticket.problem.code), h('span', ticket.problem.message)),
    pairs([
      ['State', stateBadge(ticket.state)],
      ['Slot', h('code', ticket.slot)],
      ['Mode', ticket.change.mode],
      ['Applied', ticket.update < 0 ? 'never; the run was not touched' : `after update ${whole(ticket.update)}`],
      ['Run stood still', ticket.update < 0 ? '–' : `${value(ticket.pauseMillis)} ms`],
    ]),
    names('Carried', ticket.transfer.carried, 'state that the new part took over'),
    names('Initialised', ticket.transfer.initialised, 'state that it began anew'),
    names('Dropped', ticket.transfer.dropped, 'state of the old part without use'),
  );
}

export function openTicket(ticket) {
  dialog(`Swap ${ticket.id} of ${ticket.run}`, ticketView(ticket));
}
