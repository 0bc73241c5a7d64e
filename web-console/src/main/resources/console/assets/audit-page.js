// Who did what, from where, and what was refused; the newest first.

import { api } from './api.js';
import { complain, field } from './dialogs.js';
import { fill, h } from './dom.js';
import { time } from './format.js';

const COLUMNS = ['When', 'Who', 'From', 'What', 'On what', 'Answer'];
const PAGE = 100;

export function auditPage(page) {
  document.title = 'Audit log · Polycritic';
  const rows = h('tbody');
  const table = h('table.list.plain.audit', h('thead', h('tr', COLUMNS.map((column) => h('th', { scope: 'col' }, column)))), rows);
  const none = h('p.empty', { hidden: true }, 'No entry is like that.');
  const more = h('button', { type: 'button', 'data-action': 'older', onclick: () => load(false) }, 'Older entries');
  let last = null;
  let asked = 0;

  const row = (entry) => h(
    'tr',
    { 'data-entry': String(entry.id) },
    h('td', { 'data-label': 'When', title: entry.time }, time(entry.time)),
    h('td.name', entry.actor || h('span.sub', 'somebody')),
    h('td', { 'data-label': 'From' }, entry.address),
    h('td.what', { 'data-label': 'What' }, h('code', entry.action)),
    h('td.what', { 'data-label': 'On what' }, h('code', entry.target), entry.detail && h('span.sub', entry.detail)),
    h('td', { 'data-label': 'Answer' }, h(entry.status < 400 ? 'span.badge.good' : 'span.badge.bad', String(entry.status))),
  );

  function wanted() {
    const filters = Object.fromEntries([...new FormData(filter)].filter(([, given]) => given.trim() !== ''));
    for (const key of ['from', 'to']) if (filters[key]) filters[key] = new Date(filters[key]).toISOString();
    return filters;
  }

  async function load(afresh) {
    asked += 1;
    const mine = asked;
    const filters = { ...wanted(), limit: String(PAGE) };
    if (!afresh && last !== null) filters.before = String(last);
    try {
      const entries = await api.audit(filters);
      if (mine !== asked) return;
      if (afresh) rows.replaceChildren();
      rows.append(...entries.map(row));
      last = entries.at(-1)?.id ?? last;
      more.hidden = entries.length < PAGE;
      none.hidden = rows.childElementCount > 0;
      table.hidden = rows.childElementCount === 0;
    } catch (error) {
      complain(error);
    }
  }

  const filter = h(
    'form.filters',
    { 'aria-label': 'Filter the audit log', onsubmit: (event) => event.preventDefault(), oninput: () => load(true), onchange: () => load(true) },
    field('Who', h('input', { type: 'search', name: 'actor' })),
    field('What', h('input', { type: 'search', name: 'text', placeholder: 'swaps, slim-1, refused because…' })),
    field('Answer', h('select', { name: 'refused' }, h('option', { value: '' }, 'All'), h('option', { value: 'false' }, 'Done'), h('option', { value: 'true' }, 'Refused or failed'))),
    field('From', h('input', { type: 'datetime-local', name: 'from' })),
    field('Until', h('input', { type: 'datetime-local', name: 'to' })),
  );
  fill(page, h('header.head', h('h1', 'Audit log'), h('span.spring'), h('button', { type: 'button', onclick: () => load(true) }, 'Refresh')), filter, h('div.card.scroll', table, none), h('p.more', more));
  load(true);
  return () => {};
}
