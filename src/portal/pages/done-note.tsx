import type { CuratedView } from '../../assistant/model.ts';
import type { SignedInView } from '../view.ts';

/** What just happened to an answer, with the way back. */
export function DoneNote({ view, answer }: { view: SignedInView; answer: CuratedView }) {
  const t = view.t.hrAnswers;
  return (
    <div class="message good done-note" role="status">
      <span>{t.done[answer.lastChange]}</span>
      {answer.undoable && <UndoForm view={view} answer={answer} label={t.undo} />}
    </div>
  );
}

/** Takes the last change back; what it is called depends on the change. */
export function UndoForm({
  view,
  answer,
  label,
}: {
  view: SignedInView;
  answer: CuratedView;
  label?: string;
}) {
  return (
    <form method="post" action={actionUrl(answer.id)}>
      <input type="hidden" name="revision" value={String(answer.revision)} />
      <button type="submit" class="button" name="action" value="undo">
        {label ?? view.t.hrAnswers.undoOf[answer.lastChange]}
      </button>
    </form>
  );
}

export function actionUrl(id: string): string {
  return `/hr/antwoorden/${encodeURIComponent(id)}/actie`;
}

export function answerUrl(id: string): string {
  return `/hr/antwoorden/${encodeURIComponent(id)}`;
}
