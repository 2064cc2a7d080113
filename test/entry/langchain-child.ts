import { awaitAllCallbacks } from '@langchain/core/callbacks/promises';
import { BaseRetriever } from '@langchain/core/retrievers';
import { createLanguageModel } from '../../src/adapters/llm/openai-compatible.ts';
import { dropForeignSettings } from '../../src/entry/foreign-settings.ts';

/**
 * Asks in both ways in which LangChain is used, and waits for all that it tells others about it.
 *
 * Arguments: address of a language model, 'drop' to take foreign settings out first.
 */
const [baseUrl = '', mode = ''] = process.argv.slice(2);
if (mode === 'drop') dropForeignSettings(process.env);

class EmptyRetriever extends BaseRetriever {
  override lc_namespace = ['test'];
  override async _getRelevantDocuments() {
    return [];
  }
}

const model = createLanguageModel({ baseUrl, model: 'test' });
const options = { signal: new AbortController().signal, maxOutputTokens: 10 };
for await (const piece of model.stream([{ role: 'user', content: 'vraag' }], options)) console.log(piece);
await new EmptyRetriever().invoke('vraag');
await awaitAllCallbacks();
