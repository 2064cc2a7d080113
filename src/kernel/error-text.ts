/** What an error says and with which status it is sent. */
export interface ErrorText {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  nl: string;
  en: string;
}
