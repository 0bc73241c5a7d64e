// One run: what it does now, its charts, its slots, its history.

import { api, Refusal } from './api.js';
import { Board } from './board.js';
import { Colors } from './colors.js';
import { complain } from './dialogs.js';
import { fill, h } from './dom.js';
import { History } from './history.js';
import { listen } from './live.js';
import { RunHead } from './run-head.js';
import { MAX_POINTS, SeriesStore } from './series.js';
import { Slots } from './slots.js';
import { openSwap } from './swap-dialog.js';
import { openTicket } from './ticket-dialog.js';

const REFRESH_MILLIS = 2000;

export function runPage(page, id) {
  document.title = `${id} · Polycritic`;
  const store = new SeriesStore();
  const colors = new Colors();
  let view = null;
  let over = false;
  let loading = null;

  const swap = (slot) => openSwap(view, slot, changed);
  const board = new Board(id, store, colors, openTicket);
  const slots = new Slots(id, colors, { swap, focus: (slot) => board.focus(slot), changed });
  const history = new History();
  const head = new RunHead(id, { swap: () => swap(null), changed });
  fill(
    page,
    head.element,
    h('div.jumps', h('nav', { 'aria-label': 'Parts of this page' }, ['Charts', 'Slots', 'History'].map((name) =>
      h('button.quiet', { type: 'button', onclick: () => document.getElementById(name.toLowerCase()).scrollIntoView() }, name)))),
    h('div.columns', board.element, h('div.rail', slots.element, history.element)),
  );

  function take(next) {
    view = next;
    colors.learn(next.slots.map((slot) => slot.path));
    head.set(next);
    slots.set(next.slots);
  }

  async function refresh() {
    const next = await api.run(id);
    if (!over) take(next);
  }

  async function refreshHistory() {
    const [tickets, journal] = await Promise.all([api.swaps(id), api.journal(id)]);
    if (over) return;
    board.setTickets(tickets);
    history.set(tickets, journal);
  }

  async function loadAll() {
    store.mark();
    const [next, items] = await Promise.all([api.run(id), api.metrics(id, MAX_POINTS), refreshHistory()]);
    if (over) return;
    take(next);
    store.load(items);
    board.rebuild();
  }

  /** Reads everything afresh, once at a time. */
  function load() {
    loading ??= loadAll()
      .catch((error) => {
        if (error instanceof Refusal && error.status === 404) missing();
        else complain(error);
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  }

  function missing() {
    end();
    fill(page, h('div.empty', h('h2', 'No such run'), h('p', `The data folder has no run ‘${id}’. `, h('a', { href: '#/runs' }, 'All runs'))));
  }

  /** The person changed something, or the run did. */
  function changed() {
    Promise.all([refresh(), refreshHistory()]).catch(complain);
  }

  function onEvent(event) {
    if (event.type === 'state' || event.type === 'ticket') changed();
    if (view) head.progress(event);
    if (store.append(event)) board.rebuild();
    else board.touch();
    if (store.crowded) load();
  }

  const stop = listen(id, onEvent, load);
  const timer = setInterval(() => document.hidden || refresh().catch(() => {}), REFRESH_MILLIS);
  load();

  function end() {
    over = true;
    clearInterval(timer);
    stop();
    board.destroy();
    slots.destroy();
  }
  return end;
}
