// The slots of a run: who sits where, since which swap, with what weight and configuration.

import { fill, h, icon, text } from './dom.js';
import { json, role, shortName, value, words } from './format.js';
import { isWeighted } from './live-settings.js';
import { weightForm } from './weight-form.js';
import { pairs } from './widgets.js';

const ORDER = ['environment', 'streams', 'learner', 'critics', 'rewards', 'optimizers', 'evaluators'];

export class Slots {
  #rows = new Map();
  #slots = [];
  #popover = null;

  constructor(run, colors, { swap, set, focus, changed }) {
    this.run = run;
    this.colors = colors;
    this.swap = swap;
    this.openSettings = set;
    this.focus = focus;
    this.changed = changed;
    this.list = h('div.slots');
    this.element = h('section.card', { id: 'slots', 'aria-label': 'Slots' }, h('header', h('h2', 'Slots')), this.list);
  }

  set(slots) {
    const same = slots.length === this.#slots.length && slots.every((slot, index) => slot.path === this.#slots[index].path);
    this.#slots = slots;
    if (!same) this.#build();
    for (const slot of slots) this.#rows.get(slot.path).set(slot);
  }

  #build() {
    this.#rows.clear();
    const groups = ORDER.map((name) => [name, this.#slots.filter((slot) => role(slot.path) === name)]);
    fill(
      this.list,
      groups.filter(([, slots]) => slots.length > 0).map(([name, slots]) => [
        name === slots[0].path ? null : h('h3', words(name)),
        h('ul', slots.map((slot) => h('li', this.#row(slot)))),
      ]),
    );
  }

  #row(slot) {
    const plugin = h('span.plugin');
    const generation = h('span.badge', { title: 'How often its occupant was changed' });
    const weight = h('span.number');
    const button = h(
      'button.slot',
      {
        type: 'button',
        'data-slot': slot.path,
        'aria-haspopup': 'dialog',
        onclick: () => this.#open(slot.path, button),
        onmouseenter: () => this.focus(slot.path),
        onmouseleave: () => this.focus(null),
      },
      h('i.dot', { style: { background: `var(${this.colors.variable(slot.path)})` } }),
      h('span.name', shortName(slot.path)),
      plugin,
      generation,
      weight,
    );
    this.#rows.set(slot.path, {
      set: (now) => {
        text(plugin, `${now.plugin}@${now.version}`);
        generation.hidden = now.generation === 0;
        text(generation, `gen ${now.generation}`);
        weight.hidden = !isWeighted(now.path) && now.weight === 1;
        text(weight, `× ${value(now.weight)}`);
      },
    });
    return button;
  }

  #open(path, anchor) {
    const slot = this.#slots.find((one) => one.path === path);
    this.#popover?.remove();
    const config = Object.entries(slot.config).map(([key, set]) => [key, h('code', json(set))]);
    const popover = h(
      'div.popover',
      { role: 'dialog', 'aria-label': `Slot ${path}`, tabindex: '-1' },
      h('header', h('i.dot', { style: { background: `var(${this.colors.variable(path)})` } }), h('h2', path), h('span.spring'),
        h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: () => popover.hidePopover() }, icon('close'))),
      h('p', h('strong', slot.plugin), `@${slot.version}`, h('span.sub.block', `${slot.kind}, generation ${slot.generation}, from ${slot.bundle}`)),
      isWeighted(path) && weightForm(this.run, path, slot.weight, { label: 'Weight', sent: () => popover.hidePopover(), changed: this.changed }),
      h('h3', 'Configuration'),
      config.length ? pairs(config) : h('p.sub', 'This plugin has no settings.'),
      slot.needs.length > 0 && [h('h3', 'Needs'), h('p.fields', slot.needs.map((name) => h('code', name)))],
      slot.offers.length > 0 && [h('h3', 'Offers'), h('p.fields', slot.offers.map((name) => h('code', name)))],
      h('footer',
        h('button', { type: 'button', 'data-action': 'settings', onclick: () => {
          popover.hidePopover();
          this.openSettings(slot);
        } }, 'Change a setting…'),
        h('button.primary', { type: 'button', onclick: () => {
          popover.hidePopover();
          this.swap(path);
        } }, icon('swap'), h('span', 'Swap…'))),
    );
    popover.setAttribute('popover', 'auto');
    popover.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') {
        popover.remove();
        anchor.focus({ preventScroll: true });
      }
    });
    document.body.append(popover);
    this.#popover = popover;
    popover.showPopover();
    place(popover, anchor);
    popover.focus({ preventScroll: true });
  }

  destroy() {
    this.#popover?.remove();
  }
}

/** Beside its anchor where there is room, else at the lower edge of the window. */
function place(popover, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = at.left - width - 10;
  if (left < 8) {
    popover.classList.add('sheet');
    return;
  }
  popover.style.left = `${left}px`;
  popover.style.top = `${Math.max(8, Math.min(at.top - 40, innerHeight - height - 8))}px`;
}
