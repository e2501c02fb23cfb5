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
  type ClientToServer,
  type FloorSnapshot,
  type ServerToClient,
} from '#contracts/live';
import { PlacesStore } from '#storage/places-store';
import { Access } from '../access/access.js';
import { askedOf } from '../access/asked-of.js';
import { ProblemException } from '../problems/problem-exception.js';
import { LiveFeed } from './live-feed.js';
import { roomOf, Viewers } from './viewers.js';

/** A revoked key loses its open connections after this time, milliseconds. */
const checkKeysEveryMs = 30_000;

@WebSocketGateway({
  path: livePath,
  serveClient: false,
  transports: ['websocket', 'polling'],
  // Frames are small and many: compressing each for each client costs more than it saves on a hospital's network.
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 10_000,
  pingInterval: 10_000,
  pingTimeout: 10_000,
})
export class LiveGateway implements OnGatewayConnection, OnApplicationBootstrap, BeforeApplicationShutdown {
  @WebSocketServer()
  private readonly server!: Server<ClientToServer, ServerToClient>;
  private readonly viewers = new Viewers();
  private readonly timers: NodeJS.Timeout[] = [];
  private floors = new Set<number>();

  constructor(
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(PlacesStore) private readonly places: PlacesStore,
    @Inject(Access) private readonly access: Access,
  ) {}

  onApplicationBootstrap(): void {
    this.feed.onStatus((status) => this.server.emit('live:status', status));
    this.timers.push(
      setInterval(() => this.sendFrames(), 1000 / framesPerSecond),
      setInterval(() => void this.checkKeys(), checkKeysEveryMs),
    );
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  handleConnection(socket: Socket<ClientToServer, ServerToClient>): void {
    socket.on('disconnect', () => this.viewers.forget(socket));
    socket.emit('live:status', this.feed.status);
  }

  @SubscribeMessage('floor:join')
  async join(
    @ConnectedSocket() socket: Socket,
    @MessageBody() request: unknown,
  ): Promise<{ snapshot: FloorSnapshot } | { error: string }> {
    const parsed = joinFloorSchema.safeParse(request);
    if (!parsed.success) return { error: 'floor:join needs { floorId }, the number of a floor.' };
    const { floorId } = parsed.data;
    try {
      if (!(await this.exists(floorId))) return { error: `There is no floor with the id ${floorId}.` };
    } catch {
      return { error: 'The database cannot be reached at the moment; join again shortly.' };
    }
    if (socket.disconnected) return { error: 'The connection was closed.' };
    if (this.viewers.isSlow(socket)) return { error: 'This connection is too slow at the moment; join again shortly.' };
    if (!this.viewers.add(socket, floorId))
      return { error: 'This connection watches too many floors; leave one first.' };
    return { snapshot: this.feed.hub.snapshot(floorId, Date.now()) };
  }

  @SubscribeMessage('floor:leave')
  leave(@ConnectedSocket() socket: Socket, @MessageBody() request: unknown): void {
    const parsed = joinFloorSchema.safeParse(request);
    if (parsed.success) this.viewers.remove(socket, parsed.data.floorId);
  }

  private sendFrames(): void {
    const { hub } = this.feed;
    this.viewers.sortOut();
    hub.dropPending(this.viewers);
    for (const floorId of this.viewers.floorIds) {
      const frame = hub.frame(floorId, Date.now());
      if (frame) this.server.to(roomOf(floorId)).emit('floor:frame', frame);
    }
  }

  private async exists(floorId: number): Promise<boolean> {
    if (!this.floors.has(floorId)) {
      const { sites } = await this.places.siteTree();
      this.floors = new Set(
        sites.flatMap((site) => site.buildings.flatMap((building) => building.floors.map((floor) => floor.id))),
      );
    }
    return this.floors.has(floorId);
  }

  private async checkKeys(): Promise<void> {
    for (const socket of this.server.sockets.sockets.values())
      try {
        await this.access.demand('assets.see', askedOf(socket.request));
      } catch (error) {
        // Only a refusal ends a connection; when the database is away nobody is thrown out.
        if (error instanceof ProblemException) socket.disconnect(true);
      }
  }
}
