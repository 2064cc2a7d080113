import { ratingReasons } from '../../assistant/service.ts';
import { Icon } from '../icons.tsx';
import type { Texts } from '../texts/texts.ts';

/** Longest comment, as the API allows. */
export const MAX_COMMENT = 1000;

/** The two dialogs of the chat, empty until the script opens them. */
export function Dialogs({ t }: { t: Texts }) {
  return (
    <>
      <dialog id="rate-dialog" class="dialog" aria-labelledby="rate-title">
        <form method="dialog" class="stack">
          <h2 id="rate-title">{t.chat.rateTitle}</h2>
          <p class="note">{t.chat.rateLead}</p>
          <fieldset class="reasons">
            <legend class="hidden-text">{t.chat.rateTitle}</legend>
            {ratingReasons.map((reason) => (
              <label class="tick">
                <input type="radio" name="reason" value={reason} />
                {t.chat.reasons[reason]}
              </label>
            ))}
          </fieldset>
          <label class="field">
            <span>{t.chat.comment}</span>
            <textarea name="comment" rows={3} maxlength={MAX_COMMENT} />
          </label>
          <p class="message bad" role="alert" data-error hidden />
          <div class="row">
            <button type="submit" class="button primary" value="send">
              {t.chat.rateSend}
            </button>
            <button type="submit" class="button" value="hr">
              <Icon name="help" />
              {t.chat.askHr}
            </button>
            <button type="submit" class="button plain-button" value="cancel" formnovalidate>
              {t.common.cancel}
            </button>
          </div>
        </form>
      </dialog>
      <dialog id="hr-dialog" class="dialog" aria-labelledby="hr-title">
        <form method="dialog" class="stack">
          <h2 id="hr-title">{t.chat.askHrTitle}</h2>
          <AskHrFields t={t} question="" />
          <p class="message bad" role="alert" data-error hidden />
          <div class="row">
            <button type="submit" class="button primary" value="send">
              {t.chat.askHrSend}
            </button>
            <button type="submit" class="button plain-button" value="cancel" formnovalidate>
              {t.common.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

/** What HR will see, and room for a comment. */
export function AskHrFields({
  t,
  question,
  places,
}: {
  t: Texts;
  question: string;
  places?: readonly string[];
}) {
  return (
    <>
      <p class="note">{t.chat.askHrLead}</p>
      <dl class="preview">
        <dt>{t.chat.askHrQuestion}</dt>
        <dd data-question>{question}</dd>
        <dt>{t.chat.askHrPlaces}</dt>
        <dd data-places>{places && places.length > 0 ? places.join('\n') : t.chat.askHrNone}</dd>
      </dl>
      <fieldset class="reasons">
        <legend class="field-label">{t.chat.askHrName}</legend>
        <label class="tick">
          <input type="radio" name="named" value="" checked />
          {t.chat.askHrUnnamed}
        </label>
        <label class="tick">
          <input type="radio" name="named" value="1" />
          {t.chat.askHrNamed}
        </label>
      </fieldset>
      <label class="field">
        <span>{t.chat.askHrComment}</span>
        <textarea name="comment" rows={3} maxlength={MAX_COMMENT} />
      </label>
    </>
  );
}
