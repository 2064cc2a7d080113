import type { ComparedBlock, ComparedSection, ComparedTable, TextPart } from '../employer/model.ts';
import type { Texts } from './texts/texts.ts';

type FileTexts = Texts['hrFile'];

/** A run of unchanged words longer than this is shortened to its ends. */
const LONG = 320;
const END = 140;

/** What changed in a section: words marked in running text, tables as tables. What is new or gone as a whole is not marked word by word. */
export function ComparedBlocks({
  t,
  blocks,
  status,
}: {
  t: FileTexts;
  blocks: readonly ComparedBlock[];
  status: ComparedSection['status'];
}) {
  return blocks.map((block) =>
    block.kind === 'text' ? (
      <p class={`plain compared-text is-${status}`}>
        <Parts parts={status === 'changed' ? shortened(block.parts) : block.parts} />
      </p>
    ) : (
      <TableCompared t={t} table={block} />
    ),
  );
}

function Parts({ parts }: { parts: readonly TextPart[] }) {
  return (
    <>
      {parts.map(({ text, status }) => {
        if (status === 'added') return <ins>{text}</ins>;
        if (status === 'removed') return <del>{text}</del>;
        return text;
      })}
    </>
  );
}

/** Long stretches without a change lose their middle: the change is what is looked for. */
export function shortened(parts: readonly TextPart[]): TextPart[] {
  return parts.map((part, i) => {
    const { text, status } = part;
    if (status !== 'same' || text.length <= LONG) return part;
    const [first, last] = [i === 0, i === parts.length - 1];
    const head = first ? '' : cut(text.slice(0, END), 'end');
    const tail = last ? '' : cut(text.slice(-END), 'start');
    return { status, text: `${head} … ${tail}` };
  });
}

/** Never half a word. */
function cut(text: string, side: 'start' | 'end'): string {
  return side === 'end' ? text.replace(/\s+\S*$/, '') : text.replace(/^\S*\s+/, '');
}

function TableCompared({ t, table }: { t: FileTexts; table: ComparedTable }) {
  const headed = table.columns.some(({ name }) => name !== '');
  const rowNotes = { same: '', changed: t.rowChanged, added: t.rowAdded, removed: t.rowRemoved };
  const columnNotes = { same: '', added: t.columnAdded, removed: t.columnRemoved };
  return (
    <section class="scroll-x" tabindex={0} aria-label={table.caption ?? t.table}>
      <table class="figures compared-table">
        {table.caption && <caption>{table.caption}</caption>}
        {headed && (
          <thead>
            <tr>
              {table.columns.map(({ name, status }) => (
                <th scope="col" class={`is-${status}`}>
                  {name}
                  <Note text={columnNotes[status]} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {table.rows.map(({ status, cells }) => (
            <tr class={`is-${status}`}>
              {cells.map((parts, i) =>
                i === 0 ? (
                  <th scope="row">
                    <Parts parts={parts} />
                    <Note text={rowNotes[status]} />
                  </th>
                ) : (
                  <td>
                    <Parts parts={parts} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What a colour says, in words. */
function Note({ text }: { text: string }) {
  return text === '' ? null : <span class="row-note">{text}</span>;
}
