import type { CreateClientConfig } from './api/client.gen';

/** Addresses stay relative, so that query keys hold no host and fit on the server and in the browser. */
export const createClientConfig: CreateClientConfig = (config) => ({ ...config, baseURL: '' });
