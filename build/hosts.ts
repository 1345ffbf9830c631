// Files with which static hosts send the isolation headers: written into dist/ for hosts that read them there.

import { FROM_HOST } from '../www/hosting/headers.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const entries = Object.entries(FROM_HOST);
const lines = (line: (name: string, value: string) => string): string => entries.map(([name, value]) => line(name, value)).join('\n');

/** Netlify and Cloudflare Pages. */
const underscoreHeaders = `/*
${lines((name, value) => `  ${name}: ${value}`)}
/assets/*
  Cache-Control: ${FOREVER}
`;

/** Apache, where .htaccess is read. */
const htaccess = `AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
<IfModule mod_headers.c>
${lines((name, value) => `  Header always set ${name} "${value}"`)}
</IfModule>
`;

/** Vercel, for \`vercel deploy dist\`. */
const vercel = {
  headers: [
    { source: '/(.*)', headers: entries.map(([key, value]) => ({ key, value })) },
    { source: '/assets/(.*)', headers: [{ key: 'Cache-Control', value: FOREVER }] },
  ],
};

/** nginx: to be included in the page's \`location\`. */
const nginx = `${lines((name, value) => `add_header ${name} "${value}" always;`)}
`;

/** By the file's name in dist/. */
export const HOST_FILES: Readonly<Record<string, string>> = {
  _headers: underscoreHeaders,
  '.htaccess': htaccess,
  'vercel.json': `${JSON.stringify(vercel, null, 2)}\n`,
  'nginx-headers.conf': nginx,
};
