import { NextResponse, type NextRequest } from 'next/server';
import { serverEnv } from '@/config/env';
import { isDevelopment } from '@/config/mode';
import { isLanguage, LANGUAGE_COOKIE, negotiateLanguage } from '@/config/languages';
import { contentSecurityPolicy, fixedSecurityHeaders } from '@/config/security-headers';

/** Gives every page its language and its security headers. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!isLanguage(pathname.split('/')[1])) {
    const chosen = request.cookies.get(LANGUAGE_COOKIE)?.value;
    const language = isLanguage(chosen) ? chosen : negotiateLanguage(request.headers.get('accept-language'));
    const target = request.nextUrl.clone();
    target.pathname = `/${language}${pathname === '/' ? '' : pathname}`;
    target.search = search;
    const redirect = NextResponse.redirect(target, 307);
    redirect.headers.set('Vary', 'Accept-Language, Cookie');
    return redirect;
  }

  const env = serverEnv();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentSecurityPolicy(nonce, env, isDevelopment);

  // Next reads the nonce of its own scripts from the request's policy.
  const requestHeaders = new Headers(request.headers);
  requestHeaders.set('x-nonce', nonce);
  requestHeaders.set('Content-Security-Policy', policy);

  const response = NextResponse.next({ request: { headers: requestHeaders } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(fixedSecurityHeaders(env))) response.headers.set(name, value);
  return response;
}

export const config = {
  /** Pages only: not the API, the socket, Next's own files, nor anything with a file ending at the top level. */
  matcher: ['/((?!api/|socket\\.io|_next/|fonts/|icons/|[^/]+\\.[a-z0-9]+$).*)'],
};
