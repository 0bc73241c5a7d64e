// A form made of a plugin's settings.

import { h, text } from './dom.js';
import { json } from './format.js';

const NUMBERS = new Set(['integer', 'number']);

/** Thrown for an entry that the plugin would refuse; the field says why. */
class Invalid extends Error {}

function readOne(setting, given) {
  const entry = given.trim();
  if (!NUMBERS.has(setting.type)) return entry;
  const number = Number(entry);
  if (entry === '' || !Number.isFinite(number)) throw new Invalid('must be a number');
  if (setting.type === 'integer' && !Number.isInteger(number)) throw new Invalid('must be an integer');
  if (setting.min !== null && number < limit(setting.min)) throw new Invalid(`must be at least ${setting.min}`);
  if (setting.max !== null && number > limit(setting.max)) throw new Invalid(`must be at most ${setting.max}`);
  return number;
}

/** Limits come as numbers, or as the texts Infinity and -Infinity. */
const limit = (given) => Number(given);
const bounded = (given) => given !== null && Number.isFinite(limit(given));

function readList(setting, given) {
  return given.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => readOne(setting, part));
}

function hint(setting) {
  const parts = [];
  if (setting.list) parts.push('list, separated by commas');
  else if (setting.type === 'integer') parts.push('integer');
  if (bounded(setting.min) && bounded(setting.max)) parts.push(`${setting.min} to ${setting.max}`);
  else if (bounded(setting.min)) parts.push(`at least ${setting.min}`);
  else if (bounded(setting.max)) parts.push(`at most ${setting.max}`);
  parts.push(setting.defaultValue === null ? 'required' : `default ${json(setting.defaultValue)}`);
  if (setting.live) parts.push('live');
  return parts.join(' · ');
}

function control(setting, current) {
  if (setting.type === 'boolean' && !setting.list) {
    return h('input', { type: 'checkbox', checked: current === true });
  }
  if (setting.type === 'choice' && !setting.list) {
    return h('select', setting.options.map((option) => h('option', { value: option, selected: option === current }, option)));
  }
  const shown = current === null || current === undefined ? '' : json(current);
  return h('input', { type: 'text', inputmode: NUMBERS.has(setting.type) && !setting.list ? 'decimal' : 'text', autocomplete: 'off', value: shown });
}

class Field {
  constructor(setting, current) {
    this.setting = setting;
    this.input = control(setting, current);
    this.error = h('span.error', { role: 'alert' });
    this.input.name = setting.key;
    this.element = h(
      setting.type === 'boolean' && !setting.list ? 'label.field.check' : 'label.field',
      h('span', h('code', setting.key), setting.unit ? h('span.unit', setting.unit) : null),
      this.input,
      h('span.sub', setting.description),
      h('span.sub.hint', hint(setting)),
      this.error,
    );
  }

  /** The value, or undefined for the default. */
  read() {
    const { setting, input } = this;
    text(this.error, '');
    if (input.type === 'checkbox') return input.checked;
    if (input.value.trim() === '') {
      if (setting.defaultValue === null) throw new Invalid('is required');
      return setting.type === 'string' && !setting.list ? '' : undefined;
    }
    return setting.list ? readList(setting, input.value) : readOne(setting, input.value);
  }

  show(message) {
    text(this.error, message);
    this.input.setAttribute('aria-invalid', 'true');
  }
}

export class SettingsForm {
  #fields;

  /**
   * @param settings of the plugin
   * @param current values to begin with, where they differ from the defaults
   */
  constructor(settings, current = {}) {
    this.#fields = settings.map((setting) => new Field(setting, current[setting.key] ?? setting.defaultValue));
    this.element = h('div.settings', this.#fields.length ? this.#fields.map((field) => field.element) : h('p.sub', 'This plugin has no settings.'));
  }

  /** Shows what the server refused beside the setting that it names; returns whether there is such a field. */
  fail(key, message) {
    const field = this.#fields.find((one) => one.setting.key === key);
    field?.show(message);
    field?.input.focus();
    return field !== undefined;
  }

  /**
   * What differs from the defaults, or null if a field is wrong; that field says so and has the focus.
   * @param whole whether what equals its default is told too
   */
  read(whole = false) {
    const config = {};
    let first = null;
    for (const field of this.#fields) {
      field.input.removeAttribute('aria-invalid');
      try {
        const given = field.read();
        const usual = json(given) === json(field.setting.defaultValue ?? undefined);
        if (given !== undefined && (whole || !usual)) config[field.setting.key] = given;
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        field.show(error.message);
        first ??= field;
      }
    }
    first?.input.focus();
    return first ? null : config;
  }
}
