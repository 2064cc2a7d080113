#!/usr/bin/python3
"""Writes the pension summary of Van Dam (python3-docx)."""
import sys
from docx import Document
from docx.shared import Pt, Cm

d = Document()
d.styles['Normal'].font.name = 'Carlito'
d.styles['Normal'].font.size = Pt(12)
for s in d.sections:
    s.page_width, s.page_height = Cm(21), Cm(29.7)
    s.left_margin = s.right_margin = Cm(2.8)


def h(t, n=1): d.add_heading(t, n)
def p(t): d.add_paragraph(t)
def b(t): d.add_paragraph(t, style='List Bullet')


def table(rows):
    t = d.add_table(rows=0, cols=len(rows[0]))
    t.style = 'Light Grid Accent 1'
    for r in rows:
        for c, v in zip(t.add_row().cells, r):
            c.text = v
    d.add_paragraph()


CONTENT = [
    (h, 'Pensioen in het kort', 0),
    (p, 'Samenvatting van de pensioenregeling van Installatiebedrijf Van Dam & Dochter B.V., stand 1 januari 2026. De regeling wordt uitgevoerd door Pensioenkring Vakwerk. Aan deze samenvatting kun je geen rechten ontlenen; het volledige reglement ligt op kantoor en staat in de pensioenplanner.'),
    (h, '1 Meedoen'),
    (h, '1.1 Vanaf wanneer doe je mee?', 2),
    (p, 'Je doet mee vanaf de dag waarop je bij ons begint, maar niet eerder dan de eerste dag van de maand waarin je 18 wordt. Ook leerlingen en oproepkrachten bouwen pensioen op.'),
    (h, '1.2 Niet meedoen', 2),
    (p, 'Meedoen is verplicht. Alleen wie wegens een geloofsovertuiging gemoedsbezwaren heeft, kan de kring om vrijstelling vragen.'),
    (h, '2 Wat bouw je op?'),
    (h, '2.1 Een eigen pensioenpot', 2),
    (p, 'Elke maand gaat er premie naar een pot op jouw naam. De kring belegt het geld. Hoe jonger je bent, hoe meer risico er wordt genomen; vanaf tien jaar voor je pensioen wordt dat stap voor stap afgebouwd.'),
    (h, '2.2 Over welk loon?', 2),
    (p, 'De premie wordt berekend over je vaste jaarloon met vakantiegeld, min een drempelbedrag. Deze franchise is in 2026 € 18.920. Overuren en de vergoeding voor storingsdienst tellen niet mee. Over loon boven € 78.000 bouw je bij ons niets op.'),
    (h, '2.3 Wie betaalt wat?', 2),
    (p, 'De totale premie is 23,4 % van de pensioengrondslag. De verdeling hangt af van hoe lang je bij ons werkt.'),
    (table, [['Dienstjaren', 'Deel van het bedrijf', 'Deel van jou'], ['minder dan 5 jaar', '15,0 %', '8,4 %'], ['5 tot 15 jaar', '16,2 %', '7,2 %'], ['15 jaar of langer', '17,6 %', '5,8 %']]),
    (p, 'Jouw deel wordt elke maand van je bruto loon afgehaald. Daarover betaal je nu geen belasting; dat gebeurt pas als je de uitkering krijgt.'),
    (h, '2.4 Zelf extra inleggen', 2),
    (p, 'Je mag tot 6 % van je pensioengrondslag zelf bijsparen, binnen de fiscale ruimte. Je regelt dit in de planner en kunt het elk kwartaal veranderen. Het bedrijf legt daar niets naast.'),
    (h, '3 Met pensioen'),
    (h, '3.1 Welke leeftijd?', 2),
    (p, 'De regeling rekent met een pensioenleeftijd van 68 jaar. Eerder ingaan kan vanaf 60 jaar; de uitkering wordt dan lager omdat je haar langer krijgt. Later kan ook, tot vijf jaar na je AOW-leeftijd.'),
    (h, '3.2 Keuzes bij het ingaan', 2),
    (b, 'Eerst meer, later minder: vijf of tien jaar lang een hogere uitkering, waarbij de lage uitkering minstens 75 % van de hoge is.'),
    (b, 'Een bedrag ineens: ten hoogste 10 % van je pot in één keer laten uitbetalen.'),
    (b, 'Vaste of wisselende uitkering: bij een wisselende uitkering blijft een deel belegd.'),
    (b, 'Deeltijdpensioen: stoppen in stappen van minstens 20 %.'),
    (p, 'Je krijgt zeven maanden voor de pensioendatum een keuzeformulier. Kies je niets, dan krijg je een vaste, gelijkblijvende uitkering.'),
    (h, '4 Als je overlijdt'),
    (h, '4.1 Voor je partner', 2),
    (p, 'Overlijd je terwijl je bij ons werkt, dan krijgt je partner levenslang elk jaar 32 % van je vaste jaarloon. Je partner moet met je getrouwd zijn, een geregistreerd partnerschap hebben of als samenwoner zijn aangemeld bij de kring.'),
    (h, '4.2 Voor je kinderen', 2),
    (p, 'Elk kind ontvangt 14 % van je vaste jaarloon tot het 25 wordt. Is ook de andere ouder overleden, dan is dat het dubbele.'),
    (h, '4.3 Na je vertrek', 2),
    (p, 'Ga je uit dienst, dan loopt de dekking voor je nabestaanden nog drie maanden door. Krijg je een WW-uitkering, dan blijft de dekking zolang die uitkering duurt. Daarna kun je haar vrijwillig voortzetten uit je pot.'),
    (h, '5 Arbeidsongeschikt, ontslag en scheiding'),
    (h, '5.1 Arbeidsongeschikt', 2),
    (p, 'Krijg je een WIA-uitkering, dan betaalt de kring de premie voor het deel dat je niet kunt werken. Je hoeft dat niet zelf aan te vragen. Daarnaast is er een aanvulling van 8 % van je laatste loon zolang je meer dan 65 % arbeidsongeschikt bent.'),
    (table, [['Mate van arbeidsongeschiktheid', 'Premie betaald door de kring'], ['35 tot 45 %', '40 %'], ['45 tot 55 %', '50 %'], ['55 tot 65 %', '60 %'], ['65 tot 80 %', '75 %'], ['80 % of meer', '100 %']]),
    (h, '5.2 Nieuwe baan', 2),
    (p, 'Je kunt je pot meenemen naar de pensioenuitvoerder van je nieuwe werkgever. Een pot met een verwachte uitkering van minder dan € 2 bruto per jaar vervalt. Is die uitkering lager dan € 632 per jaar, dan brengt de kring haar automatisch over.'),
    (h, '5.3 Uit elkaar', 2),
    (p, 'Bij een scheiding heeft je ex-partner recht op de helft van wat je tijdens het huwelijk hebt opgebouwd. Geef je de scheiding binnen twee jaar door aan de kring, dan betaalt die rechtstreeks aan je ex-partner. Jullie mogen samen iets anders afspreken.'),
    (h, '6 Zelf regelen'),
    (h, '6.1 Wat je moet doorgeven', 2),
    (b, 'Ga je samenwonen, meld je partner dan aan. Dat gaat niet vanzelf.'),
    (b, 'Ga je naar het buitenland, geef dan je nieuwe adres door.'),
    (b, 'Een huwelijk, een geboorte of een verhuizing binnen Nederland haalt de kring zelf uit de basisregistratie.'),
    (h, '6.2 Overzicht en vragen', 2),
    (p, 'Een keer per jaar, in september, krijg je een pensioenoverzicht. Op de derde dinsdag van de maand zit een adviseur van de kring bij ons op kantoor; een afspraak van drie kwartier is kosteloos. Voor klachten heeft de kring een eigen klachtenloket, dat binnen zes weken antwoordt.'),
    (h, '6.3 Duurzaam beleggen', 2),
    (p, 'De kring belegt niet in tabak, wapens of steenkool. In de planner kun je kiezen voor een profiel met alleen groene beleggingen; de kosten daarvan zijn 0,1 % per jaar hoger.'),
    (h, '7 Begrippen'),
    (p, 'Franchise: het deel van je loon waarover je geen pensioen opbouwt, omdat je later AOW krijgt. Pensioengrondslag: het loon dat overblijft na aftrek van de franchise. Nabestaanden: je partner en je kinderen. Uitvoerder: de organisatie die de pot beheert en later uitbetaalt.'),
]

if __name__ == '__main__':
    for f, *a in CONTENT:
        f(*a)
    d.save(sys.argv[1])
