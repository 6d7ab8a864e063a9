import type { AxiosInstance, AxiosRequestConfig, AxiosResponse } from 'axios';

/**
 * The doorway to the HTTP client: axios is loaded with the first call, not with the page. A page that the server
 * has filled makes no call before a person does something, and stands sooner for it.
 */
const load = () => import('./axios');

const call = async (config: AxiosRequestConfig): Promise<AxiosResponse> =>
  (await load()).http.request(config);

/**
 * Stands in for the axios module in the generated client, which calls its instance and reads its defaults and uses
 * nothing else of it.
 */
export const lazyAxios = {
  create: (defaults: object): AxiosInstance => Object.assign(call, { defaults }) as unknown as AxiosInstance,
};

/** See `refreshAccessToken` of `axios.ts`. */
export async function refreshAccessToken(staleToken: string | null): Promise<string | null> {
  return (await load()).refreshAccessToken(staleToken);
}
