package io.polycritic.console;

/** Scripts that find what a person could not read or reach. */
final class Readable {
    /** Texts whose contrast with their ground is below 4.5, the limit of WCAG 2.2 AA (success criterion 1.4.3). */
    static final String POOR_CONTRAST =
            """
            const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            const rgba = (color) => {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = color;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data];
            };
            const luminance = ([r, g, b]) => {
              const linear = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
              return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
            };
            const ground = (element) => {
              for (let e = element; e; e = e.parentElement) {
                const color = rgba(getComputedStyle(e).backgroundColor);
                if (color[3] === 255) return color;
              }
              return rgba(getComputedStyle(document.documentElement).backgroundColor);
            };
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const poor = new Set();
            while (walker.nextNode()) {
              const element = walker.currentNode.parentElement;
              if (!walker.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
              if (element.closest('button:disabled, noscript')) continue;
              const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(ground(element))];
              const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              if (ratio < 4.5) poor.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)} ${walker.currentNode.data.trim()}`);
            }
            return [...poor];
            """;

    /** Things to operate that have no name for a screen reader. */
    static final String WITHOUT_NAME =
            """
            return [...document.querySelectorAll('button, a[href], input, select, summary')]
              .filter((e) => e.checkVisibility())
              .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length))
              .map((e) => e.outerHTML.slice(0, 120));
            """;

    /** By how many pixels the page is wider than its window. */
    static final String OVERFLOW =
            "return Math.max(0, ...[document.documentElement, ...document.querySelectorAll('dialog, .popover')]"
                    + ".map(each => each.scrollWidth - each.clientWidth))";

    private Readable() {}
}
