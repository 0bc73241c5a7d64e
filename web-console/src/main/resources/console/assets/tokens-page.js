// API tokens: for scripts, dashboards and other machines. A token's secret is shown once.

import { api, session } from './api.js';
import { change, complain, confirm, dialog, field, form, notice } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { time, words } from './format.js';

export const ROLES = ['VIEWER', 'OPERATOR', 'ADMIN'];
const DAYS = [7, 30, 90, 180, 366];
/** So many runs of a token's limit are told; the others are in its tip. */
const TOLD = 3;
const COLUMNS = ['Token', 'Owner', 'Role', 'Limits', 'Created', 'Works until', 'Last used', ''];

export const roleChoice = (roles, chosen) =>
  h('select', { name: 'role' }, roles.map((role) => h('option', { value: role, selected: role === chosen }, words(role))));

/** What a token is limited to: some runs, or reading what runs measure, or both. */
function limitFields() {
  const role = roleChoice(ROLES.filter((one) => session.may(one)), 'VIEWER');
  const metrics = h('input', { type: 'checkbox', name: 'metricsOnly', onchange: () => {
    role.disabled = metrics.checked;
    if (metrics.checked) role.value = 'VIEWER';
  } });
  return [
    field('Role', role, 'What it may do. It never does more than its owner may.'),
    field('Runs', h('input', { name: 'runs', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', placeholder: 'all' }),
      'Ids of runs, or their beginnings followed by *, separated by commas: slim-*, cart-pole-1. Empty for all; else it begins no runs and reaches nothing but these.'),
    h('label.field.check', h('span', 'Metrics only'), metrics, h('span.sub', 'It reads what runs measure, as a viewer, and nothing else: for a dashboard.')),
  ];
}

/** The limits as the API has them. */
const limitsOf = ({ runs, metricsOnly }) => ({ runs: runs.split(',').map((run) => run.trim()).filter(Boolean), metricsOnly: metricsOnly === 'on' });

function limits({ runs, metricsOnly }) {
  const told = runs.slice(0, TOLD).join(', ') + (runs.length > TOLD ? ` and ${runs.length - TOLD} more` : '');
  return [
    runs.length > 0 && h('code.limit', { title: runs.join(', ') }, told),
    metricsOnly && h('span.badge', 'Metrics only'),
    runs.length === 0 && !metricsOnly && h('span.sub', 'none'),
  ];
}

function secretDialog(made) {
  const secret = h('input', { name: 'secret', readOnly: true, value: made.secret, 'aria-label': 'The token', spellcheck: 'false', autofocus: true });
  const copied = h('span', 'Copy');
  const copy = async () => {
    secret.select();
    try {
      await navigator.clipboard.writeText(made.secret);
      text(copied, 'Copied');
    } catch {
      text(copied, 'Press Ctrl+C');
    }
  };
  dialog(
    `Token ${made.token.name}`,
    h('div',
      h('p', 'Copy it now: it is not kept anywhere and will not be shown again.'),
      h('div.secret', secret, h('button', { type: 'button', 'data-action': 'copy', onclick: copy }, icon('copy'), copied)),
      h('p.sub', 'Programs send it as ', h('code', 'Authorization: Bearer <token>'), '.')),
    { wide: true },
  );
}

export function tokensPage(page) {
  document.title = 'Tokens · Polycritic';
  const body = h('div.card.scroll');
  const admin = session.may('ADMIN');
  const own = session.visitor.name;

  async function revoke(token) {
    if (!(await confirm('Revoke a token', `Revoke ${token.name} of ${token.owner}? What uses it will be refused from now on.`, 'Revoke'))) return;
    if (!(await change(() => api.revokeToken(token.id)))) return;
    notice(`${token.name} is revoked.`);
    await load();
  }

  async function create() {
    const users = admin ? await api.users() : [];
    const owners = [own, ...users.map((user) => user.name).filter((name) => name !== own)];
    const made = await form(
      'Create a token',
      [
        field('What it is for', h('input', { name: 'name', maxlength: '64', required: true, autofocus: true, autocomplete: 'off', placeholder: 'grafana' })),
        limitFields(),
        field('Works for', h('select', { name: 'days' }, DAYS.map((days) => h('option', { value: String(days), selected: days === 90 }, `${days} days`)))),
        owners.length > 1 && field('Owner', h('select', { name: 'owner' }, owners.map((name) => h('option', { value: name }, name)))),
      ],
      'Create',
      (entry) => api.addToken({ ...entry, ...limitsOf(entry), days: Number(entry.days) }),
    );
    if (!made) return;
    await load();
    secretDialog(made);
  }

  const row = (token) => h(
    'tr',
    { 'data-token': token.name },
    h('td.name', h('strong', token.name), h('code.sub', token.id)),
    h('td', { 'data-label': 'Owner' }, token.owner),
    h('td', { 'data-label': 'Role' }, words(token.role)),
    h('td.limits', { 'data-label': 'Limits' }, limits(token)),
    h('td', { 'data-label': 'Created' }, time(token.created)),
    h('td', { 'data-label': 'Works until' }, until(token)),
    h('td', { 'data-label': 'Last used' }, token.lastUsed ? time(token.lastUsed) : 'never'),
    h('td.do', h('button.quiet', { type: 'button', 'aria-label': `Revoke ${token.name}`, onclick: () => revoke(token) }, 'Revoke…')),
  );

  const until = (token) => (new Date(token.expires) < new Date() ? h('span.badge.bad', 'Expired') : day(token.expires));

  const load = () => api.tokens().then((tokens) => {
    fill(
      body,
      tokens.length > 0 && h('table.list.plain', h('thead', h('tr', COLUMNS.map((column) => h('th', { scope: 'col' }, column)))), h('tbody', tokens.map(row))),
      tokens.length === 0 && h('p.empty', 'There are no tokens. Create one for each script, dashboard or machine that asks this server.'),
    );
  }, complain);

  const button = h('button.primary', { type: 'button', 'data-action': 'create', onclick: () => create().catch(complain) }, 'Create a token…');
  fill(page, h('header.head', h('h1', 'Tokens'), h('p.sub', admin ? 'of all users' : `of ${own}`), h('span.spring'), button), body);
  load();
  return () => {};
}

/** 24 Feb 2027 */
export const day = (instant) => new Date(instant).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
