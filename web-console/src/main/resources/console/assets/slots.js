// The slots of a run as a picture of the wiring: who sits where, how each stands, and who uses whom. Where the window is
// narrow, it is a list of the same buttons.

import { fill, h, text } from './dom.js';
import { role, shortName, value, words } from './format.js';
import { isWeighted } from './live-settings.js';
import { standing } from './slot-health.js';
import { SlotPopover } from './slot-popover.js';
import { Wires } from './wires.js';

/** From left to right: where experience comes from and who looks on, who learns, who judges, who moves parameters. */
const COLUMNS = [['environment', 'streams', 'evaluators'], ['learner'], ['critics'], ['rewards'], ['optimizers']];
const CLOSED = 'polycritic.wiring.closed';

export class Slots {
  #rows = new Map();
  #slots = [];
  #run = null;

  constructor(run, colors, { swap, set, focus, changed }) {
    this.colors = colors;
    this.focus = focus;
    this.popover = new SlotPopover(run, colors, { swap, set, changed });
    this.list = h('div.slots');
    this.wires = new Wires(this.list);
    this.fold = h('button.quiet.fold', { type: 'button', 'aria-expanded': 'true', onclick: () => this.#fold(this.list.hidden) });
    this.element = h(
      'section.card.wiring',
      { id: 'slots', 'aria-label': 'Slots' },
      h('header', h('h2', 'Slots'), h('span.sub.hint', 'an arrow points at what a part uses; dashed: it only reads its fields'), h('span.spring'), this.fold),
      this.list,
    );
    this.#fold(localStorage.getItem(CLOSED) === null);
  }

  #fold(open) {
    this.list.hidden = !open;
    this.fold.setAttribute('aria-expanded', String(open));
    text(this.fold, open ? 'Hide' : 'Show');
    if (open) localStorage.removeItem(CLOSED);
    else localStorage.setItem(CLOSED, 'yes');
    this.wires.draw();
  }

  /** @param run the run with its slots */
  set(run) {
    const { slots } = run;
    const same = slots.length === this.#slots.length && slots.every((slot, index) => slot.path === this.#slots[index].path);
    this.#slots = slots;
    this.#run = run;
    if (!same) this.#build();
    for (const slot of slots) this.#rows.get(slot.path).set(slot);
    this.wires.set(slots, new Map([...this.#rows].map(([path, row]) => [path, row.button])));
  }

  #build() {
    this.#rows.clear();
    const columns = COLUMNS.map((names) => names.map((name) => [name, this.#slots.filter((slot) => role(slot.path) === name)]).filter(([, slots]) => slots.length > 0));
    fill(
      this.list,
      this.wires.element,
      columns.filter((groups) => groups.length > 0).map((groups) => h('div.column', groups.map(([name, slots]) => this.#group(name, slots)))),
    );
  }

  #group(name, slots) {
    return h(
      'div.group',
      { 'data-role': name },
      h(name === slots[0].path ? 'h3.single' : 'h3', words(name)),
      h('ul', slots.map((slot) => h('li', this.#row(slot)))),
    );
  }

  #row(slot) {
    const parts = { plugin: h('span.plugin'), generation: h('span.badge', { title: 'How often its occupant was changed' }), weight: h('span.number') };
    const health = h('i.health');
    const word = h('span.word');
    const button = h(
      'button.slot',
      {
        type: 'button',
        'data-slot': slot.path,
        'aria-haspopup': 'dialog',
        onclick: () => this.popover.open(this.#slots.find((one) => one.path === slot.path), this.#slots, button),
        onmouseenter: () => this.#look(slot.path),
        onmouseleave: () => this.#look(null),
        onfocus: () => this.wires.light(slot.path),
        onblur: () => this.wires.light(null),
        style: { '--own': `var(${this.colors.variable(slot.path)})` },
      },
      h('i.dot'),
      h('span.name', shortName(slot.path)),
      parts.plugin,
      parts.generation,
      parts.weight,
      h('span.standing', health, word),
    );
    this.#rows.set(slot.path, { button, set: (now) => this.#show(now, button, parts, health, word) });
    return button;
  }

  #show(slot, button, { plugin, generation, weight }, health, word) {
    const pin = `${slot.plugin}@${slot.version}`;
    const now = standing(slot, this.#run);
    text(plugin, pin);
    generation.hidden = slot.generation === 0;
    text(generation, `gen ${slot.generation}`);
    weight.hidden = !isWeighted(slot.path) && slot.weight === 1;
    text(weight, `× ${value(slot.weight)}`);
    health.dataset.shape = now.shape;
    button.dataset.tone = now.tone;
    word.hidden = now.quiet;
    text(word, now.word);
    const uses = slot.uses.map((use) => use.slot).join(', ');
    const name = `${slot.path}: ${slot.kind} ${pin}, ${now.word}${slot.newcomer ? ` with ${slot.newcomer}` : ''}${uses ? `; uses ${uses}` : ''}`;
    button.setAttribute('aria-label', name);
    button.title = name;
  }

  #look(path) {
    this.focus(path);
    this.wires.light(path);
  }

  destroy() {
    this.popover.close();
    this.wires.destroy();
  }
}
