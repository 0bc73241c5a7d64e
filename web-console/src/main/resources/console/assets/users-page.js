// The users, their roles, and whether they may log in.

import { passwordField } from './account-menu.js';
import { api, session } from './api.js';
import { complain, field, form, notice } from './dialogs.js';
import { fill, h } from './dom.js';
import { time, words } from './format.js';
import { ROLES, day, roleChoice } from './tokens-page.js';
import { stateBadge } from './widgets.js';

const COLUMNS = ['User', 'Role', 'State', 'Since', 'Last log-in', ''];
const WHAT = 'Viewers read, operators change runs, admins manage plugins, users and tokens.';

export function usersPage(page) {
  document.title = 'Users · Polycritic';
  const body = h('div.card.scroll');

  async function add() {
    const user = await form(
      'Add a user',
      [
        field('Name', h('input', { name: 'name', required: true, autofocus: true, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '32' }), 'Lower-case letters, digits and . _ -, for ever.'),
        field('Role', roleChoice(ROLES, 'VIEWER'), WHAT),
        passwordField('Password', 'password', 'new-password', 'At least 12 characters.'),
      ],
      'Add',
      (entry) => api.addUser(entry),
    );
    if (!user) return;
    notice(`${user.name} can log in.`);
    await load();
  }

  async function edit(user) {
    const own = user.name === session.visitor.name;
    const changed = await form(
      `Change ${user.name}`,
      [
        !own && field('Role', roleChoice(ROLES, user.role), WHAT),
        !own && h('label.field.check', h('input', { type: 'checkbox', name: 'enabled', checked: user.enabled }), h('span', 'May log in, and tokens work')),
        own && passwordField('Present password', 'currentPassword', 'current-password'),
        field('New password', h('input', { name: 'password', type: 'password', autocomplete: 'new-password', minlength: '12', required: own }), own ? 'It ends all your sessions, this one too.' : 'Empty leaves it as it is. A new one ends all sessions.'),
      ],
      'Save',
      (entry) => api.changeUser(user.name, own ? entry : {
        role: entry.role === user.role ? null : entry.role,
        enabled: (entry.enabled === 'on') === user.enabled ? null : entry.enabled === 'on',
        password: entry.password || null,
      }),
    );
    if (!changed) return;
    notice(`${user.name} is changed.`);
    await load();
  }

  const row = (user) => h(
    'tr',
    { 'data-user': user.name },
    h('td.name', h('strong', user.name)),
    h('td', { 'data-label': 'Role' }, words(user.role)),
    h('td', { 'data-label': 'State' }, stateBadge(user.enabled ? 'ACTIVE' : 'DISABLED')),
    h('td', { 'data-label': 'Since' }, day(user.created)),
    h('td', { 'data-label': 'Last log-in' }, user.lastLogin ? time(user.lastLogin) : 'never'),
    h('td.do', h('button.quiet', { type: 'button', 'aria-label': `Change ${user.name}`, onclick: () => edit(user).catch(complain) }, 'Change…')),
  );

  const load = () => api.users().then((users) => {
    fill(
      body,
      users.length > 0 && h('table.list.plain', h('thead', h('tr', COLUMNS.map((column) => h('th', { scope: 'col' }, column)))), h('tbody', users.map(row))),
      users.length === 0 && h('p.empty', 'There are no users yet. Add one for each person, so that the audit log says who did what.'),
    );
  }, complain);

  const button = h('button.primary', { type: 'button', 'data-action': 'add', onclick: () => add().catch(complain) }, 'Add a user…');
  fill(page, h('header.head', h('h1', 'Users'), h('span.spring'), button), body);
  load();
  return () => {};
}
