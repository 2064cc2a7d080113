import { describe, expect, it } from 'vitest';
import { DocumentRow } from '../../src/portal/document-row.tsx';
import { en } from '../../src/portal/texts/en.ts';
import { nl } from '../../src/portal/texts/nl.ts';
import { view } from '../api/support.ts';

const draw = (reencoded: number | null, status: 'ready' | 'processing' = 'ready', t: typeof nl = nl) =>
  String(DocumentRow({ t, language: 'nl', document: { ...view, status, reencoded } }));

describe('a document that is encoded anew', () => {
  it('shows how far it is, and that it goes on answering', () => {
    expect(draw(0.4)).toContain(
      'Opnieuw indexeren, 40%. Tot het klaar is, antwoordt de Assistent uit de oude index.',
    );
    expect(draw(0.4)).toMatch(/<progress max="100" value="40"/);
    expect(draw(0, 'ready', en)).toContain('Indexing anew, 0%.');
  });
  it('shows nothing of it once it is done, or while a new version is read', () => {
    expect(draw(null)).not.toContain('<progress');
    expect(draw(0.4, 'processing')).not.toContain('Opnieuw indexeren');
  });
});
