import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { EmployerDb } from '../store/db.ts';
import { readOwnWords } from './own-words.ts';
import { analyseQuestion } from './question.ts';
import { type RetrievalScope, type RetrieverDeps, retrieve } from './retrieve.ts';

export interface PassageMetadata extends Record<string, unknown> {
  passageId: string;
  documentId: string;
  document: string;
  title: string;
  headingPath: string[];
  page: number;
  score: number;
}

/**
 * Our retrieval as a LangChain retriever, bound to one employer and one asker's rights: chains built on it can't reach more
 * than the asker may read.
 */
export class PassageRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ['vraagbaak', 'retrieval'];
  private readonly deps: RetrieverDeps;
  private readonly db: EmployerDb;
  private readonly scope: RetrievalScope;
  private readonly limit: number;

  constructor(deps: RetrieverDeps, db: EmployerDb, scope: RetrievalScope, limit = 10) {
    super();
    this.deps = deps;
    this.db = db;
    this.scope = scope;
    this.limit = limit;
  }

  static override lc_name(): string {
    return 'PassageRetriever';
  }

  override async _getRelevantDocuments(
    query: string,
    _run?: CallbackManagerForRetrieverRun,
  ): Promise<Document<PassageMetadata>[]> {
    const question = analyseQuestion(query, [], readOwnWords(this.db));
    const { passages } = await retrieve(this.deps, this.db, this.scope, question, this.limit);
    return passages.map(
      ({ view, score }) =>
        new Document<PassageMetadata>({
          pageContent: view.passage.text,
          metadata: {
            passageId: view.passage.id,
            documentId: view.passage.documentId,
            document: view.passage.document,
            title: view.passage.title,
            headingPath: view.passage.headingPath,
            page: view.passage.pageFrom,
            score: score.total,
          },
        }),
    );
  }
}
