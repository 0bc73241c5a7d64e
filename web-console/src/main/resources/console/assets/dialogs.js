// Dialogs and notices.

import { Refusal } from './api.js';
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
export function confirm(title, message, yes, kind = 'danger') {
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
        h('footer', h('button', { type: 'button', onclick: () => element.close() }, 'Cancel'), h(`button.${kind}`, { type: 'submit', autofocus: true }, yes)),
      ),
      { onclose: () => resolve(answer) },
    );
  });
}

/** Carries out a change and shows what was refused; where the session has ended, the page asks to log in. */
export async function change(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 401)) complain(error);
    return null;
  }
}

/**
 * A form in a dialog. It stays open, with the reason, when what it asks for is refused.
 * @param fields what is filled in
 * @param send gets what was filled in, by name; what it answers resolves the promise, null if the dialog is closed
 */
export function form(title, fields, label, send) {
  return new Promise((resolve) => {
    let answer = null;
    const error = h('p.error', { role: 'alert' });
    const button = h('button.primary', { type: 'submit' }, label);
    const element = dialog(
      title,
      h(
        'form',
        { onsubmit: async (event) => {
          event.preventDefault();
          text(error, '');
          button.disabled = true;
          try {
            answer = await send(Object.fromEntries(new FormData(event.target)));
            element.close();
          } catch (refusal) {
            text(error, refusal.message);
          } finally {
            button.disabled = false;
          }
        } },
        fields,
        error,
        h('footer', h('button', { type: 'button', onclick: () => element.close() }, 'Cancel'), button),
      ),
      { onclose: () => resolve(answer) },
    );
  });
}

/** A labelled field of a form. */
export function field(label, control, hint) {
  return h('label.field', h('span', label), control, hint && h('span.sub', hint));
}
