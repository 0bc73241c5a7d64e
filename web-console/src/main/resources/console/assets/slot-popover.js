// What is known of one slot, and what can be done with it.

import { h, icon } from './dom.js';
import { json } from './format.js';
import { weightForm } from './weight-form.js';
import { isWeighted } from './live-settings.js';
import { pairs } from './widgets.js';

export class SlotPopover {
  #shown = null;

  constructor(run, colors, { swap, set, changed }) {
    this.run = run;
    this.colors = colors;
    this.swap = swap;
    this.openSettings = set;
    this.changed = changed;
  }

  /** @param slots all slots of the run; @param anchor the button that was pressed */
  open(slot, slots, anchor) {
    this.close();
    const popover = this.#make(slot, slots);
    popover.setAttribute('popover', 'auto');
    popover.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') {
        popover.remove();
        anchor.focus({ preventScroll: true });
      }
    });
    document.body.append(popover);
    this.#shown = popover;
    popover.showPopover();
    place(popover, anchor);
    popover.focus({ preventScroll: true });
  }

  #make(slot, slots) {
    const { path } = slot;
    const config = Object.entries(slot.config).map(([key, set]) => [key, h('code', json(set))]);
    const users = slots.filter((one) => one.uses.some((use) => use.slot === path)).map((one) => one.path);
    const act = (action) => () => {
      popover.hidePopover();
      action();
    };
    const popover = h(
      'div.popover',
      { role: 'dialog', 'aria-label': `Slot ${path}`, tabindex: '-1' },
      h('header', h('i.dot', { style: { background: `var(${this.colors.variable(path)})` } }), h('h2', path), h('span.spring'),
        h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: () => popover.hidePopover() }, icon('close'))),
      h('p', h('strong', slot.plugin), `@${slot.version}`, h('span.sub.block', `${slot.kind}, generation ${slot.generation}, from ${slot.bundle}`),
        slot.newcomer && h('span.block', `shared with ${slot.newcomer}`)),
      isWeighted(path) && weightForm(this.run, path, slot.weight, { label: 'Weight', sent: () => popover.hidePopover(), changed: this.changed }),
      h('h3', 'Configuration'),
      config.length ? pairs(config) : h('p.sub', 'This plugin has no settings.'),
      names('Uses', slot.uses.map((use) => use.slot)),
      names('Used by', users),
      names('Needs', slot.needs),
      names('Offers', slot.offers),
      h('footer',
        h('button', { type: 'button', 'data-action': 'settings', onclick: act(() => this.openSettings(slot)) }, 'Change a setting…'),
        h('button.primary', { type: 'button', onclick: act(() => this.swap(path)) }, icon('swap'), h('span', 'Swap…'))),
    );
    return popover;
  }

  close() {
    this.#shown?.remove();
    this.#shown = null;
  }
}

function names(title, all) {
  return all.length > 0 && [h('h3', title), h('p.fields', all.map((name) => h('code', name)))];
}

/** Beside its anchor where there is room, else at the lower edge of the window. */
function place(popover, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = at.left - width - 10 >= 8 ? at.left - width - 10 : at.right + 10;
  if (left + width > innerWidth - 8) {
    popover.classList.add('sheet');
    return;
  }
  popover.style.left = `${left}px`;
  popover.style.top = `${Math.max(8, Math.min(at.top - 40, innerHeight - height - 8))}px`;
}
