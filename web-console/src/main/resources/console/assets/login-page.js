// Who are you? By name and password, or by a token.

import { session } from './api.js';
import { field } from './dialogs.js';
import { fill, h, text } from './dom.js';
import { show } from './live.js';

export function loginPage(page) {
  document.title = 'Log in · Polycritic';
  show('away');
  const error = h('p.error', { role: 'alert' });

  function logInForm(name, fields, read, label) {
    const button = h('button.primary', { type: 'submit' }, label);
    return h('form', { name, onsubmit: async (event) => {
      event.preventDefault();
      text(error, '');
      button.disabled = true;
      try {
        await session.enter(read(new FormData(event.target)));
      } catch (refusal) {
        text(error, sentence(refusal.message));
        event.target.querySelector('input[type=password]').select();
      } finally {
        button.disabled = false;
      }
    } }, fields, button);
  }

  const byPassword = logInForm(
    'password',
    [
      field('Name', h('input', { name: 'name', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true, autofocus: true })),
      field('Password', h('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true })),
    ],
    (data) => ({ name: data.get('name').trim(), password: data.get('password') }),
    'Log in',
  );
  const byToken = logInForm(
    'token',
    [field('Token', h('input', { name: 'token', type: 'password', autocomplete: 'off', required: true }))],
    (data) => ({ token: data.get('token').trim() }),
    'Log in by token',
  );
  fill(
    page,
    h('section.card', { 'aria-label': 'Log in' },
      h('h1', 'Log in'),
      session.ended && h('p.sub', 'The session has ended.'),
      error,
      byPassword,
      h('details', h('summary', 'With a token instead'), byToken),
      h('p.sub', 'On the server’s machine, ', h('code', 'polycritic login'), ' prints a link that logs in by itself.')),
  );
  page.querySelector('input').focus();
}

const sentence = (message) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
