import type { Block, Run } from '../contracts/model.ts';
import { Icon } from './icons.tsx';
import type { Texts } from './texts/texts.ts';

/** A contract as a page: the same blocks that the PDF is drawn from. `top` is the level of its title among the headings. */
export function ContractText({ blocks, top }: { blocks: readonly Block[]; top: 2 | 3 }) {
  return (
    <div class="contract-text">
      {blocks.map((block) => (
        <Part block={block} top={top} />
      ))}
    </div>
  );
}

function Part({ block, top }: { block: Block; top: 2 | 3 }) {
  switch (block.kind) {
    case 'title':
      return top === 2 ? (
        <h2 class="contract-title">{runsOf(block.runs)}</h2>
      ) : (
        <h3 class="contract-title">{runsOf(block.runs)}</h3>
      );
    case 'article': {
      const text = (
        <>
          <span class="contract-number">{block.number}</span> {runsOf(block.runs)}
        </>
      );
      return top === 2 ? <h3>{text}</h3> : <h4>{text}</h4>;
    }
    case 'heading':
      return <p class="label">{runsOf(block.runs)}</p>;
    case 'paragraph':
      return <p>{runsOf(block.runs)}</p>;
    case 'item':
      return (
        <p class={block.depth === 0 ? 'contract-item' : 'contract-item contract-deep'}>
          <span class="contract-number">{block.marker}</span>
          <span>{runsOf(block.runs)}</span>
        </p>
      );
    case 'rule':
      return <hr />;
  }
}

function runsOf(runs: readonly Run[]) {
  return runs.map(({ text, bold, italic }) => {
    const inner = italic ? <em>{text}</em> : text;
    return bold ? <strong>{inner}</strong> : inner;
  });
}

function TurnButton({ by, label }: { by: 1 | -1; label: string }) {
  return (
    <button
      type="button"
      class="action icon-only"
      data-turn={String(by)}
      disabled
      aria-label={label}
      title={label}
    >
      <Icon name={by === 1 ? 'right' : 'left'} />
    </button>
  );
}

/** The PDF below a summary, drawn by contract.js when it is opened; without scripts the link opens it. */
export function PdfPanel({
  t,
  url,
  title,
  summary,
}: {
  t: Texts['contracts'];
  url: string;
  title: string;
  summary: string;
}) {
  return (
    <>
      <p>
        <a class="button plain-button" href={url}>
          {t.openPdf}
        </a>
      </p>
      <details
        class="needs-script contract-pdf"
        data-pdf={url}
        data-failed={t.pdfFailed}
        data-page-of={t.pageOf}
      >
        <summary>{summary}</summary>
        <div class="viewer panel">
          <div class="source-head">
            <p class="source-page-of" role="status" />
            <div class="source-tools">
              <TurnButton by={-1} label={t.previousPage} />
              <TurnButton by={1} label={t.nextPage} />
            </div>
          </div>
          <p class="source-status" />
          <section class="source-body" tabindex={0} aria-label={title} />
        </div>
      </details>
    </>
  );
}
