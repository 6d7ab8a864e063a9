/** The generated calls, loaded with the first of them: `(await sdk()).login({ body })`. */
export const sdk = () => import('./api/sdk.gen');
