/**
 * What a page paints, from pdf.js's operator list: text that nobody can see, and the thin lines that rule tables. getTextContent
 * tells neither colour nor render mode. No fonts are drawn and no image is decoded.
 */

import { apply, colourOf, isArrayLike, type Matrix, matrixOf, multiply, number } from './pdf-child-matrix.ts';

export interface OperatorList {
  fnArray: number[];
  argsArray: unknown[];
}
/** The operator codes used here, by their names in pdf.js. */
export type Operators = Readonly<Record<string, number>>;

export interface Rule {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
/** A run of shown text on its baseline, in display space. */
export interface Run {
  x0: number;
  x1: number;
  y: number;
  text: string;
}
export interface Painted {
  rules: Rule[];
  /** Every run, by the whole number its baseline is nearest to. */
  shown: Map<number, Run[]>;
  /** Runs nobody can see; invisible ones (mode 3) apart, since they are also how OCR lays text under a scan. */
  hidden: Run[];
  invisible: Run[];
  pictures: boolean;
}

interface Fill extends Rule {
  /** null: a shape or pattern that isn't a plain rectangle, so what lies behind the text is not known. */
  colour: number[] | null;
}
interface State {
  ctm: Matrix;
  /** Nothing is painted outside of it; null: the whole page. */
  clip: Rule | null;
  colour: number[] | null;
  alpha: number;
  mode: number;
  size: number;
  spacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

const MAX_RULES = 4000;
const MAX_RUNS = 20_000;
/** Channel difference (of 255) below which text can't be told from its background. */
const INDISTINCT = 24;
const white = [255, 255, 255];
const pictureOperators = [
  'paintImageXObject',
  'paintImageXObjectRepeat',
  'paintInlineImageXObject',
  'paintInlineImageXObjectGroup',
  'paintImageMaskXObject',
  'paintImageMaskXObjectGroup',
  'paintImageMaskXObjectRepeat',
  'paintSolidColorImageMask',
];

/** Walks the operators of one page. `hasImages`: pictures were left out, so pale text may stand on one. */
export function paintedBy(list: OperatorList, ops: Operators, base: Matrix, hasImages: boolean): Painted {
  const out: Painted = { rules: [], shown: new Map(), hidden: [], invisible: [], pictures: hasImages };
  let runs = 0;
  const fills: Fill[] = [];
  const stack: State[] = [];
  let state: State = {
    ctm: base,
    clip: null,
    colour: [0, 0, 0],
    alpha: 1,
    mode: 0,
    size: 1,
    spacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
  };
  let line: Matrix = [1, 0, 0, 1, 0, 0];
  let text: Matrix = line;
  let clips = false;
  const move = (x: number, y: number) => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const show = (glyphs: unknown) => {
    const width = advance(glyphs, state);
    const start = apply(multiply(state.ctm, text), 0, state.rise);
    text = multiply(text, [1, 0, 0, 1, width, 0]);
    const end = apply(multiply(state.ctm, text), 0, state.rise);
    if (runs++ >= MAX_RUNS) return;
    const run: Run = {
      x0: Math.min(start.x, end.x),
      x1: Math.max(start.x, end.x),
      y: start.y,
      text: textOf(glyphs),
    };
    const level = Math.round(run.y);
    const others = out.shown.get(level);
    if (others === undefined) out.shown.set(level, [run]);
    else others.push(run);
    if (state.mode === 3 || state.mode === 7) out.invisible.push(run);
    else if (isIndistinct(state, fills, start, hasImages)) out.hidden.push(run);
  };
  const handlers: Record<string, (args: unknown[]) => void> = {
    save: () => stack.push(state),
    restore: () => {
      state = stack.pop() ?? state;
    },
    transform: (args) => {
      state = { ...state, ctm: multiply(state.ctm, matrixOf(args)) };
    },
    paintFormXObjectBegin: (args) => {
      stack.push(state);
      if (isArrayLike(args[0])) state = { ...state, ctm: multiply(state.ctm, matrixOf(args[0])) };
    },
    paintFormXObjectEnd: () => {
      state = stack.pop() ?? state;
    },
    setFillRGBColor: (args) => {
      state = { ...state, colour: colourOf(args[0]) };
    },
    setFillTransparent: () => {
      state = { ...state, alpha: 0 };
    },
    setFillColorN: () => {
      state = { ...state, colour: null };
    },
    setGState: (args) => {
      if (!Array.isArray(args[0])) return;
      for (const entry of args[0] as unknown[])
        if (Array.isArray(entry) && entry[0] === 'ca' && typeof entry[1] === 'number')
          state = { ...state, alpha: entry[1] };
    },
    beginText: () => {
      line = [1, 0, 0, 1, 0, 0];
      text = line;
    },
    setTextMatrix: (args) => {
      line = matrixOf(isArrayLike(args[0]) ? args[0] : args);
      text = line;
    },
    moveText: (args) => move(number(args[0]), number(args[1])),
    setLeading: (args) => {
      state = { ...state, leading: -number(args[0]) };
    },
    setLeadingMoveText: (args) => {
      state = { ...state, leading: number(args[1]) };
      move(number(args[0]), number(args[1]));
    },
    nextLine: () => move(0, state.leading),
    setFont: (args) => {
      state = { ...state, size: number(args[1]) };
    },
    setCharSpacing: (args) => {
      state = { ...state, spacing: number(args[0]) };
    },
    setWordSpacing: (args) => {
      state = { ...state, wordSpacing: number(args[0]) };
    },
    setHScale: (args) => {
      state = { ...state, scale: number(args[0]) / 100 };
    },
    setTextRise: (args) => {
      state = { ...state, rise: number(args[0]) };
    },
    setTextRenderingMode: (args) => {
      state = { ...state, mode: number(args[0]) };
    },
    showText: (args) => show(args[0]),
    clip: () => {
      clips = true;
    },
    eoClip: () => {
      clips = true;
    },
    constructPath: (args) => {
      const box = boundsOf(args[2], state);
      if (box === null) return;
      path(args, box, state, ops, fills, out.rules);
      // A clip takes effect with the path that follows it.
      if (clips) state = { ...state, clip: box };
      clips = false;
    },
  };
  const byCode = new Map(Object.entries(handlers).map(([name, handler]) => [ops[name], handler]));
  const drawing = new Set(pictureOperators.map((name) => ops[name]));
  for (let i = 0; i < list.fnArray.length; i++) {
    out.pictures ||= drawing.has(list.fnArray[i]);
    const args = list.argsArray[i];
    byCode.get(list.fnArray[i])?.(Array.isArray(args) ? args : isArrayLike(args) ? Array.from(args) : []);
  }
  return out;
}

/** The bounds of a path in display space, cut to what may be painted. */
function boundsOf(bounds: unknown, state: State): Rule | null {
  if (!isArrayLike(bounds)) return null;
  const a = apply(state.ctm, number(bounds[0]), number(bounds[1]));
  const b = apply(state.ctm, number(bounds[2]), number(bounds[3]));
  const { clip } = state;
  return {
    x0: Math.max(Math.min(a.x, b.x), clip?.x0 ?? Number.NEGATIVE_INFINITY),
    y0: Math.max(Math.min(a.y, b.y), clip?.y0 ?? Number.NEGATIVE_INFINITY),
    x1: Math.min(Math.max(a.x, b.x), clip?.x1 ?? Number.POSITIVE_INFINITY),
    y1: Math.min(Math.max(a.y, b.y), clip?.y1 ?? Number.POSITIVE_INFINITY),
  };
}

/** Keeps rectangles as backgrounds and thin shapes as rules. */
function path(args: unknown[], box: Rule, state: State, ops: Operators, fills: Fill[], rules: Rule[]): void {
  const [paint, data] = args;
  if (typeof paint !== 'number' || paint === ops.endPath || box.x1 < box.x0 || box.y1 < box.y0) return;
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  const strokes = paint === ops.stroke || paint === ops.closeStroke;
  if (Math.min(width, height) <= 2.5) {
    if (Math.max(width, height) >= 6 && rules.length < MAX_RULES) rules.push(box);
    return;
  }
  const points = Array.isArray(data) && isArrayLike(data[0]) ? data[0].length : 0;
  const isRectangle = points > 0 && points <= 16;
  if (strokes) {
    if (isRectangle && rules.length < MAX_RULES - 4) rules.push(...sides(box));
  } else if (fills.length < MAX_RULES) {
    fills.push({ ...box, colour: isRectangle && state.alpha > 0.9 ? state.colour : null });
  }
}

function sides({ x0, y0, x1, y1 }: Rule): Rule[] {
  return [
    { x0, y0, x1, y1: y0 },
    { x0, y0: y1, x1, y1 },
    { x0, y0, x1: x0, y1 },
    { x0: x1, y0, x1, y1 },
  ];
}

function isIndistinct(
  state: State,
  fills: readonly Fill[],
  at: { x: number; y: number },
  hasImages: boolean,
) {
  if (state.alpha < 0.05) return true;
  const { colour } = state;
  if (colour === null || state.mode === 1 || state.mode === 2) return false;
  // A hair above the baseline: the baseline itself may lie on the border of a cell.
  const behind = fills.findLast(
    (fill) => at.x >= fill.x0 - 1 && at.x <= fill.x1 && at.y - 1 >= fill.y0 && at.y - 1 <= fill.y1,
  );
  if (behind === undefined && hasImages) return false;
  const background = behind === undefined ? white : behind.colour;
  if (background === null) return false;
  return colour.every((channel, i) => Math.abs(channel - (background[i] ?? 255)) < INDISTINCT);
}

function advance(glyphs: unknown, state: State): number {
  if (!Array.isArray(glyphs)) return 0;
  let width = 0;
  for (const glyph of glyphs as unknown[]) {
    if (typeof glyph === 'number') width -= (glyph * state.size) / 1000;
    else if (glyph !== null && typeof glyph === 'object') {
      const own = Reflect.get(glyph, 'width');
      width += (number(own) * state.size) / 1000 + state.spacing;
      if (Reflect.get(glyph, 'isSpace') === true) width += state.wordSpacing;
    }
  }
  return width * state.scale;
}

function textOf(glyphs: unknown): string {
  if (!Array.isArray(glyphs)) return '';
  return (glyphs as unknown[])
    .map((glyph) =>
      glyph !== null && typeof glyph === 'object' ? String(Reflect.get(glyph, 'unicode') ?? '') : '',
    )
    .join('');
}
