export type LanguageModelFault =
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'garbage'
  | 'too_long'
  | 'open_circuit'
  | 'cancelled';

/** Why a language model gave no answer. The assistant falls back on its extractive answer and logs the reason. */
export class LanguageModelError extends Error {
  readonly reason: LanguageModelFault;
  readonly status: number | undefined;

  constructor(reason: LanguageModelFault, options: { cause?: unknown; status?: number } = {}) {
    super(options.status === undefined ? reason : `${reason} ${options.status}`, { cause: options.cause });
    this.name = 'LanguageModelError';
    this.reason = reason;
    this.status = options.status;
  }

  /** Worth one more try before anything was shown: the endpoint was out of reach or overloaded. */
  get retryable(): boolean {
    return this.reason === 'unreachable' || (this.reason === 'status' && (this.status ?? 0) >= 429);
  }
}
