import type { NextFunction, Request, Response } from 'express';
import { asksLoopback } from '../access/same-origin.js';

/**
 * The screens come as one bundle from our own address, styles included. What the map and the components place
 * or colour while running they set through the DOM, which needs no 'unsafe-inline'.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A floor plan is somebody's SVG: opened by itself it may draw, and nothing else. */
export const planSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
};

/** A year: browsers that came once over TLS come over nothing else (RFC 6797). */
const strictTransport = 'max-age=31536000';

/** Tells browsers what our pages may load and who may show them. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Never for a loopback name: it belongs to every program on that machine.
  if (request.secure && !asksLoopback(request.headers))
    response.setHeader('Strict-Transport-Security', strictTransport);
  next();
}

/** API answers are nobody's to keep unless a route says otherwise. */
export function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
