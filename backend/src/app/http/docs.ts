import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';

/** The reference page: Swagger UI from our own server, so that it works under the content security policy. */

const STYLE = '/api/docs/assets/swagger-ui.css';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Amn API reference</title>
    <link rel="icon" href="/api/docs/assets/favicon-32x32.png" />
    <link rel="stylesheet" href="${STYLE}" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const start = `window.SwaggerUIBundle({
  url: '/api/docs/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
});
`;

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
};

/** Made at the first look: neither the generator nor Swagger UI is part of a start. */
const openApi = once(async () => (await import('../openapi.ts')).buildOpenApi());
const asyncApi = once(async () => (await import('../openapi.ts')).buildAsyncApi());

export function docsRouter(): Router {
  const router = Router();
  router.use('/api/docs', (_req, res, next) => {
    res.set('Cache-Control', 'public, max-age=300');
    next();
  });
  router.get('/api/docs', (_req, res) => {
    res.type('html').send(page);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.type('js').send(start);
  });
  router.get('/api/docs/openapi.json', async (_req, res) => {
    res.json(await openApi());
  });
  router.get('/api/docs/asyncapi.json', async (_req, res) => {
    res.json(await asyncApi());
  });
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.use('/api/docs/assets', express.static(assets, { index: false, maxAge: '1d', fallthrough: true }));
  return router;
}
