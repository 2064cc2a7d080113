import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../adapters/node/clock.ts';
import { createPlatformSeal } from '../adapters/node/platform-seal.ts';
import { inspectSeal } from '../adapters/node/seal-inspection.ts';
import { parseConfig } from '../config.ts';
import { sha256 } from '../contracts/secrets.ts';
import type { SealInspection } from '../deps.ts';

const help = `Controleer een getekend contract

  npm run verify-contract -- BESTAND.pdf [--sha256 HEX]

  --sha256 HEX   het controlegetal dat het bestand moet hebben, zoals het op de pagina van het contract staat
  --help         deze uitleg

Zonder --sha256 wordt het zegel in het bestand gecontroleerd, en of deze installatie het zette (de sleutel staat in de datamap).
Uitkomst: 0 in orde, 1 niet in orde, 2 verkeerd gebruik.
`;

const states: Record<SealInspection['state'], string> = {
  intact: 'in orde',
  changed: 'gebroken: het bestand is veranderd nadat het verzegeld werd',
  'added-to': 'achter het verzegelde deel is iets toegevoegd',
  none: 'geen zegel',
};

/** The seal, and whether the key in the data folder set it; an installation without a key makes none for this. */
async function inspect(bytes: Uint8Array): Promise<SealInspection> {
  const { dataDir } = parseConfig(process.env);
  const hasKey = await readFile(join(dataDir, 'platform-seal.p12')).then(
    () => true,
    () => false,
  );
  if (hasKey) return createPlatformSeal(dataDir, systemClock).inspect(bytes);
  const { certificate: _, ...seal } = inspectSeal(bytes);
  return { ...seal, ours: false, fingerprint: null };
}

async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--sha256');
  const expected = at < 0 ? null : (args[at + 1] ?? '').toLowerCase();
  const [file, ...rest] = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  if (
    file === undefined ||
    file === '--help' ||
    rest.length > 0 ||
    (expected !== null && !/^[0-9a-f]{64}$/.test(expected))
  ) {
    process.stdout.write(help);
    return file === '--help' ? 0 : 2;
  }
  const bytes = new Uint8Array(await readFile(file));
  const sha = await sha256(bytes);
  const seal = await inspect(bytes);
  const lines = [
    `SHA-256      ${sha}`,
    ...(expected === null
      ? []
      : [
          `             ${sha === expected ? 'is het verwachte controlegetal' : 'is NIET het verwachte controlegetal'}`,
        ]),
    `Zegel        ${states[seal.state]}`,
    ...(seal.subject === null
      ? []
      : [
          `Certificaat  ${seal.subject}, ${seal.ours ? 'van deze installatie' : 'niet van deze installatie'}`,
        ]),
    ...(seal.signedAt === null ? [] : [`Verzegeld    ${new Date(seal.signedAt).toISOString()}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return seal.state === 'intact' && seal.ours && (expected === null || sha === expected) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
