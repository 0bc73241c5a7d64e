// A button with a menu under it: links and actions, in the order of the Tab key.

import { fill, h, icon } from './dom.js';

const GAP = 6;
const EDGE = 8;
/** As wide as the style sheet has it. */
const WIDTH = 272;
let made = 0;

/**
 * @param label what the button says
 * @param drawing its icon
 * @param entries asked each time it opens: `{label, hint, act, bad}` or false
 * @returns the button and its menu
 */
export function menuButton(label, drawing, entries, name = label.toLowerCase()) {
  made += 1;
  const id = `menu-${made}`;
  const menu = h('div.menu', { id, popover: 'auto', 'aria-label': label });
  const button = h('button', { type: 'button', popovertarget: id, 'aria-haspopup': 'true', 'data-action': name }, icon(drawing), h('span', label), icon('down'));
  menu.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    fill(menu, entries().filter(Boolean).map((entry) => item(menu, entry)));
    place(menu, button);
    addEventListener('resize', () => menu.hidePopover(), { once: true });
  });
  return h('span.menued', button, menu);
}

function item(menu, { label, hint, act, bad }) {
  return h(
    bad ? 'button.quiet.bad' : 'button.quiet',
    { type: 'button', 'data-entry': label.toLowerCase().replaceAll(/[^a-z]+/g, '-').replace(/-$/, ''), onclick: () => {
      menu.hidePopover();
      act();
    } },
    h('span', label, hint && h('span.sub.block', hint)),
  );
}

/** Under the button, its right edge at the button's, within the window. */
function place(menu, button) {
  const box = button.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(box.right, innerWidth - EDGE) - WIDTH);
  menu.style.inset = `${box.bottom + GAP}px auto auto ${left}px`;
}
