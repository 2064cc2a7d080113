/** Source of identifiers and secrets; only entries and adapters know where randomness comes from. */
export interface Ids {
  /** A new opaque identifier, unique and url-safe. */
  next(): string;
  /** A new secret of at least 256 bits, url-safe. */
  secret(): string;
}
