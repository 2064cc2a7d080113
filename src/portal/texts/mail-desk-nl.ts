/** Words of the provider's page of mails that stayed behind. */
export const mailDeskNl = {
  mailDesk: {
    title: 'Niet verstuurde mails',
    short: 'Mails',
    lead: 'Mails die na herhaald proberen niet weg konden, of die de mailserver weigerde. Ze worden niet vanzelf opnieuw geprobeerd.',
    none: 'Alle mails zijn verstuurd of worden nog geprobeerd. Hier is niets te doen.',
    to: 'Aan {recipient}, gemaakt op {date}',
    attempts: { one: '1 keer geprobeerd', other: '{n} keer geprobeerd' },
    reasons: {
      refused:
        'Het adres is geweigerd. Kijk of het klopt; verbeter het bij Medewerkers en stuur daar een nieuwe uitnodiging.',
      unreachable: 'De mailserver was niet bereikbaar. Probeer het opnieuw zodra die er weer is.',
      sign_in:
        'De mailserver liet ons niet aanmelden. Controleer de instellingen van de mail en probeer het opnieuw.',
      other: 'De mailserver nam de mail niet aan. Wat hij zei staat hieronder.',
    },
    said: 'Wat de mailserver zei',
    shielded: 'Het adres is afgeschermd: het zou zeggen wie HR iets vroeg.',
    retry: 'Opnieuw versturen',
    discard: 'Wegdoen',
    didRetry: 'De mail wordt opnieuw verstuurd.',
    didDiscard: '“{subject}” is weggedaan.',
    didRestore: '“{subject}” staat weer in de lijst.',
  },
};
