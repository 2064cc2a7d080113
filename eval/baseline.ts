import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { Document } from '@langchain/core/documents';
import { sql } from 'drizzle-orm';
import { openHarness } from './harness.ts';
import { goldRank } from './judges.ts';
import { percent } from './report.ts';
import type { Suite } from './suite.ts';

interface PassageRow {
  employer: string;
  document: string;
  page: number;
  pageTo: number;
  text: string;
}

/**
 * What plain BM25 finds on the same passages and questions: the floor that our retrieval has to beat. LangChain's
 * BM25Retriever scans all texts for each query and knows no Dutch, so it serves here and nowhere else.
 */
export async function baselineReport(suite: Suite): Promise<string> {
  const harness = await openHarness(suite);
  try {
    const retrievers = new Map<string, BM25Retriever>();
    for (const { id } of suite.employers) {
      const rows = harness.db(id).all<PassageRow>(sql`
        SELECT v.file_name AS document, p.page_from AS page, p.page_to AS pageTo, p.text AS text
        FROM passages p JOIN documents d ON d.id = p.document_id JOIN document_versions v ON v.id = p.version_id
        WHERE d.used_by_assistant = 1`);
      const documents = rows.map((row) => new Document({ pageContent: row.text, metadata: { ...row } }));
      retrievers.set(id, BM25Retriever.fromDocuments(documents, { k: 10, includeScore: false }));
    }
    const ranks: { kind: string; rank: number }[] = [];
    for (const test of suite.questions) {
      if (test.gold.length === 0) continue;
      const found = (await retrievers.get(test.employer)?.invoke(test.question)) ?? [];
      const retrieved = found.map((document) => ({
        ...(document.metadata as PassageRow),
        text: document.pageContent,
      }));
      ranks.push({ kind: test.kind, rank: goldRank({ retrieved }, test) });
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
