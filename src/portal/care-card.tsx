import type { CarePerson } from '../care/model.ts';
import { Icon } from './icons.tsx';
import { fill } from './texts/fill.ts';
import type { Texts } from './texts/texts.ts';

/** Whom somebody is sent to, with the ways to reach them. */
export function CareCard({ t, person }: { t: Texts['chat']; person: CarePerson }) {
  const { name, jobTitle, phone, phoneShown, email } = person;
  return (
    <address class="care">
      <p>
        <strong>{name}</strong>
        {jobTitle !== '' && <span class="note block">{jobTitle}</span>}
      </p>
      <div class="row">
        {phone !== '' && (
          <a class="button" href={`tel:${phone}`}>
            <Icon name="phone" />
            <span class="hidden-text">{`${fill(t.careCall, { name })}: `}</span>
            {phoneShown}
          </a>
        )}
        {email !== '' && (
          <a class="button" href={`mailto:${email}`}>
            <Icon name="mail" />
            <span class="hidden-text">{`${fill(t.careMail, { name })}: `}</span>
            {email}
          </a>
        )}
      </div>
    </address>
  );
}
