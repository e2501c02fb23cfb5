import { IconCamera } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState, type FormEvent } from 'react';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { TextField } from '../../admin/form/text-field.js';
import { ApiError } from '../../app/api.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { pairTexts } from '../../texts/pair-texts.js';
import { useRegisterChange } from '../register-queries.js';
import { cleanCode } from '../scan/repeats.js';
import { askCode, pairTag } from './pair-api.js';
import { PairCard } from './pair-card.js';
import classes from './pair.module.css';
import { nothingYet, stepOf, withCode, withUnknownTag, type NamedAsset, type PairState } from './pair-state.js';
import { TroubleWords } from './trouble-words.js';
import { useKeyboardScanner } from './use-keyboard-scanner.js';

// The camera and its decoder are loaded by who opens it.
const Camera = lazy(() => import('../scan/camera.js').then(({ Camera: found }) => ({ default: found })));

export interface Paired {
  asset: NamedAsset;
  tagKey: string;
}

interface PairStationProps {
  /** The asset is given; null: it is scanned as well. */
  given: NamedAsset | null;
  onPaired: (paired: Paired) => void;
}

/** Takes codes from the camera, a scanner or the keyboard, until an asset and a tag are there, and pairs them. */
export function PairStation({ given, onPaired }: PairStationProps) {
  const start: PairState = { ...nothingYet, asset: given };
  const [state, setState] = useState(start);
  const [typed, setTyped] = useState('');
  const [camera, setCamera] = useState(false);
  const [asking, setAsking] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const pair = useRegisterChange(pairTag);
  useKeyboardScanner(field);
  const step = stepOf(state);

  const take = async (code: string) => {
    setProblem(null);
    setAsking((count) => count + 1);
    try {
      const answer = await askCode(code);
      setState((current) => withCode(current, code, answer, given !== null));
    } catch (error) {
      setProblem(pairTexts.askFailed(code, (error as Error).message));
    } finally {
      setAsking((count) => count - 1);
    }
  };
  const confirm = () => {
    const { asset, tag } = state;
    if (!asset || !tag || pair.isPending || (step !== 'pair' && step !== 'move')) return;
    setProblem(null);
    pair.mutate(
      { assetId: asset.id, tagKey: tag.tagKey, move: step === 'move' },
      {
        onSuccess: () => {
          onPaired({ asset, tagKey: tag.tagKey });
          setState(start);
          field.current?.focus({ preventScroll: true });
        },
        onError: (error) => {
          setProblem(pairTexts.pairFailed(error.message));
          // Somebody else was quicker: what is known of the tag is asked for again, and the question with it.
          if (error instanceof ApiError && error.status === 409) void take(tag.tagKey);
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = cleanCode(typed);
    setTyped('');
    // Only the button pairs: many scanners end a code with two Enters.
    if (code !== '') void take(code);
  };
  return (
    <>
      <section className={admin.card}>
        {camera ? (
          <Suspense fallback={<p role="status">{adminTexts.loading}</p>}>
            <Camera onCode={(code) => void take(code)} onClose={() => setCamera(false)} />
          </Suspense>
        ) : (
          <button type="button" className={`${admin.button} ${classes.open}`} onClick={() => setCamera(true)}>
            <IconCamera size={22} stroke={1.8} aria-hidden />
            {pairTexts.camera.open}
          </button>
        )}
        <form className={classes.typed} onSubmit={submit}>
          <TextField
            ref={field}
            label={given ? pairTexts.tagCode : pairTexts.code}
            hint={pairTexts.codeHint}
            value={typed}
            maxLength={300}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="done"
            // On a phone the keyboard would cover half of the page.
            autoFocus={matchMedia('(pointer: fine)').matches}
            onChange={setTyped}
          />
          <button type="submit" className={admin.button}>
            {pairTexts.take}
          </button>
        </form>
      </section>
      {problem && <Feedback tone="bad">{problem}</Feedback>}
      {state.trouble && (
        <TroubleWords
          trouble={state.trouble}
          onTag={(tagKey) => setState(withUnknownTag(state, tagKey))}
          onDismiss={() => setState({ ...state, trouble: null })}
        />
      )}
      <PairCard
        state={state}
        step={step}
        fixed={given !== null}
        working={pair.isPending || asking > 0}
        onConfirm={confirm}
        onClear={(part) => setState({ ...state, [part]: null, trouble: null })}
      />
    </>
  );
}
