// What changed a run from outside: its swaps, and the whole journal; and the snapshots that it left.

import { fill, h, icon } from './dom.js';
import { json, time, whole, words } from './format.js';
import { Snapshots } from './snapshots.js';
import { changed, fate, isSetting } from './tickets.js';
import { stateBadge } from './widgets.js';

/** So many entries and tickets at first, and so many times more at each press. */
const FIRST = 100;
const MORE = 4;
/** The server tells of no more at once. */
const MOST = 10_000;

/** One line for each type of entry; types that are not known here show their data. */
const TELL = {
  created: (data) => `Created with seed ${data.seed ?? '?'}`,
  swap: (data) => `${data.slot ?? ''}: ${data.plugin || 'nothing'}, ${data.how?.mode ?? 'warm'}`,
  set: (data) => `${data.slot ?? ''}: ${data.how?.setting ?? ''} = ${json(data.how?.value ?? null)}`,
  park: (data) => `${data.slot ?? ''}: ${data.problem?.message ?? ''}`,
  ticket: ({ record = {} }) => `${record.id ?? ''}: ${record.slot ?? ''} ${words(record.state ?? '').toLowerCase()}`,
  rollback: ({ record = {} }) => `${record.id ?? ''}: ${record.slot ?? ''}, ${record.problem?.message ?? ''}`,
  snapshot: (data) => `Parameters ${String(data.parameterHash ?? '').slice(0, 10)}`,
  forked: (data) => `From ${data.from ?? ''} after its entry ${data.entry ?? ''}`,
  continued: (data) => `At ${whole(data.steps ?? 0)} steps`,
  failed: (data) => `${data.path ?? ''}: ${data.message ?? ''}`,
};

export function tell(entry) {
  const known = TELL[entry.type];
  if (known) return known(entry.data ?? {});
  const data = Object.entries(entry.data ?? {});
  return data.map(([key, set]) => `${key} ${typeof set === 'object' ? JSON.stringify(set) : set}`).join(', ');
}

export class History {
  #shown = '';
  limit = FIRST;

  /**
   * @param open opens a ticket
   * @param fork opens the dialog for a fork at `{entry, update}`, null for now
   * @param forkAt opens it for a fork from a snapshot, by its update
   * @param looked is called when somebody looks at the snapshots
   * @param replay begins a replay
   * @param more reads tickets and journal again, after {@link limit} has grown
   */
  constructor({ open, fork, forkAt, looked, replay, more }) {
    this.open = open;
    this.fork = fork;
    this.more = more;
    this.looked = looked;
    this.swaps = h('ol.history');
    this.journal = h('ol.history');
    this.kept = new Snapshots(forkAt);
    this.panels = {
      swaps: this.#panel('swaps', this.swaps),
      journal: this.#panel('journal', this.journal),
      snapshots: this.#panel('snapshots', this.kept.element),
    };
    this.panels.swaps.hidden = false;
    this.tabs = { swaps: this.#tab('swaps', 'Swaps', true), journal: this.#tab('journal', 'Journal', false), snapshots: this.#tab('snapshots', 'Snapshots', false) };
    this.element = h(
      'section.card',
      { id: 'history', 'aria-label': 'History' },
      h('header', h('div.tabs', { role: 'tablist', onkeydown: (event) => this.#keys(event) }, Object.values(this.tabs))),
      h('div.acts',
        h('button', { type: 'button', 'data-action': 'fork', title: 'Begin a run that goes on from here', onclick: () => fork(null) }, icon('fork'), h('span', 'Fork…')),
        h('button', { type: 'button', 'data-action': 'replay', title: 'Make this run again from its journal and compare the parameters', onclick: replay }, icon('play'), h('span', 'Replay'))),
      Object.values(this.panels),
    );
  }

  /** Whether its snapshots are looked at. */
  get showsSnapshots() {
    return !this.panels.snapshots.hidden;
  }

  #panel(id, list) {
    return h('div', { role: 'tabpanel', id, 'aria-labelledby': `tab-${id}`, hidden: true }, list);
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
      this.panels[name].hidden = name !== id;
    }
    if (this.showsSnapshots) this.looked();
  }

  #keys(event) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const names = Object.keys(this.tabs);
    const now = names.findIndex((name) => !this.panels[name].hidden);
    const other = names[(now + (event.key === 'ArrowRight' ? 1 : names.length - 1)) % names.length];
    this.#select(other);
    this.tabs[other].focus();
  }

  /** Takes `{items, total}` of tickets and of journal entries. */
  set(tickets, journal) {
    const now = JSON.stringify([tickets, journal.total, journal.items.length]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.tabs.swaps.textContent = `Changes ${tickets.total}`;
    this.tabs.journal.textContent = `Journal ${journal.total}`;
    fill(this.swaps, tickets.total ? [...tickets.items].reverse().map((ticket) => this.#ticket(ticket)) : h('li.sub', 'Nothing has been changed yet.'), this.#older(tickets));
    fill(this.journal, [...journal.items].reverse().map((entry) => this.#entry(entry)), this.#older(journal));
  }

  #older({ items, total }) {
    if (items.length >= total || this.limit >= MOST) return null;
    const older = () => {
      this.limit = Math.min(MOST, this.limit * MORE);
      this.more();
    };
    return h('li.older', h('button.quiet', { type: 'button', onclick: older }, `${whole(total - items.length)} older…`));
  }

  #ticket(ticket) {
    return h(
      'li',
      h(
        'button.entry',
        { type: 'button', 'data-ticket': String(ticket.id), onclick: () => this.open(ticket) },
        h('span.line', h('span.markdot', { 'data-fate': fate(ticket) }, String(ticket.id)), h('strong', ticket.slot), h('span.spring'), stateBadge(ticket.state)),
        h('span.line', h('span.change', changed(ticket))),
        h('span.line.sub', ticket.update < 0 ? 'never applied' : `update ${whole(ticket.update)}`, `, ${isSetting(ticket) ? 'setting' : ticket.change.mode}`, ticket.change.by === 'user' ? '' : `, by ${ticket.change.by}`),
      ),
    );
  }

  #entry(entry) {
    const name = `Fork at entry ${entry.sequence}`;
    return h(
      'li.entry',
      { 'data-type': entry.type, 'data-entry': String(entry.sequence) },
      h('span.line', h('strong', words(entry.type)), h('span.spring'), h('span.sub', `update ${whole(entry.update)}`)),
      h('span.line.change', tell(entry)),
      h('span.line.sub', h('span', `${entry.sequence} · `, h('time', { datetime: entry.time }, time(entry.time))), h('span.spring'),
        h('button.quiet', { type: 'button', 'aria-label': name, title: name, onclick: () => this.fork({ entry: entry.sequence, update: entry.update }) }, icon('fork'))),
    );
  }
}
