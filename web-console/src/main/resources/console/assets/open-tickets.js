// The changes of a run that are still to be decided, with what is left of sharing and probation.

import { fill, h, icon } from './dom.js';
import { duration, whole } from './format.js';
import { changed, isOpen, isShared, sharedUntil, watchedUntil } from './tickets.js';
import { commit, rollBack } from './ticket-dialog.js';
import { progress, stateBadge } from './widgets.js';

export class OpenTickets {
  #rows = [];
  #shown = '';

  /** @param open opens a ticket's dialog; @param decided is called when one was rolled back or committed here */
  constructor(open, decided) {
    this.open = open;
    this.decided = decided;
    this.element = h('section.card.open-tickets', { 'aria-label': 'Changes under way', hidden: true });
  }

  set(tickets) {
    const open = tickets.filter(isOpen);
    const now = JSON.stringify(open);
    if (now === this.#shown) return;
    this.#shown = now;
    this.element.hidden = open.length === 0;
    this.#rows = open.map((ticket) => this.#row(ticket));
    fill(this.element, this.#rows.map((row) => row.element));
  }

  #row(ticket) {
    const bar = progress(`Ticket ${ticket.id}`);
    const left = h('span.sub');
    const until = isShared(ticket) ? sharedUntil(ticket) : watchedUntil(ticket);
    const since = isShared(ticket) ? ticket.update : sharedUntil(ticket);
    const act = async (action) => {
      if (await action(ticket)) this.decided();
    };
    const element = h(
      'div.open-ticket',
      { 'data-ticket': String(ticket.id) },
      h('button.quiet.name', { type: 'button', onclick: () => this.open(ticket) }, h('span.markdot', { 'data-fate': 'open' }, String(ticket.id)), h('strong', ticket.slot)),
      stateBadge(ticket.state),
      h('span.change', changed(ticket)),
      h('span.rest', left, bar.element),
      h('span.acts',
        h('button', { type: 'button', 'data-action': 'roll-back', onclick: () => act(rollBack) }, icon('undo'), h('span', 'Roll back')),
        !isShared(ticket) && h('button', { type: 'button', 'data-action': 'commit', onclick: () => act(commit) }, icon('check'), h('span', 'Commit'))),
    );
    return { element, bar, left, since, until, shared: isShared(ticket) };
  }

  /** Says what is left, given how far the run is. */
  at(run) {
    const rate = run.steps > 0 ? (run.stepsPerSecond * run.updates) / run.steps : 0;
    for (const { bar, left, since, until, shared } of this.#rows) {
      const updates = Math.max(0, until - run.updates);
      const time = rate > 0 ? `, ${duration(updates / rate)}` : '';
      left.textContent = `${shared ? 'shares the slot for' : 'watched for'} ${whole(updates)} more updates${time}`;
      bar.set((run.updates - since) / Math.max(1, until - since), 'RUNNING');
    }
  }
}
