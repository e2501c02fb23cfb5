/** Every sentence of the set-up page and of the page behind an invitation. */
export const welcomeEn = {
  code: 'Code',
  codeMissing: 'Enter the code.',
  nameMissing: 'Enter your name, as others know you.',
  setUp: {
    title: 'Set up Wardmap',
    detail: 'Nobody can sign in yet. You become the first administrator and invite the others.',
    code: 'Set-up code',
    codeDetail: 'It stands in the log of the server and in the window it was started from. It changes at every start.',
    email: 'Your e-mail address',
    name: 'Your name',
    password: 'Choose a password',
    submit: 'Create my account',
    working: 'Creating your account…',
    done: 'Wardmap is set up already.',
    doneDetail: 'The first administrator exists. Whoever wants in is invited on the page of users.',
    toSignIn: 'To the sign-in page',
  },
  invitation: {
    title: 'Welcome to Wardmap',
    detail: 'Choose the password that you will sign in with, together with your e-mail address.',
    code: 'Invitation code',
    codeDetail: 'You got it from an administrator. It works once.',
    password: 'Choose a password',
    submit: 'Keep this password',
    working: 'One moment…',
    done: 'Your password is set',
    doneDetail: 'Sign in with your e-mail address and the password you have just chosen.',
    toSignIn: 'Sign in',
    signedIn: (name: string) => `${name} is signed in here. Choosing a password for somebody else signs them out.`,
  },
};

export type WelcomeTexts = typeof welcomeEn;
