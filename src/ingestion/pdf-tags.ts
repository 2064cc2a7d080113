/** What the tags of a tagged PDF say about a piece of marked content. */
export interface PdfTag {
  /** 1-6 for H1-H6; 0 for a paragraph and the like. */
  heading: number;
  /** Cell of a table: table number on its page, row and column. Null outside tables. */
  cell: { table: number; row: number; column: number; head: boolean } | null;
  /** A list item's marker. */
  label: boolean;
  /** A table's caption: the number of its table. */
  caption: number | null;
}

interface Where {
  heading: number;
  cell: PdfTag['cell'];
  label: boolean;
  caption: number | null;
}

const MAX_NODES = 50_000;

/** Marked-content ids to their tags, from the tree that pdf.js's getStructTree() gives; empty for an untagged page. */
export function tagsOf(tree: unknown): Map<string, PdfTag> {
  const tags = new Map<string, PdfTag>();
  let tables = 0;
  let left = MAX_NODES;
  const rows = new Map<number, number>();
  const visit = (node: unknown, where: Where, table: number | null, depth: number) => {
    if (node === null || typeof node !== 'object' || depth > 100 || left-- <= 0) return;
    const type: unknown = Reflect.get(node, 'type');
    const id: unknown = Reflect.get(node, 'id');
    if (type === 'content' && typeof id === 'string') {
      tags.set(id, where);
      return;
    }
    const role = String(Reflect.get(node, 'role') ?? '');
    let inside = where;
    let current = table;
    let column: { row: number; next: number } | null = null;
    const heading = /^H([1-6])?$/.exec(role);
    if (heading !== null) inside = { ...where, heading: Number(heading[1] ?? '1') };
    else if (role === 'Table') current = tables++;
    else if (role === 'Caption' && current !== null) inside = { ...where, caption: current };
    else if (role === 'Lbl') inside = { ...where, label: true };
    else if (role === 'TR' && current !== null) {
      const row = rows.get(current) ?? 0;
      rows.set(current, row + 1);
      column = { row, next: 0 };
    }
    const children: unknown = Reflect.get(node, 'children');
    if (!Array.isArray(children)) return;
    for (const child of children as unknown[]) {
      const childRole = child !== null && typeof child === 'object' ? Reflect.get(child, 'role') : undefined;
      if (column !== null && current !== null && (childRole === 'TH' || childRole === 'TD')) {
        const cell = { table: current, row: column.row, column: column.next++, head: childRole === 'TH' };
        visit(child, { ...inside, cell }, current, depth + 1);
      } else visit(child, inside, current, depth + 1);
    }
  };
  visit(tree, { heading: 0, cell: null, label: false, caption: null }, null, 0);
  return tags;
}
