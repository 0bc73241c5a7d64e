// One run: what it does now, its charts, its slots, its history.

import { api, Refusal } from './api.js';
import { Board } from './board.js';
import { Colors } from './colors.js';
import { CriticsPanel } from './critics-panel.js';
import { Comparisons } from './comparison.js';
import { complain } from './dialogs.js';
import { fill, h } from './dom.js';
import { Episodes } from './episodes.js';
import { openFork } from './fork-dialog.js';
import { History } from './history.js';
import { listen } from './live.js';
import { openLiveSettings } from './live-settings.js';
import { OpenTickets } from './open-tickets.js';
import { openReplay } from './replay-dialog.js';
import { RunHead } from './run-head.js';
import { MAX_POINTS, SeriesStore } from './series.js';
import { Slots } from './slots.js';
import { openSwap } from './swap-dialog.js';
import { openTicket } from './ticket-dialog.js';

const REFRESH_MILLIS = 2000;
const LIVE = new Set(['RUNNING', 'PAUSED', 'WAITING_FOR_PLUGIN']);

export function runPage(page, id) {
  document.title = `${id} · Polycritic`;
  const store = new SeriesStore();
  const colors = new Colors();
  let view = null;
  let over = false;
  let loading = null;

  const swap = (slot) => openSwap(view, slot, changed);
  const set = (slot) => openLiveSettings(id, slot, changed);
  const fork = (at) => openFork(view, at);
  const ticket = (one) => openTicket(one, { live: LIVE.has(view.state), decided: changed, fork: forkBefore });
  const board = new Board(`run-${id}`, store, colors, { link: (names) => api.metricsOf(id, names), openTicket: ticket });
  const slots = new Slots(id, colors, { swap, set, focus: (slot) => board.focus(slot), changed });
  const critics = new CriticsPanel(id, colors, store, { focus: (slot) => board.focus(slot), changed });
  const history = new History({ open: ticket, fork, forkAt, looked: () => refreshSnapshots().catch(complain), replay: () => openReplay(id).catch(complain), more: refreshHistory });
  const open = new OpenTickets(ticket, changed);
  const episodes = new Episodes(id, colors);
  const compared = new Comparisons(id, store, colors, { link: (names) => api.metricsOf(id, names), decided: changed });
  const head = new RunHead(id, { swap: () => swap(null), changed, gone: missing });
  fill(
    page,
    head.element,
    h('div.jumps', h('nav', { 'aria-label': 'Parts of this page' }, ['Charts', 'Slots', 'Critics', 'Episodes', 'History'].map((name) =>
      h('button.quiet', { type: 'button', onclick: () => document.getElementById(name.toLowerCase()).scrollIntoView() }, name)))),
    h('div.columns', slots.element, open.element, compared.element, board.element, h('div.rail', critics.element, episodes.element, history.element)),
  );

  function take(next) {
    view = next;
    colors.learn(next.slots.map((slot) => slot.path));
    head.set(next);
    open.at(next);
    critics.set(next.slots);
    slots.set(next);
  }

  async function refresh() {
    const next = await api.run(id);
    if (!over) take(next);
  }

  async function refreshHistory() {
    const [tickets, journal] = await Promise.all([api.swaps(id, history.limit), api.journal(id, history.limit)]);
    if (over) return;
    board.setTickets(tickets.items);
    open.set(tickets.items);
    compared.set(tickets.items);
    if (view) open.at(view);
    history.set(tickets, journal);
  }

  async function refreshSnapshots() {
    const snapshots = await api.snapshots(id);
    if (!over) history.kept.set(snapshots);
  }

  /** A run that goes on from a snapshot has the journal up to the last entry before it. */
  async function forkAt(update) {
    try {
      const before = (await api.wholeJournal(id)).filter((entry) => entry.update <= update);
      openFork(view, { entry: Math.max(...before.map((entry) => entry.sequence)), update });
    } catch (error) {
      complain(error);
    }
  }

  /** The alternative in which a change was not made: a run with the journal up to the entry before it. */
  async function forkBefore({ id: number, update, slot }) {
    try {
      const entry = (await api.wholeJournal(id)).find(({ type, data }) => (type === 'swap' || type === 'set') && data.ticket === number);
      openFork(view, { entry: entry.sequence - 1, update }, slot);
    } catch (error) {
      complain(error);
    }
  }

  async function loadAll() {
    store.mark();
    const [next, items] = await Promise.all([api.run(id), api.metrics(id, MAX_POINTS), refreshHistory()]);
    if (over) return;
    take(next);
    store.load(items);
    board.rebuild();
    compared.rebuild();
    critics.touch();
    episodes.refresh();
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

  /** What came after that update is void, on the way here too. */
  function setBack(event) {
    store.cut(event.update);
    board.touch();
    changed();
    Promise.resolve(loading).then(load);
  }

  function onEvent(event) {
    if (event.type === 'deleted') return missing();
    if (event.type === 'state' || event.type === 'ticket') changed();
    if (event.type === 'set-back') setBack(event);
    if (event.type === 'evaluation' || event.type === 'set-back') episodes.later();
    if (view) head.progress(event);
    if (store.append(event)) {
      board.rebuild();
      compared.rebuild();
    } else {
      board.touch();
      compared.touch();
    }
    critics.touch();
    if (store.crowded) load();
  }

  const stop = listen(id, onEvent, load);
  const timer = setInterval(() => document.hidden || Promise.all([refresh(), history.showsSnapshots && refreshSnapshots()]).catch(() => {}), REFRESH_MILLIS);

  function end() {
    over = true;
    clearInterval(timer);
    stop();
    board.destroy();
    slots.destroy();
    compared.destroy();
    episodes.destroy();
  }
  return end;
}
