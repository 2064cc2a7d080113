/** The field is 1000 by 400 whatever its size on the screen; points nearer than this are one. */
const WIDTH = 1000;
const HEIGHT = 400;
const NEAR = 6;
const MOST_POINTS = 3800;

/**
 * Drawing a signature with finger, pen or mouse. What is drawn goes into the hidden field as strokes: x and y in turn, in thousandths of the width.
 * Typing one's name needs none of this and stays possible.
 */
export function padOf(form: HTMLFormElement): void {
  const canvas = form.querySelector('canvas');
  const field = form.querySelector<HTMLInputElement>('input[name="strokes"]');
  const clear = form.querySelector<HTMLButtonElement>('[data-clear]');
  const pen = canvas?.getContext('2d');
  if (!canvas || !field || !clear || !pen) return;
  let strokes: number[][] = [];
  let drawing: number[] | null = null;

  const redraw = () => {
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    const scale = canvas.width / WIDTH;
    pen.lineWidth = 7 * scale;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = getComputedStyle(canvas).color;
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo((stroke[0] ?? 0) * scale, (stroke[1] ?? 0) * scale);
      for (let i = 0; i < stroke.length; i += 2)
        pen.lineTo((stroke[i] ?? 0) * scale + (stroke.length === 2 ? 1 : 0), (stroke[i + 1] ?? 0) * scale);
      pen.stroke();
    }
  };
  const keep = () => {
    field.value = strokes.length === 0 ? '' : JSON.stringify(strokes);
  };
  const pointOf = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    const limited = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    return [
      limited(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
      limited(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
    ];
  };
  const points = () => strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);

  canvas.addEventListener('pointerdown', (event) => {
    if (points() >= MOST_POINTS || strokes.length >= 100) return;
    canvas.setPointerCapture(event.pointerId);
    drawing = [...pointOf(event)];
    strokes.push(drawing);
    redraw();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drawing || points() >= MOST_POINTS || drawing.length >= 1998) return;
    const [x, y] = pointOf(event);
    const [lastX = 0, lastY = 0] = drawing.slice(-2);
    if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
    drawing.push(x, y);
    redraw();
  });
  const lift = () => {
    drawing = null;
    keep();
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  clear.addEventListener('click', () => {
    strokes = [];
    keep();
    redraw();
  });
  new ResizeObserver(redraw).observe(canvas);
}
