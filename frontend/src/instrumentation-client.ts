/** Runs in the browser before anything else of the application. */

declare global {
  /** Where zod looks for its settings, whoever loads it first. */
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// Otherwise zod tries whether it may build code from strings, which the content security policy forbids and reports.
globalThis.__zod_globalConfig = { jitless: true };

export {};
