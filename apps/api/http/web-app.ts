import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response } from 'express';
import { packedAssets } from './packed-assets.js';

/** The folder of a build's files whose names contain a hash of their content. */
const hashedFolder = /^\/assets\//;

/**
 * Serves the built web app. Paths that are no file belong to the app's own router and get its page, so that
 * an address with a floor and an asset in it can be opened and sent around.
 */
export function webApp(folder: string) {
  const page = join(folder, 'index.html');
  const packed = packedAssets(join(folder, 'assets'));
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const hashed = hashedFolder.test(path.slice(folder.length).replaceAll('\\', '/'));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const { path } = request;
    if ((request.method !== 'GET' && request.method !== 'HEAD') || path === '/api' || path.startsWith('/api/')) {
      next();
      return;
    }
    const plain = () =>
      files(request, response, (error?: unknown) => {
        if (error || hashedFolder.test(path) || !existsSync(page)) next(error);
        else
          response.sendFile(page, { headers: { 'Cache-Control': 'no-cache' }, cacheControl: false }, (failed) => {
            if (failed && !response.headersSent) next(failed);
          });
      });
    packed(request, response, (error?: unknown) => (error ? next(error) : plain()));
  };
}
