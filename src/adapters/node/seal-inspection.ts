import { createHash, createVerify, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import type { SealInspection } from '../../deps.ts';

export interface InspectedSeal extends Pick<SealInspection, 'state' | 'subject' | 'signedAt'> {
  /** DER. */
  certificate: Buffer | null;
}

type Asn1 = forge.asn1.Asn1;

const none: InspectedSeal = { state: 'none', subject: null, signedAt: null, certificate: null };

/**
 * Checks the last digital signature in a PDF (ISO 32000-1, 12.8; CMS of RFC 5652, RSA with SHA-256): the digest over what it covers, and the signature
 * over that digest with the certificate that stands beside it. Who issued the certificate is not looked at. Never throws on a damaged file.
 */
export function inspectSeal(pdf: Uint8Array): InspectedSeal {
  const file = Buffer.from(pdf);
  const text = file.toString('latin1');
  const range = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1);
  if (range === undefined) return none;
  const [a = 0, aLength = 0, b = 0, bLength = 0] = range.slice(1).map(Number);
  const hex = /^<([0-9a-f]+)>$/.exec(text.slice(a + aLength, b))?.[1];
  if (a !== 0 || hex === undefined || b + bLength > file.length) return { ...none, state: 'changed' };
  const covered = createHash('sha256')
    .update(file.subarray(0, aLength))
    .update(file.subarray(b, b + bLength))
    .digest();
  try {
    const cms = readCms(hex);
    const intact = cms.digest.equals(covered) && cms.holds;
    const whole = b + bLength === file.length;
    const { certificate, subject, signedAt } = cms;
    return { state: !intact ? 'changed' : whole ? 'intact' : 'added-to', subject, signedAt, certificate };
  } catch {
    return { ...none, state: 'changed' };
  }
}

interface Cms {
  certificate: Buffer;
  subject: string;
  signedAt: number | null;
  /** What the signature says the digest of the covered bytes is. */
  digest: Buffer;
  /** The signature over its own attributes is right. */
  holds: boolean;
}

/** @throws when it is not what we know how to read */
function readCms(hex: string): Cms {
  const root = forge.asn1.fromDer(unpadded(hex));
  const signedData = child(child(root, 1), 0);
  const parts = children(signedData);
  const certificates = parts.find((part) => isContext(part, 0));
  const certificate = certificates && derOf(child(certificates, 0));
  const signer = child(parts.at(-1), 0);
  const attributes = children(signer).find((part) => isContext(part, 0));
  const signature = children(signer).find((part) => part.type === forge.asn1.Type.OCTETSTRING);
  if (!certificate || !attributes || !signature) throw new Error('the signature is incomplete');
  const x509 = new X509Certificate(certificate);
  // Signed is the set of attributes, while they stand there under a tag of their own (RFC 5652, 5.4).
  const signed = derOf(attributes);
  signed[0] = 0x31;
  const holds =
    createVerify('sha256').update(signed).verify(x509.publicKey, bytesOf(signature)) &&
    isConsistent(signer, certificate, x509);
  const time = attribute(attributes, forge.pki.oids.signingTime);
  return {
    certificate,
    subject: /CN=(.*)/.exec(x509.subject)?.[1] ?? x509.subject,
    signedAt: time === null ? null : timeOf(time),
    digest: bytesOf(attribute(attributes, forge.pki.oids.messageDigest)),
    holds,
  };
}

/** What the signature does not cover itself says the same as what it does: whose it is, and by which algorithms. */
function isConsistent(signer: Asn1, certificate: Buffer, x509: X509Certificate): boolean {
  const [version, sid, digestAlgorithm] = children(signer);
  const issuer = child(sid, 0);
  const serial = bytesOf(child(sid, 1)).toString('hex').toUpperCase();
  const oidOf = (algorithm: Asn1 | undefined) =>
    forge.asn1.derToOid(forge.util.createBuffer(String(child(algorithm, 0).value)));
  const isSelfSigned = x509.issuer === x509.subject;
  return (
    version?.value === '\u0001' &&
    certificate.includes(derOf(issuer)) &&
    BigInt(`0x${serial}`) === BigInt(`0x${x509.serialNumber}`) &&
    oidOf(digestAlgorithm) === forge.pki.oids.sha256 &&
    oidOf(children(signer)[4]) === forge.pki.oids.rsaEncryption &&
    (!isSelfSigned || x509.verify(x509.publicKey))
  );
}

/** The structure without the zeros that fill up its field. @throws when anything else follows it */
function unpadded(hex: string): string {
  const field = Buffer.from(hex, 'hex');
  const long = (field[1] ?? 0) & 0x80 ? (field[1] ?? 0) & 0x7f : 0;
  const length = long === 0 ? (field[1] ?? 0) : field.readUIntBE(2, Math.min(long, 6));
  const end = 2 + long + length;
  if (end > field.length || field.subarray(end).some((byte) => byte !== 0))
    throw new Error('not one structure');
  return field.subarray(0, end).toString('binary');
}

function children(node: Asn1 | undefined | null): Asn1[] {
  if (!node || !Array.isArray(node.value)) throw new Error('not the structure that was expected');
  return node.value;
}

function child(node: Asn1 | undefined, index: number): Asn1 {
  const found = children(node)[index];
  if (found === undefined) throw new Error('not the structure that was expected');
  return found;
}

function isContext(node: Asn1, type: number): boolean {
  return node.tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && Number(node.type) === type;
}

function derOf(node: Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(node).getBytes(), 'binary');
}

function bytesOf(node: Asn1 | null): Buffer {
  if (node === null || typeof node.value !== 'string') throw new Error('not the structure that was expected');
  return Buffer.from(node.value, 'binary');
}

/** The value of an attribute by its object identifier; null when it is not there. */
function attribute(attributes: Asn1, oid: string | undefined): Asn1 | null {
  for (const one of children(attributes)) {
    const [name, values] = children(one);
    if (name && forge.asn1.derToOid(forge.util.createBuffer(String(name.value))) === oid)
      return child(values, 0);
  }
  return null;
}

function timeOf({ value }: Asn1): number | null {
  if (typeof value !== 'string') return null;
  const date = value.length > 13 ? forge.asn1.generalizedTimeToDate(value) : forge.asn1.utcTimeToDate(value);
  return date.getTime();
}
