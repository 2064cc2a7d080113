import type { DocumentView } from '../employer/model.ts';
import { compareUrl, versionUrl } from './file-urls.ts';
import { Progress, stageText } from './reading-progress.tsx';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

interface NextProps {
  t: Pick<Texts, 'hrDocuments' | 'hrFile'>;
  document: DocumentView;
}

/** A new version beside the live one, in the list: how far it is and where to go. */
export function NextNote({ t, document }: NextProps) {
  const { id, next } = document;
  if (next === null) return null;
  const about = <span class="hidden-text">{fill(t.hrFile.about, { name: document.title })}</span>;
  switch (next.status) {
    case 'queued':
    case 'processing':
      return (
        <div class="next-note">
          <p>{t.hrFile.nextBusy}</p>
          <Progress
            share={document.progress}
            label={document.title}
            text={stageText(document, t.hrDocuments)}
          />
          <a class="action" href={versionUrl(id)}>
            {t.hrFile.toVersion}
            {about}
          </a>
        </div>
      );
    case 'waiting':
      return (
        <div class="next-note">
          <p>{t.hrFile.nextWaiting}</p>
          <a class="button primary" href={compareUrl(id, next.versionId)}>
            {t.hrFile.compare}
            {about}
          </a>
        </div>
      );
    case 'failed':
      return (
        <div class="next-note">
          <p>{t.hrFile.nextFailed}</p>
          {document.error && <p class="message bad">{document.error.message}</p>}
          <a class="button" href={versionUrl(id)}>
            {t.hrFile.toVersion}
            {about}
          </a>
        </div>
      );
  }
}
