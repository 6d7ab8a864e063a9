import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { apiRouter } from './api.ts';
import type { GatewayConfig } from './config.ts';
import { controlRouter } from './control.ts';
import { Gateway } from './gateway.ts';
import { pageRouter } from './page/page.ts';
import type { Repair } from './repair-chain.ts';

export interface RunningGateway {
  gateway: Gateway;
  url: string;
  repair: Repair;
  stop: () => Promise<void>;
}

/** Starts the gateway and listens on this machine only. Port 0 takes any free one. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const gateway = new Gateway(config);
  const repair = await gateway.start();
  const app = express();
  app.disable('x-powered-by');
  app.use('/api/v1', apiRouter(gateway));
  app.use('/sandbox', controlRouter(gateway));
  app.use(pageRouter(gateway));
  const server = createServer(app);
  await listen(server, config.port);
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await gateway.stop();
  };
  return { gateway, url: `http://127.0.0.1:${port}`, repair, stop };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
