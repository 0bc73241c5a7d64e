// Dialogs and notices.

import { Refusal, token } from './api.js';
import { h, icon, text } from './dom.js';

/** Opens a modal dialog; Escape, the cross and a press beside it close it. */
export function dialog(title, content, { wide = false, onclose } = {}) {
  const close = h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: () => element.close() }, icon('close'));
  const element = h(
    wide ? 'dialog.wide' : 'dialog',
    { 'aria-label': title, autofocus: content.querySelector('[autofocus]') === null },
    h('header', h('h2', title), h('span.spring'), close),
    content,
  );
  element.addEventListener('mousedown', (event) => {
    if (event.target === element) element.close();
  });
  element.addEventListener('close', () => {
    element.remove();
    onclose?.();
  });
  document.body.append(element);
  element.showModal();
  return element;
}

/** Says something at the lower edge for a while; errors stay until they are dismissed. */
export function notice(message, bad = false) {
  const element = h(
    bad ? 'div.notice.bad' : 'div.notice',
    h('span', message),
    h('button.quiet', { type: 'button', 'aria-label': 'Dismiss', onclick: () => element.remove() }, icon('close')),
  );
  document.getElementById('notices').append(element);
  if (!bad) setTimeout(() => element.remove(), 5000);
}

export function complain(error) {
  notice(error instanceof Refusal ? error.message : `The console failed: ${error.message}`, true);
}

/** Asks a question; resolves to whether the answer was yes. */
export function confirm(title, message, yes) {
  return new Promise((resolve) => {
    let answer = false;
    const element = dialog(
      title,
      h(
        'form',
        { onsubmit: (event) => {
          event.preventDefault();
          answer = true;
          element.close();
        } },
        h('p', message),
        h('footer', h('button', { type: 'button', onclick: () => element.close() }, 'Cancel'), h('button.danger', { type: 'submit', autofocus: true }, yes)),
      ),
      { onclose: () => resolve(answer) },
    );
  });
}

/** Asks for the token if this tab has none; resolves to whether it has one now. */
export function unlock() {
  if (token.get()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const input = h('input', { type: 'password', name: 'token', autocomplete: 'off', required: true, autofocus: true, 'aria-describedby': 'token-help' });
    const error = h('p.error', { role: 'alert' });
    const element = dialog(
      'Allow changes',
      h(
        'form',
        { onsubmit: async (event) => {
          event.preventDefault();
          text(error, '');
          try {
            if (await token.holds(input.value.trim())) {
              token.set(input.value.trim());
              element.close();
            } else {
              text(error, 'That is not the token of this server.');
              input.select();
            }
          } catch {
            text(error, 'The server does not answer.');
          }
        } },
        h('p', { id: 'token-help' }, 'Changes need the access token. It is the content of the file ', h('code', 'token'), ' in the data folder of the server, and is kept in this tab only.'),
        h('label.field', h('span', 'Token'), input),
        error,
        h('footer', h('button', { type: 'button', onclick: () => element.close() }, 'Cancel'), h('button.primary', { type: 'submit' }, 'Unlock')),
      ),
      { onclose: () => resolve(Boolean(token.get())) },
    );
  });
}

/** Carries out a change; asks for the token first, again if it has become wrong, and shows what was refused. */
export async function change(action) {
  if (!(await unlock())) return null;
  try {
    return await action();
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) {
      token.set(null);
      return change(action);
    }
    complain(error);
    return null;
  }
}

/** The lock in the header. */
export function accessButton(button) {
  const show = () => {
    const open = Boolean(token.get());
    button.replaceChildren(icon(open ? 'unlock' : 'lock'), h('span', open ? 'Unlocked' : 'Read only'));
    button.title = open ? 'Forget the token' : 'Allow changes by the access token';
  };
  button.addEventListener('click', () => (token.get() ? token.set(null) : unlock()));
  token.watch(show);
  show();
}

