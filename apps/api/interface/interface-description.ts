import type { Type } from '@nestjs/common';
import { projectVersion } from '../http/project-folder.js';
import { docsPage } from './docs-page.js';
import { type OpenApi, openApiOf } from './openapi.js';
import { routesOf } from './routes.js';

/** The description of the interface, for programs and for people; made once, from the controllers. */
export class InterfaceDescription {
  readonly document: OpenApi;
  readonly page: string;

  constructor(controllers: readonly Type[]) {
    this.document = openApiOf(routesOf(controllers), projectVersion());
    this.page = docsPage(this.document);
  }
}
