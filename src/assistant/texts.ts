import type { CareReason } from '../care/model.ts';
import type { HandoffReason } from '../messages/model.ts';
import type { FrameLanguage } from './language.ts';

/** The frame around quotes, in the language of the question. Written out, no templates from data. */
export interface FrameTexts {
  source(title: string, heading: string, page: number): string;
  tableRow: string;
  /** A calculation below the quotes it rests on; the equation keeps the units of the document. */
  calculation(equation: string): string;
  rounded: Record<'cents' | 'hundredths' | 'up', string>;
  conflictIntro: string;
  conflictPrevails(title: string): string;
  /** HR decided about these very clauses. */
  conflictSettled: (title: string) => string;
  conflictOpen: string;
  abstainTopic(topic: string): string;
  abstain: string;
  /** One of two questions in a message has no answer. */
  partMissing: { first: string; second: string };
  noDocuments: string;
  askHr: string;
  greeting: string;
  thanks: string;
  about: string;
  /** About something handed in, or about what stands in somebody's own records. */
  status: Record<'request' | 'records', string>;
  /** After "never mind". */
  dropped: string;
  /** What was read in a message, said back to be checked. */
  understood(said: string): string;
  understoodSeveral(said: readonly string[]): string;
  /** Nothing is missing: what to do with the form. */
  formNext: string;
  mutation: string;
  bankNext: string;
  remark: {
    onlyOnCall: string;
    called(hours: string): string;
    future(dates: string): string;
    receipt: string;
    ownCar: string;
    onlyOpen: string;
  };
  handoff: Record<HandoffReason, string>;
  /** Before the person whom the employer named. */
  careIntro: Record<CareReason, string>;
  careWho(person: string): string;
  careKept: string;
  /** Said whatever HR filled in. */
  careSafety: Record<CareReason, string>;
  /** A question without an answer that is kept off HR's list, and whom to go to where nobody is named. */
  careUnlisted: Record<CareReason, { said: string; whom: string }>;
}

const nl: FrameTexts = {
  source: (title, heading, page) => `Bron: ${title}, ${heading} (pagina ${page}).`,
  tableRow: 'Uit de tabel',
  calculation: (equation) => `Berekening: ${equation}.`,
  rounded: {
    cents: 'Afgerond op hele centen.',
    hundredths: 'Afgerond op honderdsten: de regeling noemt geen afronding.',
    up: 'Naar boven afgerond, zoals de regeling zegt.',
  },
  conflictIntro: 'Je documenten zeggen hierover niet hetzelfde:',
  conflictPrevails: (title) => `HR heeft aangegeven dat ${title} voorgaat.`,
  conflictSettled: (title) => `HR heeft bevestigd dat hier geldt wat in ${title} staat.`,
  conflictOpen: 'Welke regel voorgaat staat niet vast. Vraag het HR als het voor jou uitmaakt.',
  abstainTopic: (topic) =>
    `Je documenten gaan wel over "${topic}", maar het antwoord op deze vraag staat er niet in.`,
  abstain: 'Dit staat niet in de documenten die ik mag gebruiken.',
  partMissing: {
    first: 'Het antwoord op het eerste deel van je vraag staat niet in de documenten die ik mag gebruiken.',
    second: 'Het antwoord op het tweede deel van je vraag staat niet in de documenten die ik mag gebruiken.',
  },
  noDocuments: 'Er zijn voor jou nog geen documenten aangevinkt waaruit ik mag antwoorden.',
  askHr: 'Met "Vraag het HR" stuur je de vraag door; je ziet eerst wat er verstuurd wordt.',
  greeting:
    'Hallo! Ik ben de Assistent, een AI. Stel je vraag over werk, verlof, loon of pensioen; ik antwoord uit de documenten van je werkgever.',
  thanks: 'Graag gedaan.',
  about:
    'Ik ben de Assistent, een AI. Ik zoek je antwoord op in de documenten van je werkgever en laat de bron zien. Staat het er niet in, dan zeg ik dat en kan je vraag naar HR.',
  status: {
    request:
      'Ik kan de status van een declaratie of wijziging hier nog niet zien. HR kan het voor je nakijken: gebruik "Vraag het HR".',
    records:
      'Dat staat niet in een regeling maar in je eigen gegevens, en die kan ik hier niet zien. Kijk in het systeem waarin je verlof en uren staan, of gebruik "Vraag het HR".',
  },
  dropped: 'Goed, dan laten we het zo. Er is niets ingediend.',
  understood: (said) => `Begrepen: ${said}.`,
  understoodSeveral: (said) =>
    `Begrepen, ${said.length} dingen: ${said.map((one, i) => `(${i + 1}) ${one}`).join('; ')}.`,
  formNext: 'Het formulier staat klaar. Kijk het na en verstuur het zelf: ik dien niets in.',
  mutation: 'Dit gaat over je bankrekening.',
  bankNext:
    'Een rekeningnummer wijzig je nooit via de chat. Het nummer is niet bewaard. Wijzig het op de beveiligde pagina met je gegevens of geef het persoonlijk door aan HR.',
  remark: {
    onlyOnCall: 'Uren en dagen geven alleen oproepkrachten door; bij een vast rooster is dat niet nodig.',
    called: (hours) => `Zet erbij dat je voor ${hours} uur was opgeroepen: HR bekijkt wat je toekomt.`,
    future: (dates) => `Let op: ${dates} moet nog komen, en kan pas daarna worden ingediend.`,
    receipt: 'Zonder bon blijft het een concept.',
    ownCar: 'Met je eigen auto zit de brandstof in de kilometervergoeding.',
    onlyOpen: 'Dat kan zolang de declaratie nog niet is verwerkt; daarna alleen via HR.',
  },
  handoff: {
    health:
      'Dat klinkt zwaar. Hier kan een mens je beter mee helpen dan ik. Neem contact op met je leidinggevende, HR of de bedrijfsarts. Wat je schreef is niet volledig bewaard. Denk je aan zelfdoding, bel dan 113 of 0800-0113.',
    dismissal:
      'Over ontslag geef ik geen antwoord: dat hangt van jouw situatie af. Teken niets voordat je advies hebt gevraagd. Praat met HR of met een juridisch adviseur, zoals je vakbond of het Juridisch Loket.',
    conflict:
      'Wat vervelend. Hier kan een mens je beter mee helpen dan ik. Praat met HR of met de vertrouwenspersoon. Wat je schreef is niet volledig bewaard.',
    'other-person': 'Over gegevens van iemand anders kan ik niets zeggen.',
    'bank-account':
      'Een rekeningnummer wijzig je nooit via de chat. Het nummer is niet bewaard. Geef het persoonlijk door aan HR.',
    bsn: 'Deel je burgerservicenummer niet in de chat. Het is niet bewaard. HR of de salarisadministratie vraagt er zelf om waar dat nodig is.',
  },
  careIntro: {
    health: 'Dat klinkt zwaar. Hier kan een mens je beter mee helpen dan ik.',
    conflict: 'Wat vervelend. Hier kan een mens je beter mee helpen dan ik.',
  },
  careWho: (person) => `Je kunt terecht bij ${person}.`,
  careKept: 'Wat je schreef is niet bewaard en komt niet op de lijst van HR.',
  careSafety: { health: 'Denk je aan zelfdoding, bel dan 113 of 0800-0113.', conflict: '' },
  careUnlisted: {
    health: {
      said: 'Dit staat niet in de documenten die ik mag gebruiken. Omdat het over gezondheid gaat, komt je vraag niet op de lijst van HR.',
      whom: 'Wat je schreef is niet bewaard. Je kunt terecht bij je leidinggevende, HR of de bedrijfsarts.',
    },
    conflict: {
      said: 'Dit staat niet in de documenten die ik mag gebruiken. Omdat het over iets tussen mensen op het werk gaat, komt je vraag niet op de lijst van HR.',
      whom: 'Wat je schreef is niet bewaard. Je kunt terecht bij HR of de vertrouwenspersoon.',
    },
  },
};

const en: FrameTexts = {
  source: (title, heading, page) => `Source: ${title}, ${heading} (page ${page}, in Dutch).`,
  tableRow: 'From the table',
  calculation: (equation) => `Calculation: ${equation}.`,
  rounded: {
    cents: 'Rounded to whole cents.',
    hundredths: 'Rounded to hundredths: the scheme gives no rule for rounding.',
    up: 'Rounded up, as the scheme says.',
  },
  conflictIntro: 'Your documents do not say the same about this (quotes in Dutch):',
  conflictPrevails: (title) => `HR has set that ${title} takes precedence.`,
  conflictSettled: (title) => `HR has confirmed that what ${title} says applies here.`,
  conflictOpen: 'Which rule takes precedence has not been set. Ask HR if it matters to you.',
  abstainTopic: (topic) => `Your documents do speak of "${topic}", but they do not answer this question.`,
  abstain: 'This is not in the documents that I may use.',
  partMissing: {
    first: 'The answer to the first part of your question is not in the documents I may use.',
    second: 'The answer to the second part of your question is not in the documents I may use.',
  },
  noDocuments: 'No documents have been made available to answer from yet.',
  askHr: 'With "Ask HR" you send the question on; you first see what will be sent.',
  greeting:
    'Hello! I am the Assistant, an AI. Ask about work, leave, pay or pension; I answer from the documents of your employer.',
  thanks: 'You are welcome.',
  about:
    'I am the Assistant, an AI. I look up your answer in the documents of your employer and show the source. If it is not there I say so, and your question can go to HR.',
  status: {
    request: 'I cannot see the status of a claim or change here yet. HR can check it for you: use "Ask HR".',
    records:
      'That is not in a scheme but in your own records, and I cannot see those here. Look in the system that holds your leave and hours, or use "Ask HR".',
  },
  dropped: 'All right, we leave it at that. Nothing was submitted.',
  understood: (said) => `Understood: ${said}.`,
  understoodSeveral: (said) =>
    `Understood, ${said.length} things: ${said.map((one, i) => `(${i + 1}) ${one}`).join('; ')}.`,
  formNext: 'The form stands ready. Check it and send it yourself: I submit nothing.',
  mutation: 'This is about your bank account.',
  bankNext:
    'A bank account is never changed through the chat. The number was not kept. Change it on the protected page with your details or give it to HR in person.',
  remark: {
    onlyOnCall: 'Only on-call workers report hours and days; with a fixed schedule you need not.',
    called: (hours) => `Add that you were called up for ${hours} hours: HR looks at what you are due.`,
    future: (dates) => `Note: ${dates} is still to come, and can only be submitted afterwards.`,
    receipt: 'Without the receipt it stays a draft.',
    ownCar: 'With your own car the fuel is part of the kilometre allowance.',
    onlyOpen: 'That is possible as long as the claim has not been processed; after that only through HR.',
  },
  handoff: {
    health:
      'That sounds hard. A person can help you better than I can. Contact your manager, HR or the company doctor. What you wrote was not kept in full. If you think of suicide, call 113 or 0800-0113.',
    dismissal:
      'I do not answer questions about dismissal: it depends on your situation. Sign nothing before you have asked for advice. Talk to HR or a legal adviser, such as your union or the Juridisch Loket.',
    conflict:
      'I am sorry to hear that. A person can help you better than I can. Talk to HR or the confidential adviser. What you wrote was not kept in full.',
    'other-person': 'I cannot say anything about the data of somebody else.',
    'bank-account':
      'A bank account is never changed through the chat. The number was not kept. Give it to HR in person.',
    bsn: 'Do not share your citizen service number in the chat. It was not kept. HR or payroll asks for it where needed.',
  },
  careIntro: {
    health: 'That sounds hard. A person can help you better than I can.',
    conflict: 'I am sorry to hear that. A person can help you better than I can.',
  },
  careWho: (person) => `You can turn to ${person}.`,
  careKept: 'What you wrote was not kept and does not come on the list of HR.',
  careSafety: { health: 'If you think of suicide, call 113 or 0800-0113.', conflict: '' },
  careUnlisted: {
    health: {
      said: 'This is not in the documents I may use. Because it is about health, your question does not come on the list of HR.',
      whom: 'What you wrote was not kept. You can turn to your manager, HR or the company doctor.',
    },
    conflict: {
      said: 'This is not in the documents I may use. Because it is about something between people at work, your question does not come on the list of HR.',
      whom: 'What you wrote was not kept. You can turn to HR or the confidential adviser.',
    },
  },
};

const de: FrameTexts = {
  ...en,
  source: (title, heading, page) => `Quelle: ${title}, ${heading} (Seite ${page}, auf Niederländisch).`,
  tableRow: 'Aus der Tabelle',
  calculation: (equation) => `Berechnung: ${equation}.`,
  rounded: {
    cents: 'Auf ganze Cent gerundet.',
    hundredths: 'Auf Hundertstel gerundet: Die Regelung nennt keine Rundung.',
    up: 'Aufgerundet, wie es die Regelung sagt.',
  },
  conflictIntro: 'Deine Dokumente sagen dazu nicht dasselbe (Zitate auf Niederländisch):',
  conflictPrevails: (title) => `HR hat festgelegt, dass ${title} Vorrang hat.`,
  conflictSettled: (title) => `Die Personalabteilung hat bestätigt, dass hier gilt, was in ${title} steht.`,
  conflictOpen: 'Welche Regel Vorrang hat, ist nicht festgelegt. Frag HR, wenn es für dich wichtig ist.',
  abstainTopic: (topic) =>
    `In deinen Dokumenten geht es zwar um "${topic}", aber diese Frage beantworten sie nicht.`,
  abstain: 'Das steht nicht in den Dokumenten, die ich benutzen darf.',
  partMissing: {
    first:
      'Die Antwort auf den ersten Teil deiner Frage steht nicht in den Dokumenten, die ich verwenden darf.',
    second:
      'Die Antwort auf den zweiten Teil deiner Frage steht nicht in den Dokumenten, die ich verwenden darf.',
  },
  noDocuments: 'Es sind noch keine Dokumente freigegeben, aus denen ich antworten darf.',
  askHr: 'Mit "Ask HR" schickst du die Frage weiter; du siehst vorher, was gesendet wird.',
  greeting:
    'Hallo! Ich bin der Assistent, eine KI. Frag nach Arbeit, Urlaub, Lohn oder Rente; ich antworte aus den Dokumenten deines Arbeitgebers.',
  thanks: 'Gern geschehen.',
};

const pl: FrameTexts = {
  ...en,
  source: (title, heading, page) => `Źródło: ${title}, ${heading} (strona ${page}, po niderlandzku).`,
  tableRow: 'Z tabeli',
  calculation: (equation) => `Obliczenie: ${equation}.`,
  rounded: {
    cents: 'Zaokrąglono do pełnych centów.',
    hundredths: 'Zaokrąglono do setnych: regulamin nie podaje zasady zaokrąglania.',
    up: 'Zaokrąglono w górę, jak mówi regulamin.',
  },
  conflictIntro: 'Dokumenty nie mówią o tym tego samego (cytaty po niderlandzku):',
  conflictPrevails: (title) => `HR ustalił, że pierwszeństwo ma ${title}.`,
  conflictSettled: (title) => `Dział HR potwierdził, że obowiązuje to, co stoi w: ${title}.`,
  conflictOpen: 'Nie ustalono, która zasada ma pierwszeństwo. Zapytaj HR, jeśli to dla ciebie ważne.',
  abstainTopic: (topic) => `Dokumenty mówią o "${topic}", ale nie odpowiadają na to pytanie.`,
  abstain: 'Tego nie ma w dokumentach, z których mogę korzystać.',
  partMissing: {
    first: 'Odpowiedzi na pierwszą część pytania nie ma w dokumentach, z których mogę korzystać.',
    second: 'Odpowiedzi na drugą część pytania nie ma w dokumentach, z których mogę korzystać.',
  },
  noDocuments: 'Nie ma jeszcze dokumentów, z których mogę odpowiadać.',
  askHr: 'Przyciskiem "Ask HR" wyślesz pytanie dalej; najpierw zobaczysz, co zostanie wysłane.',
  greeting:
    'Dzień dobry! Jestem Asystentem, sztuczną inteligencją. Pytaj o pracę, urlop, płacę lub emeryturę; odpowiadam na podstawie dokumentów pracodawcy.',
  thanks: 'Nie ma za co.',
};

export const frameTexts: Record<FrameLanguage, FrameTexts> = { nl, en, de, pl };
