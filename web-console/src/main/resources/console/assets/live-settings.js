// Changes one setting of a slot's part while the run goes on: its weight, or a setting that its plugin marks live.

import { api } from './api.js';
import { change, complain, dialog } from './dialogs.js';
import { fill, h } from './dom.js';
import { json, role } from './format.js';
import { SettingsForm } from './settings-form.js';
import { ticketView } from './ticket-dialog.js';
import { WatchForm } from './watch-form.js';

const WEIGHTED = new Set(['critics', 'rewards']);
const WEIGHT = { key: 'weight', type: 'number', list: false, description: "The weight of the slot's signal.", unit: '', min: null, max: null, options: [], defaultValue: null, live: true };

/** Whether a slot's signal is weighted. */
export const isWeighted = (path) => WEIGHTED.has(role(path));

/** Chooses a setting of a slot and its new value. */
export class SettingChooser {
  #form = null;
  #settings = [];

  /** @param chosen is called with the key of the setting, or null where there is none */
  constructor(chosen = () => {}) {
    this.chosen = chosen;
    this.setting = h('select', { name: 'setting', onchange: () => this.#pick() });
    this.value = h('div');
    this.element = h('div.chooser', h('label.field', h('span', 'Setting'), this.setting), this.value);
  }

  async offer(slot) {
    this.slot = slot;
    this.#form = null;
    this.chosen(null);
    fill(this.value, h('p.sub', 'Looking for live settings…'));
    const plugin = (await api.plugins()).find((one) => one.kind === slot.kind && one.id === slot.plugin && one.version === slot.version);
    if (this.slot !== slot) return;
    const live = (plugin?.settings ?? []).filter((setting) => setting.live);
    this.#settings = isWeighted(slot.path) ? [WEIGHT, ...live] : live;
    fill(this.setting, this.#settings.map((setting) => h('option', { value: setting.key }, `${setting.key} (${json(this.#now(setting))})`)));
    this.#pick();
  }

  #now(setting) {
    return setting === WEIGHT ? this.slot.weight : (this.slot.config[setting.key] ?? setting.defaultValue);
  }

  #pick() {
    const setting = this.#settings.find((one) => one.key === this.setting.value);
    this.#form = setting ? new SettingsForm([setting], { [setting.key]: this.#now(setting) }) : null;
    fill(this.value, this.#form ? this.#form.element : h('p.sub', 'Nothing of this part can be changed while it runs; swap it for one with other settings.'));
    this.chosen(setting?.key ?? null);
  }

  /** `{slot, setting, value}`, or null if nothing is chosen or the value is wrong. */
  read() {
    const given = this.#form?.read(true);
    const setting = this.setting.value;
    return given ? { slot: this.slot.path, setting, value: given[setting] ?? null } : null;
  }
}

/** @param changed is called when a ticket has been made */
export function openLiveSettings(run, slot, changed) {
  const watch = new WatchForm(run, 0);
  const submit = h('button.primary', { type: 'submit', disabled: true }, 'Set at the next safe point');
  const chooser = new SettingChooser((key) => {
    submit.disabled = key === null;
  });
  const body = h(
    'form.swap',
    { novalidate: true, onsubmit: send },
    h('p.sub', 'The part keeps all its state and its random numbers; only this value is another one.'),
    chooser.element,
    watch.element,
    h('footer', h('button', { type: 'button', onclick: () => element.close() }, 'Cancel'), submit),
  );
  const element = dialog(`Settings of ${slot.path}`, body, { wide: true });
  chooser.offer(slot).catch(complain);
  watch.offer(slot.path);

  async function send(event) {
    event.preventDefault();
    const setting = chooser.read();
    const watched = setting && watch.read();
    if (!watched) return;
    submit.disabled = true;
    const ticket = await change(() => api.set(run, { ...setting, ...watched }));
    submit.disabled = false;
    if (!ticket) return;
    changed();
    body.replaceWith(h('div', ticketView(ticket), h('footer', h('button.primary', { type: 'button', autofocus: true, onclick: () => element.close() }, 'Done'))));
  }
}
