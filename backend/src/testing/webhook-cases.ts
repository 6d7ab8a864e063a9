import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';

/**
 * Posts with headers exactly as given, repeats and all, which no HTTP client of a higher level lets through.
 */
export function postRaw(
  url: string,
  headers: readonly (readonly [string, string])[],
  body: Buffer | string,
): Promise<{ status: number; json: unknown }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const path = '/api/payment/shkeeper/webhook';
    const bytes = Buffer.from(body);
    const request = httpRequest({ hostname, port, path, method: 'POST' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          json: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown,
        });
      });
    });
    request.on('error', reject);
    request.setHeader('Content-Type', 'application/json');
    request.setHeader('Content-Length', bytes.byteLength);
    for (const name of new Set(headers.map(([given]) => given))) {
      request.setHeader(
        name,
        headers.filter(([given]) => given === name).map(([, value]) => value),
      );
    }
    request.end(bytes);
  });
}

export const hmacHex = (key: string, message: string | Buffer): string =>
  createHmac('sha256', key).update(message).digest('hex');
