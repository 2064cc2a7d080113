import type { Run } from '../model.ts';

/** A stretch of one face on a line. */
export interface Piece extends Run {
  /** From the beginning of the line, in points. */
  x: number;
}

export interface Line {
  pieces: Piece[];
  width: number;
}

/** Width of a text in a face, in points. */
export type Measure = (text: string, face: Pick<Run, 'bold' | 'italic'>) => number;

/** A word may change face in the middle; it breaks off only where it is wider than a whole line. */
type Word = Run[];

/**
 * Sets runs in lines of at most `width` points. Breaks at spaces, never at a no-break space; '\n' begins a new line; a word that fits no line is cut.
 */
export function breakLines(runs: readonly Run[], width: number, measure: Measure): Line[] {
  const lines: Line[] = [];
  for (const paragraph of splitAtBreaks(runs)) {
    let line: Run[] = [];
    let taken = 0;
    const close = () => {
      lines.push(lineOf(line, measure));
      line = [];
      taken = 0;
    };
    for (const word of wordsOf(paragraph).flatMap((one) => cut(one, width, measure))) {
      const size = sizeOf(word, measure);
      const space = line.length === 0 ? 0 : measure(' ', word[0] ?? plain);
      if (line.length > 0 && taken + space + size > width) close();
      if (line.length > 0) line.push({ ...(word[0] ?? plain), text: ' ' });
      taken += (line.length > 0 ? space : 0) + size;
      line.push(...word);
    }
    close();
  }
  return lines;
}

const plain = { text: '', bold: false, italic: false };

function splitAtBreaks(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [[]];
  for (const run of runs)
    for (const [i, text] of run.text.split('\n').entries()) {
      if (i > 0) parts.push([]);
      if (text !== '') parts.at(-1)?.push({ ...run, text });
    }
  return parts;
}

function wordsOf(runs: readonly Run[]): Word[] {
  const words: Word[] = [];
  let open = false;
  for (const run of runs)
    for (const part of run.text.split(/( +)/)) {
      if (part === '') continue;
      if (part.startsWith(' ')) open = false;
      else if (open) words.at(-1)?.push({ ...run, text: part });
      else {
        words.push([{ ...run, text: part }]);
        open = true;
      }
    }
  return words;
}

function sizeOf(word: Word, measure: Measure): number {
  return word.reduce((sum, run) => sum + measure(run.text, run), 0);
}

/** The word as parts that each fit a line. */
function cut(word: Word, width: number, measure: Measure): Word[] {
  if (sizeOf(word, measure) <= width) return [word];
  const parts: Word[] = [[]];
  let taken = 0;
  for (const run of word)
    for (const sign of run.text) {
      const size = measure(sign, run);
      if (taken + size > width && taken > 0) {
        parts.push([]);
        taken = 0;
      }
      const part = parts.at(-1);
      const last = part?.at(-1);
      if (last && last.bold === run.bold && last.italic === run.italic) last.text += sign;
      else part?.push({ ...run, text: sign });
      taken += size;
    }
  return parts;
}

/** Runs beside each other in the same face become one piece. */
function lineOf(runs: readonly Run[], measure: Measure): Line {
  const pieces: Piece[] = [];
  for (const run of runs) {
    const last = pieces.at(-1);
    if (last && last.bold === run.bold && last.italic === run.italic) last.text += run.text;
    else pieces.push({ ...run, x: 0 });
  }
  let x = 0;
  for (const piece of pieces) {
    piece.x = x;
    x += measure(piece.text, piece);
  }
  return { pieces, width: x };
}

/**
 * How many of `lines` go on this page: no single line is left behind or carried over where that can be helped.
 * @param room lines that fit
 */
export function linesHere(lines: number, room: number): number {
  if (lines <= room) return lines;
  if (room < 2) return 0;
  const here = lines - room === 1 ? room - 1 : room;
  return here < 2 ? 0 : here;
}
