// Starts a run: from a recipe, from a spec, or again as another run with another seed.

import { api, Refusal } from './api.js';
import { ChangesForm } from './changes-form.js';
import { complain, field } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { count } from './format.js';
import { SpecForm } from './spec-form.js';

const ID = '[a-z0-9][a-z0-9._\\-]{0,63}';

/**
 * @param from `recipe` or `run`, what the spec is taken from; none to choose
 * @param name its name or id
 */
export function newRunPage(page, from, name) {
  document.title = 'Start a run · Polycritic';
  const source = h('section.card.source', { 'aria-label': 'What to start' });
  const form = h('section.card.begin', { 'aria-label': 'The run' }, h('p.nothing', 'Choose a recipe or give a spec.'));
  let known = null;
  let over = false;
  fill(page, h('header.head', h('h1', 'Start a run'), h('a', { href: '#/runs' }, 'All runs')), h('div.starting', source, form));

  /** The plugins and the runs, asked once. */
  const things = () => (known ??= Promise.all([api.plugins(), api.runs()]));

  /** @param recipe its name, if the spec is a recipe's */
  async function take(spec, { recipe = null, again = null } = {}) {
    const [plugins, runs] = await things();
    if (over) return;
    const begin = new Begin(spec, plugins, runs, { recipe, again });
    fill(form, begin.element);
    begin.first.focus({ preventScroll: true });
    if (innerWidth < 900) form.scrollIntoView();
  }

  const chooser = new Sources((recipe) => api.recipe(recipe).then(({ spec }) => take(spec, { recipe })).catch(complain), take);
  fill(source, chooser.element);
  api.recipes().then((recipes) => over || chooser.list(recipes, from === 'recipe' ? name : null), (error) => {
    chooser.list([], null);
    complain(error);
  });
  if (from === 'run') api.spec(name).then((spec) => take(spec, { again: name })).catch(complain);
  return () => {
    over = true;
  };
}

/** Recipes to search, or a spec to paste or to read from a file. */
class Sources {
  constructor(choose, take) {
    this.choose = choose;
    this.take = take;
    this.wanted = '';
    this.items = [];
    this.recipes = h('div.recipes', { role: 'radiogroup', 'aria-label': 'Recipe' }, h('p.sub', 'Looking for recipes…'));
    this.filter = h('input.filter', { type: 'search', placeholder: 'Search recipes', 'aria-label': 'Search recipes', oninput: (event) => this.#search(event.target.value) });
    this.spec = h('textarea', { name: 'spec', rows: '8', spellcheck: 'false', 'aria-label': 'Run spec, JSON', placeholder: '{ "name": "…", "environment": { … }, … }' });
    this.error = h('p.error', { role: 'alert' });
    const file = h('input', { type: 'file', name: 'file', accept: '.json,application/json', 'aria-label': 'A file with a run spec', hidden: true, onchange: () => this.#read(file) });
    this.element = h(
      'div',
      h('header', h('h2', 'Recipes'), h('span.spring'), this.filter),
      this.recipes,
      h('details.own', h('summary', 'A spec of your own'),
        h('div.paste', this.spec, this.error, h('footer', h('button', { type: 'button', onclick: () => file.click() }, 'From a file…'), file,
          h('button', { type: 'button', 'data-action': 'use', onclick: () => this.#use() }, 'Use this spec')))),
    );
  }

  list(recipes, chosen) {
    this.items = recipes;
    this.chosen = chosen;
    this.#show();
    if (chosen && recipes.some((recipe) => recipe.name === chosen)) this.choose(chosen);
    if (recipes.length === 0) this.element.querySelector('details').open = true;
  }

  #search(words) {
    this.wanted = words.trim().toLowerCase();
    this.#show();
  }

  #show() {
    const found = this.items.filter((recipe) => [recipe.name, recipe.title, recipe.environment, recipe.learner, recipe.source, ...recipe.critics].some((part) => part.toLowerCase().includes(this.wanted)));
    fill(this.recipes, found.map((recipe) => this.#item(recipe)), found.length === 0 && h('p.sub', this.items.length ? 'No recipe matches.' : 'There are no recipes.'));
  }

  #item(recipe) {
    const usable = recipe.problem === null;
    return h(
      'label.candidate',
      { 'data-recipe': recipe.name },
      h('input', { type: 'radio', name: 'recipe', value: recipe.name, disabled: !usable, checked: recipe.name === this.chosen, onchange: () => {
        this.chosen = recipe.name;
        this.choose(recipe.name);
      } }),
      h('span', h('strong', recipe.name),
        recipe.title && h('span.block', recipe.title),
        usable
          ? h('span.sub.block', `${recipe.learner} on ${recipe.environment}, ${count(recipe.steps)} steps`, recipe.critics.length > 0 && `; critics ${recipe.critics.join(', ')}`)
          : h('span.reason.block', recipe.problem.message)),
    );
  }

  async #read(file) {
    if (!file.files[0]) return;
    this.spec.value = await file.files[0].text();
    file.value = '';
    this.#use();
  }

  #use() {
    text(this.error, '');
    try {
      const spec = JSON.parse(this.spec.value);
      if (spec === null || typeof spec !== 'object' || Array.isArray(spec)) throw new SyntaxError('a run spec is a JSON object');
      this.take(spec).catch(complain);
      for (const radio of this.recipes.querySelectorAll('input:checked')) radio.checked = false;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      text(this.error, `This is no run spec: ${error.message}`);
      this.spec.focus();
    }
  }
}

/** What a run is called, its seed and budget, the settings of its parts, and the button that starts it. */
class Begin {
  #runs;
  #recipe;
  #asGiven;

  constructor(spec, plugins, runs, { recipe, again }) {
    this.#runs = new Set(runs.map((run) => run.run));
    this.#recipe = recipe;
    this.spec = spec;
    const seeds = runs.filter((run) => run.name === spec.name).map((run) => run.seed);
    const free = seeds.includes(spec.seed ?? 1) || again ? Math.max(0, ...seeds) + 1 : (spec.seed ?? 1);
    this.name = h('input', { name: 'name', value: spec.name ?? '', required: true, pattern: ID, autocomplete: 'off', spellcheck: 'false', oninput: () => this.#called() });
    this.seed = h('input', { name: 'seed', value: String(free), inputmode: 'numeric', required: true, pattern: '-?\\d{1,18}', autocomplete: 'off', oninput: () => this.#called() });
    this.steps = h('input', { name: 'steps', value: String(spec.budget?.steps ?? ''), inputmode: 'numeric', required: true, pattern: '[1-9]\\d{0,17}', autocomplete: 'off' });
    this.first = this.seed;
    this.errors = Object.fromEntries(['name', 'seed', 'steps'].map((field) => [field, h('span.error', { role: 'alert' })]));
    this.called = h('p.sub', { 'aria-live': 'polite' });
    this.problem = h('div.problem', { role: 'alert', hidden: true });
    this.parts = new SpecForm(spec, plugins);
    this.changes = new ChangesForm(spec, plugins);
    this.#asGiven = JSON.stringify([this.parts.read(), this.changes.read()]);
    this.submit = h('button.primary', { type: 'submit', 'data-action': 'start' }, icon('play'), h('span', 'Start'));
    this.json = h('pre', { tabIndex: 0, 'aria-label': 'The spec as JSON' });
    this.verdict = h('p.sub', { role: 'status' });
    this.preview = h('details.own.preview', { ontoggle: () => this.preview.open && this.#show() }, h('summary', 'The spec that will run, as JSON'), h('div', this.json));
    this.check = h('button', { type: 'button', 'data-action': 'check', onclick: () => this.#check() }, icon('check'), h('span', 'Check'));
    const own = (label, input, hint) => h('div', field(label, input, hint), this.errors[input.name]);
    this.element = h(
      'form',
      { novalidate: true, onsubmit: (event) => this.#send(event), oninput: () => this.#stale() },
      h('header', h('h2', again ? `Again as ${again}` : recipe ? `Recipe ${recipe}` : 'Your spec'), spec.title && h('span.sub', spec.title)),
      h('div.basics', own('Name', this.name), own('Seed', this.seed, 'Another seed, other random numbers.'), own('Steps', this.steps, 'Environment steps to make in all.')),
      this.called,
      h('h3', 'Parts'),
      this.parts.element,
      h('h3', 'Changes ', h('span.sub', 'that the run makes by itself, at set times or when a condition holds')),
      this.changes.element,
      this.preview,
      this.problem,
      this.verdict,
      h('footer', this.check, this.submit),
    );
    this.#called();
  }

  #called() {
    const id = `${this.name.value}-${this.seed.value}`;
    text(this.called, `It will be called ${id}.`);
    text(this.errors.seed, this.#runs.has(id) ? `There is a run ${id} already; take another seed or name.` : '');
    this.seed.toggleAttribute('aria-invalid', this.#runs.has(id));
    return !this.#runs.has(id);
  }

  #invalid() {
    const wrong = {
      name: !this.name.checkValidity() && 'Small letters, digits, . _ and -, at most 64.',
      seed: !this.seed.checkValidity() && 'A whole number.',
      steps: !this.steps.checkValidity() && 'A whole number from 1 on.',
    };
    for (const [name, error] of Object.entries(wrong)) if (error) this.#fail(name, error);
    return Object.values(wrong).some(Boolean);
  }

  #fail(name, message) {
    text(this.errors[name], message);
    this[name].setAttribute('aria-invalid', 'true');
    this[name].focus();
  }

  /** `{spec, unchanged}`: what is to be run, and whether a recipe is run as it is; null if something is wrong. */
  #read() {
    this.problem.hidden = true;
    for (const name of ['name', 'seed', 'steps']) {
      text(this.errors[name], '');
      this[name].removeAttribute('aria-invalid');
    }
    const free = this.#called();
    const parts = this.parts.read();
    const changes = this.changes.read();
    const invalid = this.#invalid();
    if (parts === null || changes === null || invalid) return null;
    if (!free) {
      this.seed.focus();
      return null;
    }
    const spec = this.parts.written(parts);
    for (const [section, made] of Object.entries(changes)) {
      if (made.length > 0) spec[section] = made;
      else delete spec[section];
    }
    Object.assign(spec, { name: this.name.value, seed: Number(this.seed.value), budget: { ...spec.budget, steps: Number(this.steps.value) } });
    return { spec, unchanged: this.#recipe !== null && JSON.stringify([parts, changes]) === this.#asGiven };
  }

  /** The spec as it is now, or that something is wrong. */
  #show() {
    const read = this.#read();
    this.json.classList.remove('stale');
    text(this.json, read ? JSON.stringify(read.spec, null, 2) : 'Something above is not right yet.');
    return read;
  }

  #stale() {
    text(this.verdict, '');
    this.json.classList.add('stale');
  }

  /** Asks the server whether the spec could be run; nothing is begun. */
  async #check() {
    const read = this.#show();
    text(this.verdict, '');
    if (read) await this.#ask(this.check, async () => text(this.verdict, `It fits: ${(await api.check(read.spec)).length} parts.`));
  }

  async #send(event) {
    event.preventDefault();
    const read = this.#read();
    if (!read) return;
    const { name, seed, budget } = read.spec;
    await this.#ask(this.submit, async () => {
      const run = await api.start({ ...(read.unchanged ? { recipe: this.#recipe } : { spec: read.spec }), name, seed, steps: budget.steps });
      location.hash = `#/runs/${encodeURIComponent(run.run)}`;
    });
  }

  async #ask(button, work) {
    button.disabled = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refused(error.problem);
    } finally {
      button.disabled = false;
    }
  }

  /** Beside the field that is meant, if the form has it; else under the form. */
  #refused({ path, code, message: said }) {
    const message = said.replace(`${path}: `, '');
    const own = { name: 'name', seed: 'seed', steps: 'steps', 'budget.steps': 'steps', run: 'name' }[path];
    if (own) this.#fail(own, message);
    else if (!this.parts.fail(path ?? '', message) && !this.changes.fail(path ?? '', message)) {
      this.problem.hidden = false;
      fill(this.problem, icon('warn'), h('strong', path || code), h('span', message));
      this.problem.scrollIntoView({ block: 'nearest' });
    }
  }
}
