import { timeInWords } from './core.ts';
import { markOf } from './drafts.ts';
import type { ContractEventKind, SignerRole, SigningMethod } from './model.ts';
import type { PrintedSigner, SealedPaper } from './pdf/sealed-pdf.ts';
import type { EventDbRow, Loaded, SignerDbRow } from './rows.ts';

const kinds: Record<ContractEventKind, string> = {
  created: 'contract gemaakt',
  revised: 'contract opnieuw gemaakt',
  sent: 'ter ondertekening aangeboden',
  'link-mailed': 'link gemaild',
  reminded: 'herinnering gemaild',
  'link-mailed-again': 'nieuwe link gemaild op verzoek van de afzender',
  'code-mailed': 'code aangevraagd en gemaild',
  'code-wrong': 'verkeerde code ingevuld',
  'code-right': 'juiste code ingevuld',
  viewed: 'contract gezien',
  signed: 'ondertekend',
  declined: 'geweigerd',
  withdrawn: 'ingetrokken',
  expired: 'verlopen',
  sealed: 'verzegeld',
};

export const roleNames: Record<SignerRole, string> = {
  employer: 'namens de werkgever',
  employee: 'werknemer',
  other: 'medeondertekenaar',
};

const methods: Record<SigningMethod, string> = {
  drawn: 'zelf getekende handtekening',
  typed: 'getypte naam',
};

/** The events as one text, of which the sha256 is kept and printed: a log that was changed afterwards shows. */
export function logText(events: readonly EventDbRow[]): string {
  return events
    .map(({ seq, kind, at, who, address, agent, detail }) =>
      JSON.stringify([seq, kind, at, who, address, agent, detail]),
    )
    .join('\n');
}

interface Given {
  loaded: Loaded;
  events: readonly EventDbRow[];
  employer: string;
  /** sha256 of `logText`, hex. */
  logSha256: string;
  /** Of the certificate that seals. */
  identity: { subject: string; fingerprint: string };
  now: number;
}

/** What the sealed PDF shows of who signed, how and when. */
export function evidenceOf({ loaded, events, employer, logSha256, identity, now }: Given): SealedPaper {
  const { row, signers } = loaded;
  return {
    title: row.title,
    employer,
    mark: markOf(row.id),
    signers: signers.map((signer) => printed(signer, events)),
    facts: [
      ['Contract', row.title],
      ['Werkgever', employer],
      ['Kenmerk', row.id],
      ['Aangeboden op', row.sentAt === null ? '' : timeInWords(row.sentAt)],
      ['Volgorde', row.mode === 'in-order' ? 'na elkaar' : 'tegelijk'],
      ['SHA-256 van het aangeboden contract', row.sha256],
      ['SHA-256 van het verloop', logSha256],
    ],
    log: events.map(logLine),
    note: noteOf(identity),
    now,
  };
}

function printed(signer: SignerDbRow, events: readonly EventDbRow[]): PrintedSigner {
  const { name, role, email, box, signedAt } = signer;
  const method = signer.method ?? 'typed';
  const codeRight = events.filter(({ kind, signerId }) => kind === 'code-right' && signerId === signer.id);
  const time = (at: number | null | undefined) => (at == null ? 'niet' : timeInWords(at));
  return {
    name,
    role: roleNames[role],
    email,
    box,
    method,
    typed: method === 'typed' ? (signer.signature ?? '') : '',
    strokes: method === 'drawn' ? (JSON.parse(signer.signature ?? '[]') as number[][]) : [],
    signedAt: time(signedAt),
    facts: [
      ['E-mailadres', email],
      ['Link gemaild op', time(signer.sentAt)],
      ['Code uit de mail ingevuld op', time(codeRight.at(-1)?.at)],
      ['Contract gezien op', time(signer.viewedAt)],
      ['Ondertekend op', time(signedAt)],
      ['Wijze', methods[method]],
      ...(method === 'typed' ? ([['Getypte naam', signer.signature ?? '']] as const) : []),
      ['IP-adres', signer.address ?? 'onbekend'],
      ['Browser', signer.agent || 'onbekend'],
      ['SHA-256 van wat werd ondertekend', signer.signedSha256 ?? ''],
    ],
  };
}

function logLine({ seq, kind, at, who, address, detail }: EventDbRow): string {
  const parts = [
    `${seq}.`,
    new Date(at).toISOString(),
    who === '' ? kinds[kind] : `${who}: ${kinds[kind]}`,
    detail === null ? '' : `(${detail})`,
    address === null ? '' : `vanaf ${address}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function noteOf({ subject, fingerprint }: Given['identity']): string {
  return [
    'Dit document is verzegeld met de digitale handtekening van deze installatie van Vraagbaak.',
    'Daarmee valt elke latere wijziging op. Het certificaat is door de installatie zelf uitgegeven en niet door een erkende vertrouwensdienst: een PDF-lezer meldt daarom dat de uitgever onbekend is.',
    'De ondertekenaars zijn herkend aan hun persoonlijke link en een code in hun mailbox. Het gaat om gewone elektronische handtekeningen, niet om gekwalificeerde.',
    `Certificaat: ${subject}, SHA-256 ${fingerprint}.`,
  ].join(' ');
}
