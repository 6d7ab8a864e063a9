/**
 * Starts the production build. The standalone server binds to HOSTNAME, which many shells and every container set
 * to the machine's own name; here it is HOST that decides, and only this machine is served unless it says otherwise.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

process.env['HOSTNAME'] = process.env['HOST'] ?? '127.0.0.1';
process.env['PORT'] ??= '3000';

const server = path.join(import.meta.dirname, '..', '.next', 'standalone', 'server.js');
await import(pathToFileURL(server).href);
