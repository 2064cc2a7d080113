import type { Block, TableBlock } from './blocks.ts';

/** A table that goes on over the page becomes one: same number of columns, a repeated heading dropped. */
export function mergeTables(blocks: readonly Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (block.kind === 'table' && last?.kind === 'table' && continuesTable(last, block)) {
      const same = fold(block.columns) === fold(last.columns);
      const unheaded = block.columns.every((column) => column === '');
      const first = block.headerLines[0];
      if (!same && !unheaded && first !== undefined)
        last.rows.push({ cells: block.columns, page: first.page, box: first.box });
      last.rows.push(...block.rows);
      continue;
    }
    merged.push(block);
  }
  return merged;
}

const fold = (cells: readonly string[]) =>
  cells
    .join('|')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|]/gu, '');

function continuesTable(above: TableBlock, below: TableBlock): boolean {
  if (below.columns.length !== above.columns.length) return false;
  const lastPage = above.rows.at(-1)?.page ?? above.headerLines[0]?.page ?? 0;
  const nextPage = below.headerLines[0]?.page ?? below.rows[0]?.page ?? 0;
  if (nextPage !== lastPage + 1) return false;
  if (fold(below.columns) === fold(above.columns)) return true;
  const numbered = below.caption !== null && /^tabel\s/i.test(below.caption);
  if (numbered || below.caption !== null) return /vervolg/i.test(below.caption ?? '');
  return below.columns.every((column) => column === '') || looksLikeRow(below.columns, above);
}

/** Was a row of the table taken for the heading of its next part? Figures stand where the table has figures. */
function looksLikeRow(cells: readonly string[], table: TableBlock): boolean {
  return cells.some(
    (cell, c) =>
      c > 0 &&
      /\d/.test(cell) &&
      table.rows.filter((row) => /\d/.test(row.cells[c] ?? '')).length > 0.6 * table.rows.length,
  );
}
