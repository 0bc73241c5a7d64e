// The parts of a run spec as forms that are made from the schemas of their plugins.

import { h } from './dom.js';
import { SettingsForm } from './settings-form.js';

const SINGLE = [['environment', 'environment'], ['learner', 'learner']];
const NAMED = [['streams', 'environment'], ['critics', 'critic'], ['rewards', 'reward model'], ['optimizers', 'optimizer'], ['evaluators', 'evaluator']];

/** The weight of a critic's or a reward model's signal. */
export const WEIGHT = { key: 'weight', type: 'number', list: false, description: "The weight of the slot's signal.", unit: '', min: null, max: null, options: [], defaultValue: 1, live: true };
const EVERY = { key: 'every', type: 'integer', list: false, description: 'It measures after so many updates; 0 for the end of the run alone.', unit: 'updates', min: 0, max: 2_147_483_647, options: [], defaultValue: 0, live: false };
const ON_FAULT = { key: 'onFault', type: 'choice', list: false, description: 'What is done when the part fails: the run fails, the part is parked until another comes, its slot is dropped, or its last change is taken back.', unit: '', min: null, max: null, options: ['fail', 'park', 'drop', 'rollback'], defaultValue: 'fail', live: false };

/** What a spec says of a part besides its settings. */
function own(path, kind) {
  const single = SINGLE.some(([name]) => name === path);
  const fault = single ? { ...ON_FAULT, options: ON_FAULT.options.filter((option) => option !== 'drop') } : ON_FAULT;
  if (kind === 'critic' || kind === 'reward model') return [WEIGHT, fault];
  return kind === 'evaluator' ? [EVERY, fault] : [fault];
}

/** The plugin that a part of a spec means; undefined if there is none. */
export function fitting(part, kind, plugins) {
  const [id, version] = String(part.plugin ?? '').split('@');
  const found = plugins.filter((plugin) => plugin.kind === kind && plugin.id === id);
  return found.find((one) => one.version === version) ?? found.find((one) => one.state === 'READY') ?? found[0];
}

/** All parts of a spec: `{path, kind, part}`. */
export function slotsOf(spec) {
  const single = SINGLE.filter(([name]) => spec[name]).map(([name, kind]) => ({ path: name, kind, part: spec[name] }));
  const named = NAMED.flatMap(([role, kind]) => Object.entries(spec[role] ?? {}).map(([name, part]) => ({ path: `${role}.${name}`, kind, part })));
  return [...single, ...named];
}

class PartForm {
  constructor({ path, kind, part }, plugins) {
    this.path = path;
    this.part = part;
    const plugin = fitting(part, kind, plugins);
    const config = part.config ?? {};
    const known = new Set(plugin?.settings.map((setting) => setting.key));
    /** What no schema knows stays as it is: the server says what is wrong with it. */
    this.rest = Object.fromEntries(Object.entries(config).filter(([key]) => !known.has(key)));
    this.form = plugin ? new SettingsForm(plugin.settings, config) : null;
    this.settings = own(path, kind);
    this.own = new SettingsForm(this.settings, part);
    const set = Object.keys(config).length;
    const weight = this.settings.includes(WEIGHT) && h('span.badge', `× ${part.weight ?? 1}`);
    this.element = h(
      'details.part',
      { 'data-part': path },
      h('summary', h('strong', path), h('span.sub', part.plugin ?? 'no plugin'), h('span.spring'), weight, h('span.sub', set ? `${set} set` : 'usual settings')),
      h('div',
        plugin?.description && h('p.sub', plugin.description),
        this.form ? this.form.element : h('p.sub', `There is no ${kind} ‘${String(part.plugin ?? '').split('@')[0]}’ here.`),
        h('div.own-fields', this.own.element)),
    );
  }

  /** `{config, own}`: settings of the plugin and what the spec says besides; null if one is wrong. */
  read() {
    const own = this.own.read();
    const config = this.form ? this.form.read() : (this.part.config ?? {});
    if (config === null || own === null) this.element.open = true;
    return config && own && { config: this.form ? { ...this.rest, ...config } : config, own };
  }

  /** The part of a spec with what was read. */
  write(part, { config, own }) {
    for (const { key } of this.settings) delete part[key];
    Object.assign(part, own);
    if (Object.keys(config).length || part.config) part.config = config;
  }

  fail(key, message) {
    this.element.open = true;
    if (!key.startsWith('config.') && this.own.fail(key, message)) return true;
    return this.form?.fail(key.replace(/^config\./, ''), message) ?? false;
  }
}

export class SpecForm {
  #parts;

  constructor(spec, plugins) {
    this.spec = spec;
    this.#parts = slotsOf(spec).map((part) => new PartForm(part, plugins));
    this.element = h('div.parts', this.#parts.map((part) => part.element));
  }

  /** What is set in each part, by path; null if something is wrong, which says so. */
  read() {
    const read = this.#parts.map((part) => [part.path, part.read()]);
    return read.some(([, one]) => one === null) ? null : Object.fromEntries(read);
  }

  /** The spec with other settings. */
  written(settings) {
    const spec = structuredClone(this.spec);
    const parts = new Map(slotsOf(spec).map(({ path, part }) => [path, part]));
    for (const form of this.#parts) form.write(parts.get(form.path), settings[form.path]);
    return spec;
  }

  /**
   * Shows what the server refused beside the field that it names.
   * @param path for example `critics.safety.discount`
   * @returns whether the form has that field
   */
  fail(path, message) {
    const part = this.#parts.filter((one) => path === one.path || path.startsWith(`${one.path}.`)).sort((a, b) => b.path.length - a.path.length)[0];
    return part?.fail(path.slice(part.path.length + 1), message) ?? false;
  }
}
