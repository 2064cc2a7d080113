import { createHash, generateKeyPair, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { PlatformSeal } from '../../deps.ts';
import { inspectSeal } from './seal-inspection.ts';

const FILE = 'platform-seal.p12';
const SUBJECT = 'Vraagbaak platformzegel';
const YEARS = 20;
/** Room for the signature and its certificate in the file, in bytes. */
const SIGNATURE = 8192;
const makeKeys = promisify(generateKeyPair);

interface Kept {
  p12: Buffer;
  /** The certificate, DER. */
  certificate: Buffer;
  validTo: number;
}

/**
 * The seal of this installation: an RSA key of 3072 bits with a certificate that it signs itself, made at first use and kept in
 * `<dataDir>/platform-seal.p12`, readable by this user only. It shows that a document was not changed since; who signed it, the evidence inside says.
 * @param clock the moment a new certificate begins to hold
 */
export function createPlatformSeal(dataDir: string, clock: { now(): number }): PlatformSeal {
  let kept: Promise<Kept> | null = null;
  const open = () => {
    kept ??= keepSeal(dataDir, clock).catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
  return {
    async identity() {
      const { certificate, validTo } = await open();
      return { subject: SUBJECT, fingerprint: sha256(certificate), validTo };
    },
    async seal(pdf, { reason, at }) {
      const { p12 } = await open();
      const [{ SignPdf }, { P12Signer }, { plainAddPlaceholder }] = await Promise.all([
        import('@signpdf/signpdf'),
        import('@signpdf/signer-p12'),
        import('@signpdf/placeholder-plain'),
      ]);
      const signingTime = new Date(at);
      const prepared = plainAddPlaceholder({
        pdfBuffer: Buffer.from(pdf),
        reason,
        contactInfo: '',
        name: SUBJECT,
        location: '',
        signingTime,
        signatureLength: SIGNATURE,
      });
      return new Uint8Array(await new SignPdf().sign(prepared, new P12Signer(p12), signingTime));
    },
    async inspect(pdf) {
      const seal = inspectSeal(pdf);
      const ours =
        seal.certificate !== null && sha256(seal.certificate) === sha256((await open()).certificate);
      const fingerprint = seal.certificate === null ? null : sha256(seal.certificate);
      const { state, subject, signedAt } = seal;
      return { state, ours, subject, fingerprint, signedAt };
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function keepSeal(dataDir: string, clock: { now(): number }): Promise<Kept> {
  const path = join(dataDir, FILE);
  const there = await readFile(path).catch(absent);
  if (there !== null) return opened(there);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeOnce(path, await makeSeal(clock));
  return opened(await readFile(path));
}

/** Whole or not at all; where another made one meanwhile, that one stays. */
async function writeOnce(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await unlink(temporary);
  }
}

async function makeSeal(clock: { now(): number }): Promise<Buffer> {
  const { privateKey } = await makeKeys('rsa', { modulusLength: 3072 });
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  // Positive and unlike any other: the first bit is no sign.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(clock.now());
  certificate.validity.notAfter = new Date(clock.now());
  certificate.validity.notAfter.setFullYear(certificate.validity.notBefore.getFullYear() + YEARS);
  const name = [{ name: 'commonName', value: SUBJECT }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate], '', { algorithm: 'aes256' });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary');
}

function opened(p12: Buffer): Kept {
  const asn1 = forge.asn1.fromDer(p12.toString('binary'));
  const bags = forge.pkcs12.pkcs12FromAsn1(asn1, '').getBags({ bagType: forge.pki.oids.certBag });
  const certificate = bags[forge.pki.oids.certBag ?? '']?.[0]?.cert;
  if (!certificate) throw new Error(`${FILE} holds no certificate`);
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return {
    p12,
    certificate: Buffer.from(der, 'binary'),
    validTo: certificate.validity.notAfter.getTime(),
  };
}

function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
