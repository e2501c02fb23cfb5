/** The radio model's numbers, each with unit; their sources and reasons: docs/decisions/simulated-hospital.md. */
export const radioParameters = {
  /** Level at 1 m of an average tag at an average reader, dBm. */
  levelAt1mDbm: -60,
  /** Decay within a room or corridor; walls are counted one by one on top. */
  pathLossExponent: 2.2,
  /** Spread of tags (transmit power, mounting) and of readers (antenna, ceiling), dB. */
  tagOffsetSdDb: 2,
  readerOffsetSdDb: 2,
  /** Loss of one slab, dB, and the exponent that makes further slabs cost less each. */
  slabLossDb: 18.3,
  slabExponent: 0.46,
  storeyHeightM: 4,
  tagHeightM: 1,
  /** Shadowing by what no plan shows; exponential correlation over the distance. */
  shadowSdDb: 4,
  shadowLengthM: 4,
  shadowWaves: 24,
  /** Per packet: multipath and hopping over three channels, dB. */
  fadingSdDb: 2.5,
  /** Level at which half of the packets are decoded, and how sharply that changes, dB. */
  sensitivityDbm: -92,
  sensitivityWidthDb: 1.5,
  /** Share of packets lost to collisions and scan gaps at any level. */
  packetLoss: 0.12,
  /** A person between tag and reader: loss, length, and mean time between, while moving or in use and otherwise. */
  bodyLossDb: [6, 10],
  bodyLengthMs: [3_000, 20_000],
  bodyEveryMs: { busy: 40_000, idle: 300_000 },
  /** Half of the angle that a person covers, radians. */
  bodyHalfAngle: 1.2,
  /** A reader is silent now and then: chance in each half hour, and for how long. */
  outageChance: 1 / 48,
  outageWindowMs: 1_800_000,
  outageLengthMs: [120_000, 420_000],
  /** Advertising intervals; the standard adds up to 10 ms to each. */
  intervalMovingMs: 1_000,
  intervalStillMs: 5_000,
  advertisingDelayMs: 10,
} as const;
