import { Inject, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import {
  framesPerSecond,
  joinFloorSchema,
  livePath,
  liveRules,
  packFrame,
  type ClientToServer,
  type ServerToClient,
} from '#contracts/live';
import type { Visibility } from '#contracts/visibility';
import { PlacesStore } from '#storage/places-store';
import { Access, type Asked } from '../access/access.js';
import { askedOf } from '../access/asked-of.js';
import { demandCounted } from '../limits/counted-access.js';
import { RateLimits } from '../limits/rate-limits.js';
import { ProblemException } from '../problems/problem-exception.js';
import { LiveFeed } from './live-feed.js';
import { roomOf, Viewers } from './viewers.js';

/** Changed rights, ended sessions and revoked keys take effect on open connections after this time, milliseconds. */
const lookAgainEveryMs = 3_000;
/** A gap in the sequence, at which every client joins again. */
const gap = Number.MAX_SAFE_INTEGER;

type LiveSocket = Socket<ClientToServer, ServerToClient>;
type JoinAnswer = Parameters<Parameters<ClientToServer['floor:join']>[1]>[0];

@WebSocketGateway({
  path: livePath,
  serveClient: false,
  transports: ['websocket', 'polling'],
  // Frames are packed and stay below: compressing each for each client would cost more than it saves. Snapshots of large
  // floors are names over names, and shrink to a tenth.
  perMessageDeflate: { threshold: 64_000, serverNoContextTakeover: true, clientNoContextTakeover: true },
  httpCompression: false,
  maxHttpBufferSize: 10_000,
  pingInterval: 10_000,
  pingTimeout: 10_000,
})
export class LiveGateway implements OnGatewayConnection, OnApplicationBootstrap, BeforeApplicationShutdown {
  @WebSocketServer()
  private readonly server!: Server<ClientToServer, ServerToClient>;
  private readonly viewers = new Viewers();
  /** How much of the house each connection was shown when it last joined or was looked at, as JSON. */
  private readonly shown = new WeakMap<LiveSocket, string>();
  private readonly timers: NodeJS.Timeout[] = [];
  private looking = false;

  constructor(
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(PlacesStore) private readonly places: PlacesStore,
    @Inject(Access) private readonly access: Access,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  onApplicationBootstrap(): void {
    this.feed.onStatus((status) => this.server.emit('live:status', status));
    this.timers.push(
      setInterval(() => this.sendFrames(), 1000 / framesPerSecond),
      setInterval(() => void this.lookAgain(), lookAgainEveryMs),
    );
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  handleConnection(socket: LiveSocket): void {
    socket.on('disconnect', () => this.viewers.forget(socket));
    socket.emit('live:status', this.feed.status);
  }

  @SubscribeMessage('floor:join')
  async join(@ConnectedSocket() socket: LiveSocket, @MessageBody() request: unknown): Promise<JoinAnswer> {
    const parsed = joinFloorSchema.safeParse(request);
    if (!parsed.success) return { error: 'floor:join needs { floorId }, the number of a floor.' };
    const { floorId } = parsed.data;
    let visibility: Visibility;
    try {
      ({ visibility } = await demandCounted(this.access, this.limits, liveRules['floor:join'], askedOfOpen(socket)));
      if (!(await this.places.hasFloor(floorId, visibility.siteIds)))
        return { error: `There is no floor with the id ${floorId}.`, absent: true };
    } catch (error) {
      if (error instanceof ProblemException) return { error: error.message };
      return { error: 'The database cannot be reached at the moment; join again shortly.' };
    }
    if (socket.disconnected) return { error: 'The connection was closed.' };
    if (this.viewers.isSlow(socket)) return { error: 'This connection is too slow at the moment; join again shortly.' };
    this.shownAnew(socket, visibility);
    if (!this.viewers.add(socket, floorId, visibility))
      return { error: 'This connection watches too many floors; leave one first.' };
    return { snapshot: this.feed.hub.snapshot(floorId, Date.now(), visibility) };
  }

  @SubscribeMessage('floor:leave')
  leave(@ConnectedSocket() socket: LiveSocket, @MessageBody() request: unknown): void {
    const parsed = joinFloorSchema.safeParse(request);
    if (parsed.success) this.viewers.remove(socket, parsed.data.floorId);
  }

  private sendFrames(): void {
    const { hub } = this.feed;
    this.viewers.sortOut();
    hub.dropPending(this.viewers);
    for (const floorId of this.viewers.floorIds)
      for (const { audience, frame } of hub.frames(floorId, Date.now(), this.viewers.audiences(floorId)))
        this.server.to(roomOf(floorId, audience)).emit('floor:frame', packFrame(frame));
  }

  /** How much of the house a connection may be shown now. @throws ProblemException when it may be shown nothing */
  private async visibilityOf(socket: LiveSocket): Promise<Visibility> {
    return (await this.access.demand(liveRules['floor:join'], askedOfOpen(socket))).visibility;
  }

  /** Looks at every connection again, one after the other: who may do less than before is sent less from now on. */
  private async lookAgain(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    for (const socket of this.server.sockets.sockets.values())
      try {
        this.shownAnew(socket, await this.visibilityOf(socket));
      } catch (error) {
        // Only a refusal ends a connection; when the database is away nobody is thrown out.
        if (error instanceof ProblemException) socket.disconnect(true);
      }
    this.looking = false;
  }

  /** Takes a connection off all its floors when its rights have changed. It sees a gap, joins again, and gets what it may see. */
  private shownAnew(socket: LiveSocket, visibility: Visibility): void {
    const before = this.shown.get(socket);
    const now = JSON.stringify(visibility);
    this.shown.set(socket, now);
    if (before === undefined || before === now) return;
    for (const floorId of this.viewers.forget(socket))
      socket.emit(
        'floor:frame',
        packFrame({
          ...{ floorId, sequence: gap, serverTime: Date.now(), newestObservedAt: 0 },
          ...{ assets: [], fixes: [], moves: [], heard: [], gone: [] },
        }),
      );
  }
}

/** The request that opened a connection, as it is looked at later: what an open page asks by itself. */
function askedOfOpen(socket: LiveSocket): Asked {
  return { ...askedOf(socket.request), passive: true };
}
