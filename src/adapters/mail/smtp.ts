import { createTransport } from 'nodemailer';
import type { Mailer } from '../../deps.ts';

export interface SmtpSettings {
  /** smtp://user:password@host:587 or smtps://host:465 */
  url: string;
  /** Sender, such as 'Vraagbaak <vraagbaak@voorbeeld.nl>'. */
  from: string;
  /** How long one mail may take, in milliseconds. */
  timeoutMs?: number;
}

/** A mail that did not leave; `permanent` when trying again cannot help. */
export class MailError extends Error {
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean) {
    super(message);
    this.name = 'MailError';
    this.permanent = permanent;
  }
}

/** Mail by SMTP. TLS wherever the server offers it. */
export function createSmtpMailer({ url, from, timeoutMs = 20_000 }: SmtpSettings): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ messageId, recipient, subject, text, html, calendar }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: recipient },
          subject,
          text,
          html,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(calendar && {
            icalEvent: { method: 'PUBLISH', filename: calendar.fileName, content: calendar.content },
          }),
        });
      } catch (thrown) {
        throw mailErrorOf(thrown);
      }
    },
  };
}

/** 5xx answers are final (RFC 5321, 4.2.1), except those about signing in, which an operator can mend; everything else may pass. */
function mailErrorOf(thrown: unknown): MailError {
  const {
    message = String(thrown),
    responseCode,
    code,
  } = thrown as {
    message?: string;
    responseCode?: number;
    code?: string;
  };
  const final = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return new MailError(message, final);
}
