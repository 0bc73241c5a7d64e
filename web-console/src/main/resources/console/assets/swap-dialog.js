// Replaces the occupant of a slot: slot, plugin, its settings, what becomes of the state, and how it is watched.

import { api } from './api.js';
import { change, dialog } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { ModeChoice } from './mode-choice.js';
import { PartChooser } from './part-chooser.js';
import { ticketView, transferView } from './ticket-dialog.js';
import { WatchForm } from './watch-form.js';

/**
 * @param run the run with its slots
 * @param path the slot to begin with, or null
 * @param changed is called when a ticket has been made
 */
export function openSwap(run, path, changed) {
  new SwapDialog(run, changed).open(path ?? run.slots.find((slot) => slot.path.startsWith('critics.'))?.path ?? run.slots[0].path);
}

class SwapDialog {
  #slot = null;

  constructor(run, changed) {
    this.run = run;
    this.changed = changed;
    this.part = new PartChooser(run, (slot) => this.#chosen(slot));
    this.mode = new ModeChoice(() => fill(this.tried));
    this.watch = new WatchForm(run.run);
    this.tried = h('div.tried', { 'aria-live': 'polite' });
    this.preview = h('button', { type: 'button', 'data-action': 'preview', onclick: () => this.#preview() }, 'Preview');
    this.submit = h('button.primary', { type: 'submit' }, icon('swap'), h('span', 'Swap at the next safe point'));
    this.body = h(
      'form.swap',
      { novalidate: true, onsubmit: (event) => this.#send(event) },
      this.part.element,
      h('h3', 'State'),
      this.mode.element,
      this.watch.element,
      this.tried,
      h('footer', h('button', { type: 'button', onclick: () => this.element.close() }, 'Cancel'), this.preview, this.submit),
    );
  }

  open(path) {
    this.element = dialog(`Swap a part of ${this.run.run}`, this.body, { wide: true });
    this.part.choose(path);
  }

  #chosen(slot) {
    this.#busy(slot === null);
    fill(this.tried);
    if (slot && slot !== this.#slot) this.watch.offer(slot);
    this.#slot = slot ?? this.#slot;
  }

  #busy(busy) {
    this.submit.disabled = busy;
    this.preview.disabled = busy;
  }

  /** The request, or null if something is wrong; that field says so. */
  #request() {
    const part = this.part.read();
    const mode = part && this.mode.read();
    const watch = mode && this.watch.read();
    return watch ? { ...part, ...mode, ...watch } : null;
  }

  async #preview() {
    const request = this.#request();
    if (!request) return;
    fill(this.tried, h('p.sub', 'Trying it on a copy of the run…'));
    this.#busy(true);
    const preview = await change(() => api.preview(this.run.run, request));
    this.#busy(false);
    fill(this.tried, preview && previewView(preview));
    this.tried.scrollIntoView({ block: 'nearest' });
  }

  async #send(event) {
    event.preventDefault();
    const request = this.#request();
    if (!request) return;
    this.#busy(true);
    text(this.submit.querySelector('span'), 'Waiting for a safe point…');
    const ticket = await change(() => api.swap(this.run.run, request));
    this.#busy(false);
    text(this.submit.querySelector('span'), 'Swap at the next safe point');
    if (!ticket) return;
    this.changed();
    const again = ticket.state === 'REJECTED' && h('button', { type: 'button', onclick: () => result.replaceWith(this.body) }, 'Change the request');
    const result = h('div', ticketView(ticket), h('footer', again, h('button.primary', { type: 'button', autofocus: true, onclick: () => this.element.close() }, 'Done')));
    this.body.replaceWith(result);
    result.querySelector('button.primary').focus();
  }
}

function previewView(preview) {
  return h(
    'div.preview',
    { 'data-fits': String(preview.fits) },
    preview.fits
      ? h('p', h('strong', 'It fits. '), 'A copy of the run made updates with it; the run itself never noticed.')
      : h('div.problem', icon('warn'), h('strong', preview.problem.path || preview.problem.code), h('span', preview.problem.message)),
    preview.modes.length > 0 && h('p.sub', `Possible here: ${preview.modes.join(', ')}`),
    transferView(preview.transfer),
  );
}
