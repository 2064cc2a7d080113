import type { Approval, HrAnswer } from '../assistant/model.ts';
import { blocksOf } from './answer-blocks.ts';
import { Icon } from './icons.tsx';
import { Source } from './source-card.tsx';
import { dayOf, fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** 'Goedgekeurd door HR, 24 november 2026': who stands for an answer, by role. */
export function ApprovedBy({ t, approval }: { t: Texts['chat']; approval: Approval }) {
  const role = approval.role === 'provider' ? t.approvers.provider : t.approvers.hr;
  return (
    <p class="reply-kind approved">
      <Icon name="check" />
      {fill(t.approved, { role, date: dayOf(approval.approvedAt, t.locale) })}
    </p>
  );
}

interface HrAnswerProps {
  t: Texts['chat'];
  pageText: string;
  answer: HrAnswer;
}

/** What HR answered to a question that the Assistent could not answer, under that question. */
export function HrAnswerView({ t, pageText, answer }: HrAnswerProps) {
  if (answer.state !== 'given') {
    const said = {
      review: t.hrReview,
      withdrawn: t.hrWithdrawn,
      other_group: t.hrOtherGroup,
    }[answer.state];
    return <p class="message hr-note">{said}</p>;
  }
  const blocks = blocksOf(answer.text, answer.citations);
  return (
    <section class="hr-answer" aria-label={t.hrAnswered}>
      <ApprovedBy t={t} approval={answer} />
      {blocks.map((block) => (
        <p class="plain">{block.text}</p>
      ))}
      {answer.citations.map((citation, i) => (
        <Source
          t={t}
          pageText={pageText}
          citation={citation}
          n={i + 1}
          showQuote={!blocks.some((block) => block.citation === i && block.holdsQuote)}
        />
      ))}
    </section>
  );
}
