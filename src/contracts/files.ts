import { AppError } from '../kernel/errors.ts';
import type { ContractDeps } from './core.ts';
import type { ContractDbRow } from './rows.ts';
import { sha256 } from './secrets.ts';
import type { ContractFile, ContractPart } from './service.ts';

/**
 * A part of a contract as it was recorded, to the byte.
 * @throws AppError not_found while there is no such part, file_missing, contract_file_changed
 */
export async function readPart(
  deps: Pick<ContractDeps, 'files' | 'log'>,
  employerId: string,
  row: ContractDbRow,
  part: ContractPart,
): Promise<ContractFile> {
  const fileId = part === 'sealed' ? row.sealFileId : row.fileId;
  const recorded = part === 'sealed' ? row.sealSha256 : row.sha256;
  if (fileId === null || recorded === null) throw new AppError('not_found');
  const bytes = await deps.files.get(employerId, fileId);
  if (bytes === null) throw new AppError('file_missing');
  if ((await sha256(bytes)) !== recorded) {
    deps.log.error({ employerId, contract: row.id, part }, 'the file of a contract was changed');
    throw new AppError('contract_file_changed');
  }
  return { bytes, fileName: fileNameOf(row.title, part), format: 'pdf' };
}

function fileNameOf(title: string, part: ContractPart): string {
  const name = title.replace(/[/\\:*?"<>|]+/g, ' ').trim();
  return part === 'sealed' ? `${name} (getekend).pdf` : `${name}.pdf`;
}
