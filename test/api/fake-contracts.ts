import type { ContractView, SigningView, Template } from '../../src/contracts/model.ts';
import type { Contracts, Signing } from '../../src/contracts/service.ts';
import { AppError } from '../../src/kernel/errors.ts';

const template: Template = {
  id: 't1',
  name: 'Arbeidsovereenkomst',
  forOnCall: false,
  version: 1,
  supplied: true,
  body: '# Overeenkomst',
  updatedAt: 0,
};

const contract: ContractView = {
  id: 'k1',
  title: 'Arbeidsovereenkomst Sanne',
  subjectName: 'Sanne',
  isOnCall: false,
  status: 'sent',
  sealing: false,
  signed: 1,
  turn: ['Sanne'],
  sentAt: 0,
  expiresOn: '2026-06-02',
  updatedAt: 0,
  templateId: 't1',
  templateVersion: 1,
  subject: null,
  fields: {},
  revision: 1,
  mode: 'in-order',
  signers: [],
  readers: { employee: true, employer: true, provider: true },
  pages: 1,
  sha256: '0',
  sealSha256: null,
  endedAt: null,
  endReason: null,
  createdAt: 0,
  events: [],
  warnings: [],
};

const pdf = {
  bytes: new TextEncoder().encode('%PDF-1.7 x'),
  fileName: 'contract.pdf',
  format: 'pdf' as const,
};

function known<T>(id: string, mine: string, value: T): T {
  if (id !== mine) throw new AppError('not_found');
  return value;
}

/** One template, 't1', and one contract, 'k1', with one signer, 's1'. */
export function fakeContracts(): Contracts {
  const one = (id: string) => known(id, 'k1', contract);
  return {
    templates: {
      list: () => [template],
      get: (_actor, id) => ({ ...known(id, 't1', template), versions: [] }),
      check: () => [],
      add: () => template,
      save: (_actor, id) => known(id, 't1', template),
      archive: (_actor, id) => void known(id, 't1', template),
    },
    candidates: () => [],
    propose: () => ({ title: '', subjectName: '', isOnCall: false, fields: {}, signers: [] }),
    list: () => ({ rows: [], total: 0 }),
    get: (_actor, id) => one(id),
    create: async () => contract,
    revise: async (_actor, id) => one(id),
    remove: (_actor, id) => void one(id),
    send: async (_actor, id) => one(id),
    withdraw: (_actor, id) => one(id),
    async resend(_actor, id, signerId) {
      return known(signerId, 's1', one(id));
    },
    setReaders: (_actor, id) => one(id),
    async file(_actor, id) {
      return known(id, 'k1', pdf);
    },
    mine: () => [],
    async ownFile(_actor, id) {
      return known(id, 'k1', pdf);
    },
    verify: async () => ({
      sha256: '0',
      known: 'unknown',
      title: null,
      contractId: null,
      seal: { state: 'none', ours: false, subject: null, fingerprint: null, signedAt: null },
    }),
    tick: async () => undefined,
    settled: async () => undefined,
  };
}

/** No link leads anywhere. */
export function fakeSigning(): Signing {
  const refused = async (): Promise<SigningView> => {
    throw new AppError('link_invalid');
  };
  return {
    door: refused,
    mailCode: async () => void (await refused()),
    enter: async () => ({ access: '', expiresAt: Number.NaN, ...(await refused()) }),
    read: refused,
    file: async () => ({ ...pdf, ...(await refused()) }),
    sign: refused,
    decline: refused,
  };
}
