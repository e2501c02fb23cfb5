import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Words that people in hospitals make a password of, alone or with digits and signs around them, and longer passwords
 * that many people have. They stand beside the published list; the rules in password-rules.ts multiply both (case,
 * letters written as digits, what is put before and behind).
 */
const words = `
password passwort kennwort passwd passcode passphrase motdepasse contrasena contrasenya senha parola haslo heslo wachtwoord
losenord salasana adgangskode sifre jelszo lozinka passord geslo parole mypassword mypass newpassword yourpassword
thepassword thisismypassword secret secrets geheim secreto topsecret mysecret changeme changeit changethis change
letmein letmeinnow letmeinplease openup opensesame welcome welcomeback willkommen bienvenue bienvenido bemvindo benvenuto
hello hellothere helloworld hallo hola bonjour goodmorning goodbye iloveyou iloveu iloveme iloveyouso iloveyoubaby
iloveyouforever ilovejesus ilovegod ilovemom ilovemyself ilovemydog ilovemycat ilovemyfamily ilovemusic ilovedogs
iloveyou2 loveyou loveme lovelove lover lovers loveforever jetaime tequiero teamo tiamo ichliebedich ichliebedichsehr
admin administrator administrador administrateur sysadmin superuser superadmin root rootroot adminadmin administration
manager management operator operators supervisor support helpdesk service services guest visitor user username default
system server computer laptop desktop internet network wireless wifi router database oracle windows microsoft google
facebook instagram youtube twitter linkedin whatsapp amazon samsung android iphone apple macbook pokemon minecraft
fortnite roblox playstation nintendo starwars startrek matrix terminator superman batman spiderman ironman wolverine
hospital hospitals clinic klinik klinikum krankenhaus spital hopital ospedale szpital ziekenhuis sykehus nurse nurses
nursing krankenschwester pfleger pflege enfermera infirmiere infermiera doctor doctors doktor arzt medico medecin
physician surgeon surgery medicine medical patient patients ward wards station intensive intensivecare emergency
ambulance pharmacy apotheke laboratory radiology cardiology oncology pediatrics biomed biomedical security wardmap
wardmapdemo rtls tracking location asset assets equipment
football futbol fussball soccer baseball basketball volleyball handball tennis hockey cricket rugby liverpool arsenal
chelsea manchester manchesterunited barcelona realmadrid juventus bayern bayernmuenchen borussia dortmund schalke galatasaray
fenerbahce besiktas cowboys steelers yankees lakers packers patriots eagles redsox
dragon dragons monkey monkeys tiger tigers lion lions eagle wolf wolves panther jaguar dolphin dolphins butterfly
butterflies schmetterling mariposa papillon horse horses puppy kitten kitty doggy princess prinzessin princesa princesse
prince king queen angel angels engel angelito heaven jesus jesuschrist jesuslovesme jesusislord jesusisking jesussaves
christ christus blessed blessing faithful believe hallelujah bismillah allah muhammad ganesha krishna
sunshine sonnenschein sunflower sonnenblume rainbow regenbogen moonlight starlight summer sommer winter spring autumn
herbst fruehling verano invierno primavera ete hiver januar january february march april june july august september
october november december monday tuesday wednesday thursday friday saturday sunday montag freitag sonntag
chocolate schokolade cookie cookies banana bananas strawberry cherry apples orange pineapple coffee kaffee cheese pizza
spaghetti hamburger cocacola pepsi whiskey vodka
london berlin munich muenchen hamburg vienna wien zurich paris madrid roma milano lisboa amsterdam newyork california
america america1 germany deutschland schweiz austria oesterreich france espana italia portugal england scotland ireland
australia canada mexico brasil argentina colombia india pakistan turkiye
michael michelle jessica jennifer ashley amanda daniel daniela andrea andreas alexander alexandra christian christina
christine christopher elizabeth stephanie nicole natalie patricia veronica victoria valentina sebastian thomas matthew
anthony joshua jonathan nicholas benjamin samantha charlie jordan robert william richard martin martina gabriel gabriela
caroline katharina maximilian felix sophia isabella
master mastermind maestro shadow ninja hunter killer warrior soldier fighter champion winner winners success successful
freedom freiheit libertad liberty happy happiness happyday happybirthday birthday forever forever21 together family
familie familia friends friend bestfriend bestfriends amigos amigo mother father mommy daddy brother sister children
babygirl babyboy babyblue sweetheart sweety sweetie honey darling schatz liebling beautiful gorgeous handsome pretty
awesome fantastic wonderful perfect excellent amazing incredible unbelievable whatever nothing something everything
anything nobody everybody somebody
trustno1 trustnoone whocares blahblah blablabla idontknow idontcare noidea forgot forgotten remember rememberme dontforget
cantremember test testing tester testtest testuser testpassword demo sample example temp temporary trial
corvette ferrari porsche mercedes mustang harley harleydavidson yamaha kawasaki suzuki toyota chevrolet volkswagen
metallica nirvana slipknot linkinpark eminem blink182 beatles greenday
computer1 qwerty qwertz azerty asdfgh zxcvbn yxcvbn abc abcd abcdef asdf qwer zaq xsw
purple yellow silver golden diamond diamonds crystal emerald ruby
correcthorsebatterystaple thequickbrownfox tobeornottobe maytheforcebewithyou opensezme passwordpassword
mississippi supercalifragilisticexpialidocious antidisestablishmentarianism honorificabilitudinitatibus
`;

/** Longer ones that are no word with something around it. */
const whole = `
1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6z 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc zaq12wsxcde3 zaq1xsw2cde3
q1w2e3r4t5y6 q1w2e3r4t5z6 qazwsxedcrfv qazwsxedc123 qwerty123456 qwertyuiop12 qwertyuiop123 qwaszx123456 asdfghjkl123
a1b2c3d4e5f6 abc123abc123 abcd1234abcd abc123456789 a123456789012 aa1234567890 abcd12345678 123456789abc 1234567890ab
12qwaszx34erdfcv 147258369147 159753159753 147852369147 741852963741 789456123789 963852741963 123qweasdzxc qweasdzxc123
qweasd123456 qwe123qwe123 asd123asd123 zxc123zxc123 qwer1234qwer asdf1234asdf 1234qwer1234 1234qwerasdf 1234qwerasdfzxcv
qwer1234asdf qwer1234asdf5678 11223344556677 112233445566 121212121212 123123123123 123321123321 135792468013 246813579024
010203040506 01020304050607 314159265358 31415926535897 271828182845 112358132134 1123581321345589 123581321345
696969696969 123654789123 321654987321 987654321987 monkey123456 dragon123456 abcdefg12345 abcdefg1234567 a1s2d3f4g5h6
z1x2c3v4b5n6 1a2b3c4d5e6f 1a2s3d4f5g6h fuckyou12345 fuckyou123456 fuckyoufuckyou motherfucker motherfuckers fuckyoubitch
letmein12345 nopassword12 nopasswordhere ihavenopassword iforgotmypassword youwillneverguess youllneverknow
whatsmypassword enterpassword pleaseletmein password1234 p@ssw0rd1234 administrator1 admin1234567 rootroot1234
0987654321qwerty 1234567890qwerty qwerty0987654321 qwertyuiop1234567890 asdfghjklqwertyuiop zxcvbnmasdfghjkl
`;

const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words whose core makes a password common. */
export const commonWords = listOf(words);
/** Passwords that are common as they are: ours, and the 49,000 that were seen most often in breaches. */
export const commonPasswords: ReadonlySet<string> = new Set([...listOf(whole), ...dictionary['passwords-common']]);
