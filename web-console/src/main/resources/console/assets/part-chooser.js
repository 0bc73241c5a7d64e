// Chooses a part: slot, then a plugin that fits it, then its settings.

import { api } from './api.js';
import { complain } from './dialogs.js';
import { fill, h } from './dom.js';
import { SettingsForm } from './settings-form.js';

export class PartChooser {
  #form = null;
  #plugin = null;

  /**
   * @param run the run with its slots
   * @param chosen is called with the slot's path, or null as long as nothing is chosen
   */
  constructor(run, chosen) {
    this.run = run;
    this.chosen = chosen;
    this.slot = h('select', { name: 'slot', onchange: () => this.choose(this.slot.value) }, run.slots.map((slot) => h('option', { value: slot.path }, `${slot.path} (${slot.plugin}@${slot.version})`)));
    this.candidates = h('div.candidates', { role: 'radiogroup', 'aria-label': 'Plugin' });
    this.settings = h('div');
    this.element = h(
      'div.chooser',
      h('label.field', h('span', 'Slot'), this.slot),
      h('h3', 'Plugin ', h('span.sub', 'whose parts fit this slot')),
      this.candidates,
      h('h3', 'Settings'),
      this.settings,
    );
  }

  async choose(path) {
    this.slot.value = path;
    this.#form = null;
    this.chosen(null);
    fill(this.settings);
    fill(this.candidates, h('p.sub', 'Looking for what fits…'));
    try {
      const plugins = await this.#fitting(path);
      if (this.slot.value === path) this.#list(plugins);
    } catch (error) {
      complain(error);
    }
  }

  /** The engine knows what fits a live run; of one at rest only the kind is known. */
  async #fitting(path) {
    if (['RUNNING', 'PAUSED', 'WAITING_FOR_PLUGIN'].includes(this.run.state)) return api.candidates(this.run.run, path);
    const { kind } = this.run.slots.find((slot) => slot.path === path);
    return (await api.plugins()).filter((plugin) => plugin.kind === kind && plugin.state === 'READY');
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
    this.chosen(now.path);
  }

  /** `{slot, plugin, config}`, or null if nothing is chosen or a setting is wrong. */
  read() {
    const config = this.#form?.read();
    return config ? { slot: this.slot.value, plugin: `${this.#plugin.id}@${this.#plugin.version}`, config } : null;
  }
}
