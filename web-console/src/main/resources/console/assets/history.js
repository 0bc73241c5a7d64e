// What changed a run from outside: its swaps, and the whole journal.

import { fill, h } from './dom.js';
import { time, value, whole, words } from './format.js';
import { openTicket } from './ticket-dialog.js';
import { stateBadge } from './widgets.js';

/** One line for each type of entry; types that are not known here show their data. */
const TELL = {
  created: (data) => `Created with seed ${data.seed ?? '?'}`,
  swap: (data) => `${data.slot ?? ''}: ${data.from ? `${data.from} → ` : ''}${data.to || data.plugin || 'nothing'}, ${data.how?.mode ?? data.mode ?? 'warm'}`,
  ticket: ({ record = {} }) => `${record.id ?? ''}: ${record.slot ?? ''} ${words(record.state ?? '').toLowerCase()}`,
  set: (data) => `${data.slot ?? ''}: ${data.how?.setting ?? ''} is ${value(data.how?.value)}`,
  snapshot: (data) => `Parameters ${String(data.parameterHash ?? data.hash ?? '').slice(0, 10)}`,
  failed: (data) => `${data.path ?? ''}: ${data.message ?? ''}`,
};

function tell(entry) {
  const known = TELL[entry.type];
  if (known) return known(entry.data ?? {});
  const data = Object.entries(entry.data ?? {});
  return data.map(([key, set]) => `${key} ${typeof set === 'object' ? JSON.stringify(set) : set}`).join(', ');
}

export class History {
  #shown = '';

  constructor() {
    this.swaps = h('ol.history', { role: 'tabpanel', id: 'swaps', 'aria-labelledby': 'tab-swaps' });
    this.journal = h('ol.history', { role: 'tabpanel', id: 'journal', 'aria-labelledby': 'tab-journal', hidden: true });
    this.tabs = { swaps: this.#tab('swaps', 'Swaps', true), journal: this.#tab('journal', 'Journal', false) };
    this.element = h(
      'section.card',
      { id: 'history', 'aria-label': 'History' },
      h('header', h('div.tabs', { role: 'tablist', onkeydown: (event) => this.#keys(event) }, Object.values(this.tabs))),
      this.swaps,
      this.journal,
    );
  }

  #tab(id, name, selected) {
    return h(
      'button',
      { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': id, 'aria-selected': String(selected), onclick: () => this.#select(id) },
      name,
    );
  }

  #select(id) {
    for (const [name, tab] of Object.entries(this.tabs)) {
      tab.setAttribute('aria-selected', String(name === id));
      this[name].hidden = name !== id;
    }
  }

  #keys(event) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = this.swaps.hidden ? 'swaps' : 'journal';
    this.#select(other);
    this.tabs[other].focus();
  }

  set(tickets, journal) {
    const now = JSON.stringify([tickets, journal.length]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.tabs.swaps.textContent = `Swaps ${tickets.length}`;
    this.tabs.journal.textContent = `Journal ${journal.length}`;
    fill(this.swaps, tickets.length ? [...tickets].reverse().map(ticketItem) : h('li.sub', 'No part has been swapped yet.'));
    fill(this.journal, [...journal].reverse().map(journalItem));
  }
}

function ticketItem(ticket) {
  return h(
    'li',
    h(
      'button.entry',
      { type: 'button', 'data-ticket': String(ticket.id), onclick: () => openTicket(ticket) },
      h('span.line', h('span.markdot', String(ticket.id)), h('strong', ticket.slot), h('span.spring'), stateBadge(ticket.state)),
      h('span.line', h('span.change', `${ticket.from || 'nothing'} → ${ticket.to || 'nothing'}`)),
      h('span.line.sub', ticket.update < 0 ? 'never applied' : `update ${whole(ticket.update)}`, `, ${ticket.change.mode}`),
    ),
  );
}

function journalItem(entry) {
  return h(
    'li',
    { 'data-type': entry.type },
    h('div.entry', h('span.line', h('strong', words(entry.type)), h('span.spring'), h('span.sub', `update ${whole(entry.update)}`)), h('span.line.change', tell(entry)), h('span.line.sub', h('time', { datetime: entry.time }, time(entry.time)))),
  );
}
