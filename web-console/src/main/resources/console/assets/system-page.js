// How the server is: its checks, what it uses of its machine, what it does, what it was told.

import { api, session } from './api.js';
import { complain } from './dialogs.js';
import { fill, h, text } from './dom.js';
import { bytes, count, duration, time, value, whole, words } from './format.js';
import { figure, gauge, setState, stateBadge } from './widgets.js';

const REFRESH_MILLIS = 5000;
const ROUTES = ['Route', 'Requests', 'Refused', 'Failed', 'Mean'];
const SETTINGS = ['Setting', 'Value', 'Where from', 'What it is'];

const head = (names, numbers = 0) => h('thead', h('tr', names.map((name, index) => h(index > 0 && index <= numbers ? 'th.number' : 'th', { scope: 'col' }, name))));

function checkLine({ name, status, messages }) {
  return h('li', { 'data-check': name }, stateBadge(status), h('strong', words(name)), h('span.what', messages.length ? messages.join('; ') : 'nothing to report'));
}

function traffic(all) {
  return all.map(({ method, route, count: asked, refused, failed, meanMillis }) => h(
    'tr',
    { 'data-route': `${method} ${route}` },
    h('td.name', h('code', `${method} ${route}`)),
    h('td.number', { 'data-label': 'Requests' }, whole(asked)),
    h('td.number', { 'data-label': 'Refused' }, whole(refused)),
    h('td.number', { 'data-label': 'Failed' }, failed ? h('span.badge.bad', whole(failed)) : '0'),
    h('td.number', { 'data-label': 'Mean' }, `${value(meanMillis, 3)} ms`),
  ));
}

function setting({ key, value: set, from, usual, about }) {
  const own = from !== 'default';
  return h(
    'tr',
    { 'data-setting': key },
    h('td.name', h('code', key)),
    h('td.what', { 'data-label': 'Value' }, set ? h(own ? 'strong' : 'span', h('code', set)) : h('span.sub', 'not set'), own && usual !== set && h('span.sub', `usually ${usual || 'not set'}`)),
    h('td.what', { 'data-label': 'Where from' }, own ? h('span', from) : h('span.sub', from)),
    h('td.what', { 'data-label': 'What it is' }, about),
  );
}

/** The rates between two looks; the second is -1 as long as there was but one. */
function rate(now, before, of) {
  const seconds = before ? now.uptimeSeconds - before.uptimeSeconds : 0;
  return seconds > 0 ? (of(now) - of(before)) / seconds : -1;
}

const sum = (of) => (view) => view.traffic.reduce((all, route) => all + of(route), 0);
const perSecond = (number) => (number < 0 ? '–' : `${value(number, 3)}/s`);

export function systemPage(page) {
  document.title = 'System · Polycritic';
  const state = stateBadge('UP');
  const about = h('p.sub');
  const checks = h('ul.checks');
  const tiles = {
    cpu: gauge('Processors', { title: 'Share of all processors, by this process; by everything on the machine' }),
    heap: gauge('Heap', { title: 'Java’s heap, garbage among it' }),
    disk: gauge('Disk', { title: 'File system of the data folder' }),
    resident: figure('Memory in all', { title: 'What the process has of the machine’s memory, native buffers among it' }),
    threads: figure('Threads'),
    collected: figure('Garbage collected', { title: 'Share of the uptime that was spent in collecting garbage' }),
    updates: figure('Updates', { title: 'Updates a second, of all runs together' }),
    steps: figure('Steps', { title: 'Environment steps a second, of all runs together' }),
    pauses: figure('Swap pauses', { title: 'How long runs stood still for swaps: mean, and the longest' }),
    requests: figure('Requests', { title: 'HTTP requests a second' }),
    errors: figure('Errors', { title: 'Requests that the server failed at, since it began' }),
    database: figure('Database'),
  };
  const routes = h('tbody');
  const figures = h('dl.pairs');
  const settings = h('tbody');
  const told = h('section', { 'aria-label': 'Settings', hidden: true }, h('h2', 'Settings'), h('p.sub', 'What this server was told, and by whom. They are changed where they were set, and count from the next start on.'),
    h('div.card.scroll', h('table.list.plain', head(SETTINGS), settings)));
  let before = null;
  let over = false;
  fill(
    page,
    h('header.head', h('h1', 'System'), state, about, h('span.spring'), h('a.quiet', { href: '/metrics', target: '_blank', rel: 'noopener' }, 'Prometheus metrics')),
    h('section.card', { 'aria-label': 'Health' }, checks),
    h('section', { 'aria-label': 'Machine' }, h('h2', 'Machine'), h('dl.card.tiles', [tiles.cpu, tiles.heap, tiles.disk, tiles.resident, tiles.threads, tiles.collected].map((tile) => tile.element))),
    h('section', { 'aria-label': 'Work' }, h('h2', 'Work'), h('dl.card.tiles', [tiles.updates, tiles.steps, tiles.pauses, tiles.requests, tiles.errors, tiles.database].map((tile) => tile.element))),
    h('section', { 'aria-label': 'Requests' }, h('h2', 'Requests by route'), h('div.card.scroll', h('table.list.plain', head(ROUTES, 4), routes))),
    h('section', { 'aria-label': 'Figures of bundles' }, h('h2', 'Figures of bundles'), h('div.card.padded', figures)),
    told,
  );

  function take(view) {
    const { machine, disk, work, pauses } = view;
    setState(state, view.status);
    text(about, `Polycritic ${view.version}, up ${duration(view.uptimeSeconds)}, since ${time(view.started)}`);
    fill(checks, view.checks.map(checkLine));
    tiles.cpu.set(machine.processLoad, machine.processLoad < 0 ? '–' : `${(100 * machine.processLoad).toFixed(0)} %`, `of ${machine.processors}; all together ${machine.systemLoad < 0 ? '–' : `${(100 * machine.systemLoad).toFixed(0)} %`}`);
    tiles.heap.set(machine.heapUsed / machine.heapMost, bytes(machine.heapUsed), `of ${bytes(machine.heapMost)}`);
    tiles.disk.set(disk.total > 0 ? 1 - disk.free / disk.total : -1, `${bytes(disk.free)} free`, `of ${bytes(disk.total)}`);
    tiles.disk.element.title = `File system of ${disk.folder}`;
    tiles.resident.set(bytes(machine.resident));
    tiles.threads.set(whole(machine.threads));
    tiles.collected.set(`${value((100 * machine.collectionSeconds) / view.uptimeSeconds, 2)} %`);
    tiles.updates.set(perSecond(rate(view, before, (one) => one.work.updates)));
    tiles.steps.set(`${count(work.stepsPerSecond)}/s`);
    tiles.pauses.set(pauses.count ? `${value(pauses.meanMillis, 3)} / ${value(pauses.mostMillis, 3)} ms` : 'none yet');
    tiles.requests.set(perSecond(rate(view, before, sum((route) => route.count))));
    tiles.errors.set(whole(sum((route) => route.failed)(view)));
    tiles.database.set(view.database || 'does not answer');
    tiles.database.element.title = view.database;
    fill(routes, traffic(view.traffic));
    fill(figures, view.figures.map((one) => [h('dt', { title: one.name }, one.about.replace(/\.$/, '')), h('dd', value(one.value))]));
    page.dataset.known = 'true';
    before = view;
  }

  let failed = false;
  async function refresh() {
    try {
      const view = await api.system();
      if (!over) take(view);
      failed = false;
    } catch (error) {
      if (!failed) complain(error);
      failed = true;
    }
  }

  refresh();
  if (session.may('ADMIN')) {
    api.settings().then((all) => {
      fill(settings, all.map(setting));
      told.hidden = false;
    }, complain);
  }
  const timer = setInterval(() => document.hidden || page.matches(':has(tbody:hover)') || refresh(), REFRESH_MILLIS);
  return () => {
    over = true;
    clearInterval(timer);
  };
}
