// The name in the header, and what is behind it: pages of accounts, the own password, logging out.

import { api, session } from './api.js';
import { change, field, form, notice } from './dialogs.js';
import { fill, h, icon } from './dom.js';
import { words } from './format.js';

export const passwordField = (label, name, autocomplete, hint) =>
  field(label, h('input', { name, type: 'password', autocomplete, required: true, minlength: name === 'currentPassword' ? undefined : '12' }), hint);

async function changePassword() {
  const changed = await form(
    'Change your password',
    [
      passwordField('Present password', 'currentPassword', 'current-password'),
      passwordField('New password', 'password', 'new-password', 'At least 12 characters. It ends all your sessions, this one too.'),
    ],
    'Change it',
    (entry) => api.changeUser(session.visitor.name, entry),
  );
  if (changed) {
    notice('The password is changed. Log in with the new one.');
    await session.load();
  }
}

export function accountMenu(button, menu) {
  const close = () => menu.hidePopover();
  const link = (page, label) => h('a', { href: `#/${page}`, onclick: close }, label);
  const act = (label, action) => h('button.quiet', { type: 'button', onclick: () => {
    close();
    action();
  } }, label);

  function show() {
    const { visitor } = session;
    button.hidden = visitor === null;
    if (visitor === null) {
      if (menu.matches(':popover-open')) close();
      return;
    }
    fill(button, icon('person'), h('span', visitor.name));
    button.setAttribute('aria-label', `Account of ${visitor.name}`);
    fill(
      menu,
      h('p', h('strong', visitor.name), h('span.sub.block', [words(visitor.role), visitor.token && `by token ${visitor.token}`].filter(Boolean).join(', '))),
      link('tokens', 'Tokens'),
      session.may('ADMIN') && [link('users', 'Users'), link('audit', 'Audit log')],
      visitor.name !== 'local' && !visitor.token && act('Change password…', changePassword),
      act('Log out', () => change(() => session.leave())),
    );
  }

  session.watch(show);
  show();
}
