// What a run changes by itself: rules, when a condition holds, and a schedule, at set times.

import { fill, h, icon, text } from './dom.js';
import { json, role } from './format.js';
import { ModeChoice } from './mode-choice.js';
import { SettingsForm } from './settings-form.js';
import { fitting, slotsOf, WEIGHT } from './spec-form.js';

const TIMES = { updates: 'after updates', steps: 'after steps', when: 'on a condition' };
/** So that no two of them are one group of radio buttons. */
let made = 0;
const SWAP = 'another part';

/** A sentence that says what a rule or an appointment does. */
function told({ at, when, for: hold, set, swap }) {
  const time = when === undefined ? `after ${Object.entries(at ?? {}).map(([unit, number]) => `${number} ${unit}`).join(', ')}` : `when ${when}${hold > 1 ? ` for ${hold} updates` : ''}`;
  const done = set ? `${set.slot}: ${set.setting} = ${json(set.value)}` : swap ? `${swap.slot}: ${swap.plugin || 'nobody'}${swap.mode ? `, ${swap.mode}` : ''}` : '';
  const guards = (set ?? swap)?.guards ?? [];
  return `${time}, ${done}${guards.length ? `, guarded by ${guards.join('; ')}` : ''}`;
}

/** One that the spec has already; it can be left out. */
class Given {
  constructor(section, value, remove) {
    this.section = section;
    this.value = value;
    this.error = h('span.error', { role: 'alert' });
    this.element = h('li.given', h('span', value.name && h('strong', `${value.name}: `), told(value)), h('span.spring'),
      h('button.quiet', { type: 'button', 'aria-label': `Leave out: ${told(value)}`, onclick: () => remove(this) }, icon('trash')), this.error);
  }

  read() {
    text(this.error, '');
    return this.value;
  }

  fail(_, message) {
    text(this.error, message);
    this.element.scrollIntoView({ block: 'nearest' });
    return true;
  }
}

/** A number of a set time, or nothing. */
const whole = (entry) => (/^[1-9]\d{0,17}$/.test(entry.trim()) ? Number(entry) : null);

/** One that is being written. */
class Written {
  #form = null;
  #settings = [];

  constructor(spec, plugins, remove) {
    this.spec = spec;
    this.plugins = plugins;
    this.errors = {};
    const own = (name, label, input, hint) => {
      input.name = name;
      this.errors[name] = h('span.error', { role: 'alert' });
      return h('div', h('label.field', h('span', label), input, hint && h('span.sub', hint)), this.errors[name]);
    };
    this.time = h('select', { onchange: () => this.#timed() }, Object.entries(TIMES).map(([value, label]) => h('option', { value }, label)));
    this.at = h('input', { autocomplete: 'off', spellcheck: 'false' });
    this.hold = h('input', { inputmode: 'numeric', value: '1', autocomplete: 'off' });
    this.slot = h('select', { onchange: () => this.#offer() }, slotsOf(spec).map(({ path }) => h('option', { value: path }, path)));
    this.what = h('select', { onchange: () => this.#pick() });
    this.plugin = h('select', { onchange: () => this.#part() });
    this.guards = h('textarea', { rows: '2', spellcheck: 'false', placeholder: "return-drop, or mean('learner/return', 50) < 10" });
    this.probation = h('input', { inputmode: 'numeric', value: '', autocomplete: 'off', placeholder: '0' });
    this.mode = new ModeChoice(undefined, `mode-${++made}`);
    this.body = h('div.value');
    this.parts = { hold: own('for', 'Updates in a row', this.hold), plugin: own('plugin', 'Plugin', this.plugin) };
    this.element = h('li.written', { 'aria-label': 'A change' },
      h('div.basics', own('time', 'When', this.time), own('at', 'At', this.at), this.parts.hold, own('slot', 'Slot', this.slot), own('what', 'What', this.what), this.parts.plugin),
      this.body,
      this.mode.element,
      h('details', h('summary', 'Guards that take it back'),
        h('div.basics', own('guards', 'Guards', this.guards, 'One a line: the name of a guard that is ready, or a condition.'), own('probation', 'Probation', this.probation, 'Updates in which they watch.'))),
      h('footer', h('button', { type: 'button', onclick: () => remove(this) }, 'Leave out')));
    this.#timed();
    this.#offer();
  }

  get section() {
    return this.time.value === 'when' ? 'rules' : 'schedule';
  }

  #timed() {
    const rule = this.section === 'rules';
    this.at.placeholder = rule ? "mean('learner/violationRate', 20) > 0.05" : '1000';
    this.parts.hold.hidden = !rule;
  }

  /** What of a slot can be changed: its weight, its part's live settings, or all of it. */
  #offer() {
    const { kind, part, path } = slotsOf(this.spec).find((slot) => slot.path === this.slot.value);
    const live = (fitting(part, kind, this.plugins)?.settings ?? []).filter((setting) => setting.live);
    this.#settings = ['critics', 'rewards'].includes(role(path)) ? [WEIGHT, ...live] : live;
    fill(this.what, this.#settings.map(({ key }) => h('option', { value: key }, key)), h('option', { value: SWAP }, SWAP));
    fill(this.plugin, this.plugins.filter((plugin) => plugin.kind === kind && plugin.state === 'READY').map(({ id }) => h('option', { value: id }, id)));
    this.#pick();
  }

  #pick() {
    const swaps = this.what.value === SWAP;
    this.mode.element.hidden = !swaps;
    this.parts.plugin.hidden = !swaps;
    if (swaps) return this.#part();
    const setting = this.#settings.find(({ key }) => key === this.what.value);
    const { part } = slotsOf(this.spec).find((slot) => slot.path === this.slot.value);
    const now = setting === WEIGHT ? part.weight : part.config?.[setting.key];
    return this.#show([setting], { [setting.key]: now ?? setting.defaultValue });
  }

  #part() {
    const { kind } = slotsOf(this.spec).find((slot) => slot.path === this.slot.value);
    this.#show(fitting({ plugin: this.plugin.value }, kind, this.plugins)?.settings ?? [], {});
  }

  #show(settings, current) {
    this.#form = new SettingsForm(settings, current);
    fill(this.body, this.#form.element);
  }

  /** @param name of a rule that has none yet */
  read(name) {
    for (const error of Object.values(this.errors)) text(error, '');
    const swaps = this.what.value === SWAP;
    const config = this.#form.read(!swaps);
    const how = swaps ? this.mode.read() : {};
    const rule = this.section === 'rules';
    const at = rule ? this.at.value.trim() : whole(this.at.value);
    if (!at) this.fail('at', rule ? 'A condition.' : 'A whole number from 1 on.');
    const hold = whole(this.hold.value);
    if (rule && hold === null) this.fail('for', 'A whole number from 1 on.');
    const probation = this.probation.value.trim() === '' ? 0 : whole(this.probation.value);
    const guards = this.guards.value.split('\n').map((line) => line.trim()).filter(Boolean);
    if (probation === null || (guards.length > 0 && probation === 0)) {
      this.element.querySelector('details').open = true;
      this.fail('probation', guards.length > 0 ? 'Guards need at least one update in which they watch.' : 'A whole number.');
      return null;
    }
    if (config === null || how === null || !at || (rule && hold === null)) return null;
    const watched = { ...(guards.length > 0 && { guards }), ...(probation > 0 && { probation }) };
    const deed = swaps
      ? { swap: { slot: this.slot.value, plugin: this.plugin.value, ...(Object.keys(config).length > 0 && { config }), ...how, ...watched } }
      : { set: { slot: this.slot.value, setting: this.what.value, value: config[this.what.value], ...watched } };
    return rule ? { name, when: at, ...(hold > 1 && { for: hold }), ...deed } : { at: { [this.time.value]: at }, ...deed };
  }

  /** Shows what is wrong at the field that is meant; at its time where there is none. */
  fail(path, message) {
    const key = path.slice(path.lastIndexOf('.') + 1);
    const meant = { updates: 'at', steps: 'at', when: 'at', setting: 'what', guards: 'guards' }[key] ?? key;
    if (/\.guards|^guards|probation/.test(path)) this.element.querySelector('details').open = true;
    if (key === 'value' && this.#form.fail(this.what.value, message)) return true;
    if (this.#form.fail(key, message)) return true;
    text(this.errors[meant] ?? this.errors.at, message);
    (this[meant] ?? this.at).focus?.();
    return true;
  }
}

export class ChangesForm {
  #rows = [];

  constructor(spec, plugins) {
    const remove = (row) => {
      this.#rows = this.#rows.filter((one) => one !== row);
      row.element.remove();
      this.add.focus();
    };
    this.list = h('ul.changes');
    this.add = h('button', { type: 'button', 'data-action': 'add-change', onclick: () => this.#take(new Written(spec, plugins, remove)).time.focus() }, icon('plus'), h('span', 'Add a change…'));
    this.element = h('div', this.list, this.add);
    for (const section of ['rules', 'schedule']) for (const one of spec[section] ?? []) this.#take(new Given(section, one, remove));
  }

  #take(row) {
    this.#rows.push(row);
    this.list.append(row.element);
    return row;
  }

  /** `{rules, schedule}`, or null if an entry is wrong, which says so. */
  read() {
    const taken = new Set(this.#rows.map((row) => row.value?.name));
    const changes = { rules: [], schedule: [] };
    let wrong = false;
    for (const row of this.#rows) {
      let number = 1;
      while (taken.has(`rule-${number}`)) number++;
      const value = row.read(`rule-${number}`);
      wrong ||= value === null;
      if (value === null) continue;
      taken.add(value.name);
      changes[row.section].push(value);
    }
    return wrong ? null : changes;
  }

  /** @param path for example `schedule[0].set.value`; returns whether there is such a change */
  fail(path, message) {
    const [, section, index] = path.match(/^(rules|schedule)\[(\d+)\]/) ?? [];
    const row = this.#rows.filter((one) => one.section === section)[index];
    return row?.fail(path, message) ?? false;
  }
}
