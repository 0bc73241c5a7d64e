// Replaces the occupant of a slot: slot, then plugin, then its settings, then what becomes of the state.

import { api } from './api.js';
import { change, complain, dialog } from './dialogs.js';
import { fill, h, icon } from './dom.js';
import { SettingsForm } from './settings-form.js';
import { ticketView } from './ticket-dialog.js';

const MODES = [
  ['warm', 'Warm', 'carry the state over by name'],
  ['cold', 'Cold', 'begin anew'],
];

/**
 * @param run the run with its slots
 * @param path the slot to begin with, or null
 * @param changed is called when a ticket has been made
 */
export function openSwap(run, path, changed) {
  new SwapDialog(run, changed).open(path ?? run.slots.find((slot) => slot.path.startsWith('critics.'))?.path ?? run.slots[0].path);
}

class SwapDialog {
  #form = null;
  #plugin = null;

  constructor(run, changed) {
    this.run = run;
    this.changed = changed;
    this.slot = h('select', { name: 'slot', onchange: () => this.#choose(this.slot.value) }, run.slots.map((slot) => h('option', { value: slot.path }, `${slot.path} (${slot.plugin}@${slot.version})`)));
    this.candidates = h('div.candidates', { role: 'radiogroup', 'aria-label': 'Plugin' });
    this.settings = h('div');
    this.submit = h('button.primary', { type: 'submit' }, icon('swap'), h('span', 'Swap at the next safe point'));
    this.body = h(
      'form.swap',
      { novalidate: true, onsubmit: (event) => this.#send(event) },
      h('label.field', h('span', 'Slot'), this.slot),
      h('h3', 'Plugin ', h('span.sub', 'whose parts fit this slot')),
      this.candidates,
      h('h3', 'Settings'),
      this.settings,
      h('h3', 'State'),
      h('div.choice', { role: 'radiogroup', 'aria-label': 'State' }, MODES.map(([mode, name, text], index) =>
        h('label', h('input', { type: 'radio', name: 'mode', value: mode, checked: index === 0 }), h('span', h('strong', name), ` ${text}`)))),
      h('footer', h('button', { type: 'button', onclick: () => this.element.close() }, 'Cancel'), this.submit),
    );
  }

  open(path) {
    this.slot.value = path;
    this.element = dialog(`Swap a part of ${this.run.run}`, this.body, { wide: true });
    this.#choose(path);
  }

  async #choose(path) {
    this.submit.disabled = true;
    fill(this.settings);
    fill(this.candidates, h('p.sub', 'Looking for what fits…'));
    try {
      const plugins = await api.candidates(this.run.run, path);
      if (this.slot.value === path) this.#list(plugins);
    } catch (error) {
      complain(error);
    }
  }

  #list(plugins) {
    const now = this.run.slots.find((slot) => slot.path === this.slot.value);
    if (plugins.length === 0) {
      fill(this.candidates, h('p.sub', 'No plugin that is ready fits this slot.'));
      return;
    }
    const first = plugins.find((plugin) => plugin.id !== now.plugin) ?? plugins[0];
    fill(
      this.candidates,
      plugins.map((plugin) =>
        h(
          'label.candidate',
          h('input', { type: 'radio', name: 'plugin', value: plugin.id, checked: plugin === first, onchange: () => this.#pick(plugin, now) }),
          h('span', h('strong', plugin.id), h('span.sub', `@${plugin.version}`), plugin.id === now.plugin && h('span.badge', 'in place now'), h('span.sub.block', plugin.description)),
        ),
      ),
    );
    this.#pick(first, now);
  }

  #pick(plugin, now) {
    this.#plugin = plugin;
    this.#form = new SettingsForm(plugin.settings, plugin.id === now.plugin ? now.config : {});
    fill(this.settings, this.#form.element);
    this.submit.disabled = false;
  }

  async #send(event) {
    event.preventDefault();
    const config = this.#form?.read();
    if (!config) return;
    const mode = new FormData(this.body).get('mode');
    this.submit.disabled = true;
    this.submit.querySelector('span').textContent = 'Waiting for a safe point…';
    const request = { slot: this.slot.value, plugin: `${this.#plugin.id}@${this.#plugin.version}`, config, mode };
    const ticket = await change(() => api.swap(this.run.run, request));
    this.submit.disabled = false;
    this.submit.querySelector('span').textContent = 'Swap at the next safe point';
    if (!ticket) return;
    this.changed();
    const again = ticket.state === 'REJECTED' && h('button', { type: 'button', onclick: () => result.replaceWith(this.body) }, 'Change the request');
    const result = h('div', ticketView(ticket), h('footer', again, h('button.primary', { type: 'button', autofocus: true, onclick: () => this.element.close() }, 'Done')));
    this.body.replaceWith(result);
    result.querySelector('button.primary').focus();
  }
}
