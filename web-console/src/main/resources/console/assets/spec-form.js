// The parts of a run spec as forms that are made from the schemas of their plugins.

import { h } from './dom.js';
import { SettingsForm } from './settings-form.js';

const SINGLE = [['environment', 'environment'], ['learner', 'learner']];
const NAMED = [['streams', 'environment'], ['critics', 'critic'], ['rewards', 'reward model'], ['optimizers', 'optimizer'], ['evaluators', 'evaluator']];

/** All parts of a spec: `{path, kind, part}`. */
function parts(spec) {
  const single = SINGLE.filter(([name]) => spec[name]).map(([name, kind]) => ({ path: name, kind, part: spec[name] }));
  const named = NAMED.flatMap(([role, kind]) => Object.entries(spec[role] ?? {}).map(([name, part]) => ({ path: `${role}.${name}`, kind, part })));
  return [...single, ...named];
}

class PartForm {
  constructor({ path, kind, part }, plugins) {
    this.path = path;
    this.part = part;
    const [id, version] = String(part.plugin ?? '').split('@');
    const fitting = plugins.filter((plugin) => plugin.kind === kind && plugin.id === id);
    const plugin = fitting.find((one) => one.version === version) ?? fitting.find((one) => one.state === 'READY') ?? fitting[0];
    const config = part.config ?? {};
    const known = new Set(plugin?.settings.map((setting) => setting.key));
    /** What no schema knows stays as it is: the server says what is wrong with it. */
    this.rest = Object.fromEntries(Object.entries(config).filter(([key]) => !known.has(key)));
    this.form = plugin ? new SettingsForm(plugin.settings, config) : null;
    const set = Object.keys(config).length;
    this.element = h(
      'details.part',
      { 'data-part': path },
      h('summary', h('strong', path), h('span.sub', part.plugin ?? 'no plugin'), h('span.spring'), h('span.sub', set ? `${set} set` : 'usual settings')),
      this.form ? h('div', plugin.description && h('p.sub', plugin.description), this.form.element) : h('p.sub', `There is no ${kind} ‘${id}’ here.`),
    );
  }

  read() {
    if (!this.form) return this.part.config ?? {};
    const config = this.form.read();
    if (config === null) this.element.open = true;
    return config && { ...this.rest, ...config };
  }
}

export class SpecForm {
  #parts;

  constructor(spec, plugins) {
    this.spec = spec;
    this.#parts = parts(spec).map((part) => new PartForm(part, plugins));
    this.element = h('div.parts', this.#parts.map((part) => part.element));
  }

  /** The settings of each part that differ from the defaults, by path; null if one is wrong, which says so. */
  read() {
    const read = this.#parts.map((part) => [part.path, part.read()]);
    return read.some(([, config]) => config === null) ? null : Object.fromEntries(read);
  }

  /** The spec with other settings. */
  written(settings) {
    const spec = structuredClone(this.spec);
    for (const { path, part } of parts(spec)) {
      if (Object.keys(settings[path]).length || part.config) part.config = settings[path];
    }
    return spec;
  }

  /**
   * Shows what the server refused beside the field that it names.
   * @param path for example `critics.safety.discount`
   * @returns whether the form has that field
   */
  fail(path, message) {
    const part = this.#parts.filter((one) => path === one.path || path.startsWith(`${one.path}.`)).sort((a, b) => b.path.length - a.path.length)[0];
    if (!part?.form) return false;
    const key = path.slice(part.path.length + 1).replace(/^config\./, '');
    part.element.open = true;
    return part.form.fail(key, message);
  }
}
