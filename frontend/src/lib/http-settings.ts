/** What the HTTP client needs to know of the page; set once by the providers, or by the server. */
export interface HttpSettings {
  /** Language tag for the backend's sentences and mails. */
  language: string;
  /** Where the server that draws pages reaches the backend; the browser stays on its own origin. */
  serverOrigin: () => string;
}

export const httpSettings: HttpSettings = { language: 'en', serverOrigin: () => '' };

export function configureHttp(settings: Partial<HttpSettings>): void {
  Object.assign(httpSettings, settings);
}
