import type { OpenIdRefusal } from '#contracts/openid';
import type { PersonRole } from '#contracts/permissions';

const roles: Record<PersonRole, string> = {
  nurse: 'Nurse',
  biomed: 'Biomedical engineer',
  security: 'Security',
  administrator: 'Administrator',
};

/** Why the hospital's own sign-in did not let somebody in. */
const openIdRefused: Record<OpenIdRefusal, string> = {
  attempt: 'This sign-in was begun in another window, was used already or took longer than ten minutes. Try again.',
  cancelled: 'The sign-in was cancelled.',
  provider: 'The hospital sign-in cannot be reached or gave an answer that cannot be trusted. Try again later.',
  'no-role': 'Your hospital account has no role in Wardmap. Ask whoever looks after the accounts to give it one.',
  'no-department': 'Your hospital account names no department that Wardmap could show. Ask whoever looks after it.',
  'no-site': 'Your hospital account names no site that Wardmap knows. Ask whoever looks after it.',
  'no-email': 'Your hospital account gives Wardmap no e-mail address. Ask whoever looks after it.',
  'email-in-use':
    'Somebody signs in here with a password under the e-mail address of your hospital account. Sign in with that password, or ask an administrator.',
  disabled: 'This account is disabled. Ask an administrator.',
  'last-administrator':
    'Your hospital account no longer makes you an administrator of the whole house, and you are the last one here. Whoever runs the server makes another one first, with `npx wardmap user create`.',
};

/** Every sentence around signing in and out. */
export const signInEn = {
  roles,
  openIdRefused,
  title: 'Sign in to Wardmap',
  email: 'E-mail address',
  password: 'Password',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  shared: 'This computer is shared',
  sharedDetail: 'Wardmap signs you out soon after you walk away.',
  ownDetail: 'You stay signed in for longer. Only for a device that nobody else uses.',
  submit: 'Sign in',
  signingIn: 'Signing in…',
  or: 'or',
  openId: (name: string) => `Sign in with ${name}`,
  emailMissing: 'Enter your e-mail address, such as name@hospital.example.',
  passwordMissing: 'Enter your password.',
  wait: (seconds: number) =>
    seconds > 90
      ? `Too many attempts. You can try again in ${Math.ceil(seconds / 60)} minutes.`
      : `Too many attempts. You can try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`,
  failed: (reason: string) => `Signing in did not work: ${reason}`,
  forgotten: 'Forgot your password? Ask an administrator for a new invitation.',
  invited: 'I have an invitation code',
  notOffered: 'Nobody can sign in over this connection',
  optionsFailed: 'The sign-in page could not be loaded',
  secondFactor: {
    title: 'One more step',
    detail: 'Your account asks for a code besides the password.',
    code: 'Code of your authenticator app',
    codeDetail: 'Six digits that change every half minute.',
    recovery: 'Recovery code',
    recoveryDetail: 'One of the ten codes you kept when you switched the second step on. Each works once.',
    missing: 'Enter the code.',
    useRecovery: 'Use a recovery code instead',
    useApp: 'Use the authenticator app instead',
    back: 'Sign in as somebody else',
  },
  demo: {
    title: 'Who do you want to be?',
    detail: 'This is a demonstration: choose a role, and look around. Nothing here is real.',
    signInAs: (name: string) => `Sign in as ${name}`,
    account: 'Sign in with an account',
    banner: 'Demo: simulated hospital, not real data',
  },
  ended: {
    idle: 'You were signed out because nobody used this page for a while.',
    age: 'You were signed out: after some hours everybody signs in anew.',
    elsewhere: 'The session has ended. Sign in to go on where you were.',
    signedOut: 'You are signed out.',
    unheard:
      'This page has forgotten everything, but the server could not be told that you left. Close the browser; the session ends by itself.',
  },
  ending: {
    title: 'Are you still there?',
    detail: 'This page closes because nobody has used it for a while.',
    ageTitle: 'This session ends soon',
    ageDetail: 'After some hours everybody signs in anew. Finish what you are doing, then sign in again.',
    left: (seconds: number) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
    stay: 'Stay signed in',
    leave: 'Sign out now',
    understood: 'I see',
  },
};

export type SignInTexts = typeof signInEn;
