// Colours of series: one for each name, the same in every chart, list and dialog of a run. A critic and the reward model
// of the same name share it; within one chart the second of them is dashed.

import { role, shortName } from './format.js';

const ROLES = ['critics', 'rewards', 'evaluators', 'optimizers', 'learner', 'environment'];
const COUNT = 10;
const scheme = matchMedia('(prefers-color-scheme: dark)');

export function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls back when the person changes between light and dark. */
export function onScheme(callback) {
  scheme.addEventListener('change', callback);
  return () => scheme.removeEventListener('change', callback);
}

export class Colors {
  #order = new Map();

  /** Gives colours to slots that have none yet: critics first, then by name, so that they are the same every time. */
  learn(paths) {
    const rank = (path) => (ROLES.indexOf(role(path)) + ROLES.length) % ROLES.length;
    const sorted = [...new Set(paths)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    for (const path of sorted) {
      const name = shortName(path);
      if (path !== 'run' && !this.#order.has(name)) this.#order.set(name, this.#order.size % COUNT);
    }
  }

  /** The name of the CSS variable that holds a slot's colour. */
  variable(path) {
    const index = this.#order.get(shortName(path));
    return index === undefined ? '--accent' : `--series-${index}`;
  }

  of(path) {
    return css(this.variable(path));
  }
}
