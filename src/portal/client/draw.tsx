import type { Child } from 'hono/jsx';
import { render } from 'hono/jsx/dom';

/** Draws a view into an element, in place of what stood there: as elements and text, never as HTML. */
export function drawInto(into: HTMLElement, view: Child): void {
  into.replaceChildren();
  render(view as Parameters<typeof render>[0], into);
}
