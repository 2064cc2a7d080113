#!/usr/bin/python3
"""Writes ../routing.jsonl."""
import json, pathlib
T, M, J = '2026-11-19', '2026-03-04', '2026-06-30'  # a Thursday, a Wednesday, a Tuesday
R = []


def r(text, intent, flow=None, slots=None, today=T, accept=None, note=''):
    o = {'id': f'r-{len(R) + 1:03d}', 'text': text, 'today': today, 'intent': intent, 'flow': flow, 'slots': slots or {}}
    if flow in ('km-untaxed', 'km-taxed'):
        accept = (accept or []) + [{'intent': intent, 'flow': 'km-taxed' if flow == 'km-untaxed' else 'km-untaxed'}]
    if accept:
        o['accept'] = accept
    o['note'] = note
    R.append(o)


Q, D, X, S, O = 'question', 'declaration', 'mutation', 'smalltalk', 'other'
# questions, many of them about a thing that can also be declared or changed
r('hvl krijg ik per km', Q)
r('tot wnr kan ik me km van vorige maand nog doorgeven', Q, note='about declaring, not a declaration')
r('moet ik me nieuwe adres doorgeven aan het pensioen', Q, note='hard negative for address')
r('krijg ik vrij als ik ga verhuizen', Q, note='hard negative for address')
r('als ik 3 dgn thuis werk krijg ik dan iedere dag die vergoeding', Q, note='hard negative for home-working days')
r('mag ik thuis tanken met me eigen auto op kosten van de zaak', Q, note='hard negative for fuel')
r('wat gebeurt er als ik te laat ben met me uren', Q, note='hard negative for hours')
r('hoelang duurt het voor me bonnetje betaald word', Q)
r('ik rij elke dag 38 km, krijg ik die allemaal vergoed?', Q, note='number in a question')
r('telt een rit van 2 uur als werktijd', Q)
r('wie krijgt mn nieuwe telefoonnr te zien', Q, note='hard negative for contact')
r('waarom is er maar 6 dagen uitbetaald aan me', Q, accept=[{'intent': O, 'flow': None}], note='own case; question or handoff')
r('mag me zus mijn noodcontact zijn', Q, note='hard negative for emergency contact')
r('is 12 uur op een dag toegestaan', Q)
r('wordt diesel ook betaald of alleen benzine', Q, note='hard negative for fuel')
r('hoeveel vakantiedagen heb ik', Q)
r('wat moet ik doen als ik ziek word op vakantie', Q)
r('krijg ik parkeerkosten trug', Q)
r('can i get paid for travel time to the first client?', Q)
r('how do i submit my hours?', Q, note='asks how')
r('ile płacą za kilometr', Q)
r('Gdzie wpisuję godziny?', Q, note='asks where')
r('waar vul ik da in van die kilometers', Q, note='asks where')
r('per wanneer gaat mn loon omhoog', Q)
r('is de reis nr een cursus ook zakelijk', Q)
r('kan ik me rekeningnr hier wijzigen', Q, accept=[{'intent': X, 'flow': 'bank-account'}], note='question about the bank account, no number given')
r('hvl dagen mag je thuis werke op kantoor', Q)
# declarations
r('gister 54 km naar klant in deventer', D, 'km-untaxed', {'date': '2026-11-18', 'km_total': 54, 'destination': 'Deventer'})
r('op 17 nov naar almelo 26 km enkel, heen en trug', D, 'km-untaxed', {'date': '2026-11-17', 'distance_single_km': 26, 'trip': 'return', 'destination': 'Almelo'})
r('maandag naar cursus in ede geweest 88km retour', D, 'km-untaxed', {'date': '2026-11-16', 'km_total': 88, 'trip': 'return', 'destination': 'Ede'})
r('vandaag enkele reis 19 km gereden nr nieuwe client', D, 'km-untaxed', {'date': '2026-11-19', 'distance_single_km': 19, 'trip': 'single'})
r('wil graag 112 kilometer invoeren voor 2 maart', D, 'km-untaxed', {'date': '2026-03-02', 'km_total': 112}, today=M)
r('km van 9 tm 12 nov, elke dag 30', D, 'km-untaxed', {'dates_from': '2026-11-09', 'dates_to': '2026-11-12'})
r('i drove 65 km yesterday for work', D, 'km-untaxed', {'date': '2026-06-29', 'km_total': 65}, today=J)
r('wczoraj 40 km do klienta w Zwolle', D, 'km-untaxed', {'date': '2026-11-18', 'km_total': 40, 'destination': 'Zwolle'})
r('getankt 83,15 euro gister bon heb ik', D, 'fuel', {'date': '2026-11-18', 'amount': 83.15})
r('diesel 47 liter 79,90 bus V-123-XB vandaag', D, 'fuel', {'date': '2026-11-19', 'amount': 79.9, 'litres': 47, 'license_plate': 'V-123-XB'})
r('tankbon 3 maart 64 euro', D, 'fuel', {'date': '2026-03-03', 'amount': 64}, today=M)
r('heb benzine voorgeschoten 51,20', D, 'fuel', {'amount': 51.2}, note='date is missing')
r('fuel receipt 58.40 from monday', D, 'fuel', {'date': '2026-11-16', 'amount': 58.4})
r('ma en wo thuis gewerkt', D, 'home-working-days', {'dates': ['2026-11-16', '2026-11-18']})
r('gisteren een thuiswerkdag', D, 'home-working-days', {'date': '2026-06-29'}, today=J)
r('thuiswerkdagen oktober waren er 6', D, 'home-working-days', {'period': '2026-10', 'days': 6})
r('2, 4 en 11 nov zat ik thuis achter de laptop', D, 'home-working-days', {'dates': ['2026-11-02', '2026-11-04', '2026-11-11']})
r('worked from home today', D, 'home-working-days', {'date': '2026-11-19'})
r('dinsdag gewerkt van 8 tot 4 met half uurtje pauze', D, 'hours', {'date': '2026-11-17', 'start': '08:00', 'end': '16:00', 'break_minutes': 30})
r('gister 6,5 uur geholpen in t magazijn', D, 'hours', {'date': '2026-11-18', 'hours': 6.5})
r('uren van 28 juni: 07:15-15:45, 45 min pauze', D, 'hours', {'date': '2026-06-28', 'start': '07:15', 'end': '15:45', 'break_minutes': 45}, today=J)
r('heb zaterdag 5 uurtjes ingevallen', D, 'hours', {'date': '2026-11-14', 'hours': 5})
r('w sobotę pracowałem 7 godzin', D, 'hours', {'date': '2026-11-14', 'hours': 7})
r('februari heb ik 11 dagen gewerkt', D, 'days-worked', {'period': '2026-02', 'days': 11}, today=M)
r('in oktober 9 dgn geweest vergeten door te geven', D, 'days-worked', {'period': '2026-10', 'days': 9})
r('vrijdag thuis gewerkt en donderdag 34 km naar klant', D, 'multi', {'items': [{'flow': 'home-working-days', 'slots': {'date': '2026-11-13'}}, {'flow': 'km-untaxed', 'slots': {'km_total': 34}}]}, note='today is a Thursday: the trip may be today or a week ago')
r('getankt voor 70,50 en gister 120 km gereden', D, 'multi', {'items': [{'flow': 'fuel', 'slots': {'amount': 70.5}}, {'flow': 'km-untaxed', 'slots': {'date': '2026-11-18', 'km_total': 120}}]})
# mutations
r('ik ga verhuizen naar beukenlaan 7b 7411gh deventer per 1 februari', X, 'address', {'street': 'Beukenlaan', 'house_number': 7, 'addition': 'b', 'postcode': '7411GH', 'city': 'Deventer', 'from_date': '2027-02-01'})
r('nieuw adres 7202 kl 33', X, 'address', {'postcode': '7202KL', 'house_number': 33})
r('ben verhuist moet nog me adres wijzigen', X, 'address', {})
r('vanaf 15 maart woon ik op molenweg 112 in lochem', X, 'address', {'street': 'Molenweg', 'house_number': 112, 'city': 'Lochem', 'from_date': '2026-03-15'}, today=M)
r('my new address is Dorpsstraat 5, 3744 XX Baarn', X, 'address', {'street': 'Dorpsstraat', 'house_number': 5, 'postcode': '3744XX', 'city': 'Baarn'})
r('06 87654321 is me nieuwe nr', X, 'contact', {'phone': '0687654321'})
r('ander mailadres: s.bakker@voorbeeld.example', X, 'contact', {'email': 's.bakker@voorbeeld.example'})
r('heb andere telefoon en mail: 0611223344 en piet@mail.example', X, 'contact', {'phone': '0611223344', 'email': 'piet@mail.example'})
r('mój nowy numer telefonu 0622113344', X, 'contact', {'phone': '0622113344'})
r('me mail klopt nie meer', X, 'contact', {})
r('zet me vrouw Anja erin voor nood 0655443322', X, 'emergency-contact', {'name': 'Anja', 'relation': 'vrouw', 'phone': '0655443322'})
r('noodcontact moet mijn broer Kees worden', X, 'emergency-contact', {'name': 'Kees', 'relation': 'broer'})
r('please change my emergency contact to my mother Maria 0644556677', X, 'emergency-contact', {'name': 'Maria', 'phone': '0644556677'})
r('andere bank graag, NL91ABNA0417164300', X, 'bank-account', {'iban': 'NL91ABNA0417164300'}, note='recognised only; goes to the protected page; the number is the well-known example IBAN')
r('loon moet voortaan op een andere rekening', X, 'bank-account', {})
# smalltalk and other
r('goeiemorgen', S)
r('top dankje!!', S)
r('haha jij bent snel', S)
r('hi there, how are you', S)
r('ik heb ruzie met me teamleider en wil weg', O, note='conflict: handoff')
r('wat verdient Fatima van de planning', O, accept=[{'intent': Q, 'flow': None}], note='another person: handoff')
r('krijg ik ontslag door me rug', O, accept=[{'intent': Q, 'flow': None}], note='health and dismissal: handoff')
r('schrijf een gedicht over de regen', O, accept=[{'intent': S, 'flow': None}])

if __name__ == '__main__':
    path = pathlib.Path(__file__).parent.parent / 'routing.jsonl'
    path.write_text(''.join(json.dumps(o, ensure_ascii=False) + '\n' for o in R))
    print(len(R), 'routing cases')
