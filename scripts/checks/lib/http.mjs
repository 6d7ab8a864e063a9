// Requests as they go over the wire, without a client's own ideas of compression, redirects or headers.
import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';

const TIMEOUT_MS = 10_000;

/**
 * @param {number} port on 127.0.0.1
 * @param {string} path sent as it is
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer }} [options]
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, rawHeaders: string[], body: string }>}
 */
export function send(port, path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const call = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      headers,
      timeout: TIMEOUT_MS,
      agent: false,
    });
    call.once('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    call.once('timeout', () => call.destroy(new Error(`no answer to ${method} ${path} in time`)));
    call.once('error', reject);
    call.end(body);
  });
}

/** How often a header stands in an answer; node's parsed headers would hide a second one. */
export function countHeader({ rawHeaders }, name) {
  return rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}

/** The value a server answers to a WebSocket key (RFC 6455, 4.2.2). */
export function webSocketAccept(key) {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/**
 * Opens a WebSocket as far as the handshake and hands out the bare socket.
 * @returns {Promise<{ accepted: boolean, socket?: import('node:net').Socket, status: number }>}
 */
export function upgrade(port, path, protocol = 'websocket') {
  return new Promise((resolve, reject) => {
    const key = randomBytes(16).toString('base64');
    const headers = {
      Connection: 'Upgrade',
      Upgrade: protocol,
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': key,
    };
    const call = request({ host: '127.0.0.1', port, path, headers, timeout: TIMEOUT_MS, agent: false });
    call.once('upgrade', (response, socket) => {
      const accepted = response.headers['sec-websocket-accept'] === webSocketAccept(key);
      resolve({ accepted, socket, status: response.statusCode });
    });
    call.once('response', (response) => {
      response.resume();
      resolve({ accepted: false, status: response.statusCode });
    });
    call.once('timeout', () => call.destroy(new Error(`no answer to the upgrade of ${path} in time`)));
    call.once('error', reject);
    call.end();
  });
}
