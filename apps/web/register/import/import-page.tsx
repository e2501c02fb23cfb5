import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { importByteLimit, type ImportReport } from '#contracts/asset-import';
import type { Session } from '#contracts/people';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { may } from '../../session/may.js';
import { language } from '../../texts/language.js';
import { importTexts as texts } from '../../texts/import-texts.js';
import { exportAddress } from '../register-api.js';
import { RegisterPage } from '../register-page.js';
import { useRegisterChange, useTypes } from '../register-queries.js';
import { FileChooser } from './file-chooser.js';
import { importList, type ImportMode } from './import-api.js';
import { ImportDecision } from './import-decision.js';
import { ImportFindings } from './import-findings.js';
import classes from './import.module.css';
import { saveFile } from './save-file.js';
import { templateOf } from './template.js';
import { readTextFile, type Encoding } from './read-text-file.js';

/** /equipment/import */
export default function ImportPage({ session }: { session: Session }) {
  return (
    <RegisterPage session={session} permission="assets.change" title={texts.title} intro={texts.intro}>
      <Import mayExport={may(session, 'assets.export')} />
    </RegisterPage>
  );
}

/** The list that was chosen, as it is: what was checked is what is written, whatever becomes of the file meanwhile. */
interface ChosenList {
  name: string;
  text: string;
  encoding: Encoding;
}

function Import({ mayExport }: { mayExport: boolean }) {
  const types = useTypes();
  const [list, setList] = useState<ChosenList | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useRegisterChange(({ text, mode }: { text: string; mode: ImportMode }) => importList(text, mode));

  const send = (text: string, mode: ImportMode) => {
    setProblem(null);
    run.mutate(
      { text, mode },
      {
        onSuccess: setReport,
        onError: (error) => setProblem(mode === 'check' ? texts.checkFailed(error.message) : error.message),
      },
    );
  };
  const choose = async (file: File) => {
    setReport(null);
    setProblem(null);
    setList(null);
    if (file.size > importByteLimit) return setProblem(texts.tooBig(file.name, importByteLimit / 1024 / 1024));
    if (/\.(xlsx?|ods|numbers)$/i.test(file.name)) return setProblem(texts.noCsv(file.name));
    try {
      const { text, encoding } = readTextFile(new Uint8Array(await file.arrayBuffer()));
      setList({ name: file.name, text, encoding });
      send(text, 'check');
    } catch {
      setProblem(texts.unreadable(file.name));
    }
  };
  return (
    <>
      <section className={admin.card}>
        <FileChooser
          chosen={list?.name ?? null}
          again={report !== null && !report.written && report.wrong > 0}
          disabled={run.isPending}
          onFile={(file) => void choose(file)}
        />
        <div className={admin.actions}>
          <button
            type="button"
            className={admin.button}
            onClick={() => saveFile('equipment.csv', templateOf(types.data ?? [], language), 'text/csv')}
          >
            <IconDownload size={20} stroke={1.8} aria-hidden />
            {texts.template}
          </button>
          {mayExport && (
            <a className={admin.button} href={exportAddress('')} download>
              <IconDownload size={20} stroke={1.8} aria-hidden />
              {texts.present}
            </a>
          )}
        </div>
        <p className={admin.muted}>{texts.presentHint}</p>
      </section>
      {run.isPending && (
        <div className={admin.card} role="status">
          <p>{run.variables.mode === 'check' ? texts.checking : texts.writing}</p>
          <progress className={classes.progress} aria-label={texts.progress} />
        </div>
      )}
      {problem && <Feedback tone="bad">{problem}</Feedback>}
      {list && list.encoding !== 'utf-8' && <Feedback tone="plain">{texts.encoding[list.encoding]}</Feedback>}
      {report?.written && (
        <Feedback tone="good">
          <p>{texts.done(report)}</p>
          <p>
            <Link to="/equipment">{texts.toList}</Link>
          </p>
        </Feedback>
      )}
      {report && list && !report.written && (
        <ImportDecision
          report={report}
          disabled={run.isPending}
          onWrite={() => send(list.text, 'write')}
          onWriteRightRows={() => send(list.text, 'write-right-rows')}
        />
      )}
      {report && <ImportFindings report={report} />}
    </>
  );
}
