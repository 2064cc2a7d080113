import type { Citation } from '../assistant/model.ts';
import type { PlainText } from '../plain-words/model.ts';
import { placeUrl } from './answer-blocks.ts';
import { Icon } from './icons.tsx';
import { PlainWords } from './plain-words.tsx';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** The number of a source within a sentence, as a link to its place. */
export function Pill({ t, citation, n }: { t: Texts['chat']; citation: Citation | undefined; n: number }) {
  if (!citation) return null;
  const { title, heading, page } = citation;
  return (
    <a
      class="pill"
      href={placeUrl(citation)}
      data-action="open-source"
      data-title={title}
      data-file={citation.document}
      aria-label={fill(t.sourceOpen, { n, title, heading, page })}
    >
      {n}
    </a>
  );
}

interface SourceProps {
  t: Texts['chat'];
  /** Word for a page number, '{page}' inside. */
  pageText: string;
  citation: Citation;
  n: number;
  showQuote: boolean;
  plain?: PlainText | null | undefined;
}

/** A card: where it stands, and the quote unless it can be read right above. */
export function Source({ t, pageText, citation, n, showQuote, plain }: SourceProps) {
  return (
    <div class="source">
      <a
        class="source-link"
        href={placeUrl(citation)}
        data-action="open-source"
        data-title={citation.title}
        data-file={citation.document}
      >
        <span class="hidden-text">{`${t.sources.one} `}</span>
        <span class="pill">{n}</span>
        <span class="source-where">
          <strong>{citation.title}</strong>
          <span>{citation.heading}</span>
        </span>
        <span class="source-page">
          {fill(pageText, { page: citation.page })}
          <Icon name="right" />
        </span>
      </a>
      {showQuote && <blockquote class="quote">{citation.quote}</blockquote>}
      {plain && <PlainWords t={t} plain={plain} />}
    </div>
  );
}
