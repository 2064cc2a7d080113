import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { Document } from '@langchain/core/documents';
import { sql } from 'drizzle-orm';
import { type Harness, openHarness } from './harness.ts';
import { goldRank, type QuestionRun } from './judges.ts';
import { percent } from './report.ts';
import type { QuestionCase, Suite } from './suite.ts';

interface PassageRow {
  document: string;
  page: number;
  pageTo: number;
  text: string;
}

/** The first ten passages for a question. */
export type Finder = (test: QuestionCase) => Promise<QuestionRun['retrieved']>;

/**
 * Plain BM25 over the same passages: the floor that our retrieval has to beat. LangChain's BM25Retriever scans all texts
 * for each query and knows no Dutch, so it serves here and nowhere else.
 */
export function plainBm25(harness: Harness, suite: Suite): Finder {
  const retrievers = new Map<string, BM25Retriever>();
  for (const { id } of suite.employers) {
    const rows = harness.db(id).all<PassageRow>(sql`
      SELECT v.file_name AS document, p.page_from AS page, p.page_to AS pageTo, p.text AS text
      FROM passages p JOIN documents d ON d.id = p.document_id JOIN document_versions v ON v.id = p.version_id
      WHERE d.used_by_assistant = 1`);
    const documents = rows.map((row) => new Document({ pageContent: row.text, metadata: { ...row } }));
    retrievers.set(id, BM25Retriever.fromDocuments(documents, { k: 10, includeScore: false }));
  }
  return async (test) => {
    const found = (await retrievers.get(test.employer)?.invoke(test.question)) ?? [];
    return found.map((document) => ({ ...(document.metadata as PassageRow), text: document.pageContent }));
  };
}

/** What plain BM25 finds on the questions of a suite, per kind. */
export async function baselineReport(suite: Suite): Promise<string> {
  const harness = await openHarness(suite);
  try {
    const find = plainBm25(harness, suite);
    const ranks: { kind: string; rank: number }[] = [];
    for (const test of suite.questions) {
      if (test.gold.length === 0) continue;
      ranks.push({ kind: test.kind, rank: goldRank({ retrieved: await find(test) }, test) });
    }
    const within = (kind: string | null, k: number) => {
      const chosen = ranks.filter((entry) => kind === null || entry.kind === kind);
      return chosen.length === 0
        ? null
        : chosen.filter(({ rank }) => rank > 0 && rank <= k).length / chosen.length;
    };
    const kinds = [...new Set(ranks.map((entry) => entry.kind))].sort();
    return [
      'plain BM25 (LangChain BM25Retriever), same passages:',
      ...[...kinds, null].map(
        (kind) =>
          `${(kind ?? 'all').padEnd(18)} hit@1 ${percent(within(kind, 1)).padStart(6)}  hit@5 ${percent(within(kind, 5)).padStart(6)}  hit@10 ${percent(within(kind, 10)).padStart(6)}`,
      ),
    ].join('\n');
  } finally {
    await harness.close();
  }
}
