import { IconBulb, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { pairTexts } from '../../texts/pair-texts.js';
import { cameraTrouble, type CameraTrouble } from './camera-trouble.js';
import { openDecoder } from './decoder.js';
import classes from './camera.module.css';
import { cleanCode, seen, type LastSeen } from './repeats.js';

const texts = pairTexts.camera;
/** Between two looks at the picture, ms; a decoder without the browser's help needs most of a tenth of a second. */
const lookEveryMs = 160;
/** Longest side of what is decoded, pixels. */
const longestPx = 900;

interface CameraProps {
  onCode: (code: string) => void;
  onClose: () => void;
}

/** What the camera sees, and each code that comes into the picture, once. */
export function Camera({ onCode, onClose }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onCode);
  tell.current = onCode;
  const [trouble, setTrouble] = useState<CameraTrouble | null>(null);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | undefined;
    const begin = async () => {
      stream = await openCamera();
      if (ended) return stop(stream);
      setTrack(stream.getVideoTracks()[0] ?? null);
      const shown = video.current!;
      shown.srcObject = stream;
      await shown.play();
      const decode = await openDecoder();
      const frame = document.createElement('canvas');
      let last: LastSeen | null = null;
      const look = async () => {
        if (ended) return;
        const text = drawFrame(shown, frame) ? await decode(frame).catch(() => null) : null;
        const code = text === null ? '' : cleanCode(text);
        if (code !== '' && !ended) {
          const now = seen(last, code, performance.now());
          last = now.last;
          if (now.tell) {
            navigator.vibrate?.(40);
            tell.current(code);
          }
        }
        timer = setTimeout(() => void look(), lookEveryMs);
      };
      await look();
    };
    begin().catch((error: Error) => {
      if (!ended) setTrouble(cameraTrouble(error.name, globalThis.isSecureContext));
    });
    return () => {
      ended = true;
      clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, []);
  if (trouble)
    return (
      <Feedback tone="warn" action={{ label: texts.close, run: onClose }}>
        {texts.trouble[trouble]}
      </Feedback>
    );
  return (
    <div className={classes.camera}>
      <video ref={video} className={classes.picture} muted playsInline aria-label={texts.picture} />
      <div className={classes.sight} aria-hidden />
      <div className={classes.tools}>
        {track && <Torch track={track} />}
        <button type="button" className={admin.button} onClick={onClose}>
          <IconX size={20} stroke={1.8} aria-hidden />
          {texts.close}
        </button>
      </div>
    </div>
  );
}

/** A light on the phone, where its camera has one. */
function Torch({ track }: { track: MediaStreamTrack }) {
  const [on, setOn] = useState(false);
  const can = (track.getCapabilities?.() as { torch?: boolean } | undefined)?.torch;
  if (!can) return null;
  const turn = async () => {
    await track.applyConstraints({ advanced: [{ torch: !on } as MediaTrackConstraintSet] });
    setOn(!on);
  };
  return (
    <button type="button" className={admin.button} aria-pressed={on} onClick={() => void turn().catch(() => undefined)}>
      <IconBulb size={20} stroke={1.8} aria-hidden />
      {texts.light}
    </button>
  );
}

async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException('no camera for this page', 'NotFoundError');
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** @returns whether there is a picture yet */
function drawFrame(video: HTMLVideoElement, frame: HTMLCanvasElement): boolean {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return false;
  const scale = Math.min(1, longestPx / Math.max(videoWidth, videoHeight));
  frame.width = Math.round(videoWidth * scale);
  frame.height = Math.round(videoHeight * scale);
  const context = frame.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(video, 0, 0, frame.width, frame.height);
  return true;
}
