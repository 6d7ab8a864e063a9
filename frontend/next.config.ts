import type { NextConfig } from 'next';

const root = import.meta.dirname;

/** Where the rewrites of the hot path lead; in production a reverse proxy joins the two origins instead. */
const backend = process.env['API_INTERNAL_URL'] ?? 'http://127.0.0.1:5001';

const year = 'public, max-age=31536000, immutable';

const nextConfig: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  // A path such as /api/x/ is the backend's to judge, not ours to redirect.
  skipTrailingSlashRedirect: true,
  distDir: '.next',
  images: { unoptimized: true },
  // Whoever checks the types apart, as the test command does, need not wait for them here as well.
  typescript: { ignoreBuildErrors: process.env['TYPES_CHECKED_APART'] === '1' },
  experimental: { optimizePackageImports: ['lucide-react', '@mui/material'] },
  headers: () =>
    Promise.resolve([
      { source: '/fonts/:path*', headers: [{ key: 'Cache-Control', value: year }] },
      // A worker kept by a cache would keep an old version of the whole application alive.
      { source: '/sw.js', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
    ]),
  ...(process.env.NODE_ENV === 'production'
    ? {}
    : {
        rewrites: () =>
          Promise.resolve([
            { source: '/api/:path*', destination: `${backend}/api/:path*` },
            { source: '/socket.io', destination: `${backend}/socket.io/` },
            { source: '/socket.io/:path+', destination: `${backend}/socket.io/:path+` },
          ]),
      }),
};

export default nextConfig;
