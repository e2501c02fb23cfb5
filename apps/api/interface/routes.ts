import { RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner, Reflector } from '@nestjs/core';
import { z } from 'zod';
import type { Permission } from '#contracts/permissions';
import { Needs, Public } from '../access/needs.js';
import { contractOf } from '../http/checked.js';
import { type Answer, answersOf, bodyTakenBy } from './answers.js';

/** A route as its code declares it. */
export interface Route {
  /** Controller and method, such as "assets.list". */
  id: string;
  /** What belongs together: the controller's name in words. */
  tag: string;
  /** In lower case. */
  method: string;
  /** Absolute, parameters in braces. */
  path: string;
  /** Null: everybody may. */
  needs: Permission | null;
  pathParameters: { name: string; schema: z.ZodType }[];
  query: z.ZodType | null;
  /** Contract of a JSON body, or media type of any other. */
  body: z.ZodType | string | null;
  /** With the status filled in. */
  answers: (Answer & { status: number })[];
}

interface Argument {
  data?: unknown;
  pipes?: unknown[];
}

const text = z.string().min(1);

/** Every route of these controllers, in their order. */
export function routesOf(controllers: readonly Type[]): Route[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, (...values: never[]) => unknown>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name]))
      .map((name) => routeOf(controller, name, prototype[name]));
  });
}

function routeOf(controller: Type, name: string, method: (...values: never[]) => unknown): Route {
  const words = controller.name.replace(/Controller$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod];
  const parts = [controller, method].map((place) => Reflect.getMetadata(PATH_METADATA, place) as string);
  const path = `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
  const declared = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as Record<string, Argument> | undefined;
  const parameters = new Map<string, z.ZodType>();
  let query: z.ZodType | null = null;
  let body: z.ZodType | string | null = bodyTakenBy(method) ?? null;
  for (const [key, { data, pipes }] of Object.entries(declared ?? {})) {
    const contract = (pipes ?? []).map(contractOf).find((found) => found !== undefined);
    if (key.startsWith(`${RouteParamtypes.PARAM}:`)) parameters.set(String(data), contract?.schema ?? text);
    else if (contract?.what === 'query') query = contract.schema;
    else if (contract?.what === 'body') body = contract.schema;
  }
  const usual =
    (Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined) ?? (verb === 'POST' ? 201 : 200);
  const reflector = new Reflector();
  const place = [method, controller];
  return {
    id: `${words[0].toLowerCase()}${words.slice(1).replaceAll(' ', '')}.${name}`,
    tag: words[0] + words.slice(1).toLowerCase(),
    method: verb.toLowerCase(),
    path: path.replace(/:(\w+)/g, '{$1}'),
    needs: reflector.getAllAndOverride(Public, place) ? null : reflector.getAllAndOverride(Needs, place),
    pathParameters: [...path.matchAll(/:(\w+)/g)].map((found) => ({
      name: found[1],
      schema: parameters.get(found[1]) ?? text,
    })),
    ...{ query, body },
    answers: answersOf(method).map((answer) => ({ ...answer, status: answer.status ?? usual })),
  };
}
