// The bundles that people have installed, and all plugins that the platform knows, by kind.

import { api } from './api.js';
import { bundlesSection } from './bundles.js';
import { complain } from './dialogs.js';
import { fill, h, text } from './dom.js';
import { json, words } from './format.js';
import { listen } from './live.js';
import { stateBadge } from './widgets.js';

function limits(setting) {
  const finite = (limit) => limit !== null && Number.isFinite(Number(limit));
  if (setting.options?.length) return setting.options.join(', ');
  if (finite(setting.min) && finite(setting.max)) return `${setting.min} to ${setting.max}`;
  if (finite(setting.min)) return `≥ ${setting.min}`;
  return finite(setting.max) ? `≤ ${setting.max}` : '';
}

function settingsTable(settings) {
  if (settings.length === 0) return h('p.sub', 'No settings.');
  return h(
    'table.settings',
    h('thead', h('tr', ['Setting', 'Type', 'Default', 'Allowed', 'Unit', 'Live', 'What it does'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', settings.map((setting) =>
      h('tr',
        h('td', h('code', setting.key)),
        h('td', setting.list ? `list of ${setting.type}` : setting.type),
        h('td', setting.defaultValue === null ? 'required' : h('code', json(setting.defaultValue))),
        h('td', limits(setting)),
        h('td', setting.unit),
        h('td', setting.live ? 'yes' : ''),
        h('td.what', setting.description)))),
  );
}

function item(plugin) {
  return h(
    'details.plugin',
    { 'data-plugin': plugin.id },
    h('summary',
      h('span.who', h('strong', plugin.id), h('span.sub', `@${plugin.version}`)),
      h('span.what', plugin.description, plugin.reason && h('span.reason.block', plugin.reason)),
      stateBadge(plugin.state)),
    h('p.sub', 'Bundle ', h('code', plugin.bundle), plugin.paper && `, after ${plugin.paper}`, plugin.runs.length ? ', used by ' : ', used by no run',
      plugin.runs.map((run, index) => [index ? ', ' : '', h('a', { href: `#/runs/${encodeURIComponent(run)}` }, run)])),
    h('div.scroll', settingsTable(plugin.settings)),
  );
}

export function pluginsPage(page) {
  document.title = 'Plugins · Polycritic';
  const total = h('p.sub');
  const body = h('div');
  let plugins = [];
  let wanted = '';

  function show() {
    const found = plugins.filter((plugin) => [plugin.id, plugin.kind, plugin.description, plugin.bundle, plugin.state].some((part) => part.toLowerCase().includes(wanted)));
    const kinds = [...new Set(found.map((plugin) => plugin.kind))];
    fill(
      body,
      kinds.map((kind) => {
        const group = found.filter((plugin) => plugin.kind === kind);
        return h('section.kind', h('h2', words(kind), h('span.badge', String(group.length))), h('div.card', group.map(item)));
      }),
      found.length === 0 && h('p.empty', plugins.length ? 'No plugin matches.' : 'No plugins are installed.'),
    );
    const ready = plugins.filter((plugin) => plugin.state === 'READY').length;
    text(total, `${plugins.length} known, ${ready} ready`);
  }

  const filter = h('input.filter', { type: 'search', placeholder: 'Filter plugins', 'aria-label': 'Filter plugins', oninput: (event) => {
    wanted = event.target.value.trim().toLowerCase();
    show();
  } });
  const load = () => api.plugins().then((all) => {
    if (JSON.stringify(all) === JSON.stringify(plugins)) return;
    plugins = all;
    show();
  }, complain);
  const bundles = bundlesSection(load);
  fill(page, h('header.head', h('h1', 'Plugins'), total, h('span.spring'), filter), bundles.element, body);
  const both = () => Promise.all([load(), bundles.load()]);
  return listen(null, (event) => event.type !== 'metrics' && both(), both);
}
