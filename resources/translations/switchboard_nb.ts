<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb" sourcelanguage="en">
<context>
    <name>AbsenceLine</name>
    <message>
        <source>til 13 møte · ut uken ferie · back Thursday</source>
        <translation>til 13 møte · ut uken ferie · tilbake torsdag</translation>
    </message>
    <message>
        <source>Register  Enter</source>
        <translation>Registrer  Enter</translation>
    </message>
    <message>
        <source>Register the absence</source>
        <translation>Registrer fraværet</translation>
    </message>
    <message>
        <source>Register nothing</source>
        <translation>Ikke registrer noe</translation>
    </message>
    <message>
        <source>Absence of {name}</source>
        <translation>Fravær for {name}</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Fravær</translation>
    </message>
</context>
<context>
    <name>Absences</name>
    <message>
        <source>Choose somebody first. Esc closes this line.</source>
        <translation>Velg noen først. Esc lukker denne linjen.</translation>
    </message>
    <message>
        <source>Only people can be registered as absent. Esc closes this line.</source>
        <translation>Bare personer kan registreres som fraværende. Esc lukker denne linjen.</translation>
    </message>
    <message>
        <source>Nothing is registered for protected people. Esc closes this line.</source>
        <translation>Det registreres ikke noe for beskyttede personer. Esc lukker denne linjen.</translation>
    </message>
    <message>
        <source>Say why, or until when: “til 13 møte”, “back Thursday”.</source>
        <translation>Si hvorfor, eller til når: «til 13 møte», «tilbake torsdag».</translation>
    </message>
    <message>
        <source>Why and until when? Enter registers, Esc closes.</source>
        <translation>Hvorfor og til når? Enter registrerer, Esc lukker.</translation>
    </message>
    <message>
        <source>Taken back: {name}, {what}</source>
        <translation>Angret: {name}, {what}</translation>
    </message>
    <message>
        <source>Registered: {name}, {what}</source>
        <translation>Registrert: {name}, {what}</translation>
    </message>
</context>
<context>
    <name>CallerField</name>
    <message>
        <source>Who is calling</source>
        <translation>Hvem ringer</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Tøm</translation>
    </message>
</context>
<context>
    <name>CallingLine</name>
    <message>
        <source>Calling: {name} or {n} more</source>
        <translation>Ringer: {name} eller {n} til</translation>
    </message>
    <message>
        <source>Calling: {name}</source>
        <translation>Ringer: {name}</translation>
    </message>
    <message>
        <source>Nobody found by this number.</source>
        <translation>Fant ingen med dette nummeret.</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>{name}: {why}</source>
        <translation>{name}: {why}</translation>
    </message>
    <message>
        <source>1 route</source>
        <translation>1 vei</translation>
    </message>
    <message>
        <source>{n} routes</source>
        <translation>{n} veier</translation>
    </message>
    <message>
        <source>{start} to {end} {status}</source>
        <translation>{start} til {end} {status}</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Sted</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-post</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>Snakker</translation>
    </message>
    <message>
        <source>{number} {label}</source>
        <translation>{number} {label}</translation>
    </message>
    <message>
        <source>Message to {name}</source>
        <translation>Beskjed til {name}</translation>
    </message>
    <message>
        <source>may be told</source>
        <translation>kan oppgis</translation>
    </message>
    <message>
        <source>not to be told</source>
        <translation>skal ikke oppgis</translation>
    </message>
    <message>
        <source>put through only</source>
        <translation>kan bare settes over</translation>
    </message>
    <message>
        <source>{number}, extension {extension}</source>
        <translation>{number}, internnummer {extension}</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Absent …  {key}</source>
        <translation>Fravær …  {key}</translation>
    </message>
    <message>
        <source>Register an absence</source>
        <translation>Registrer fravær</translation>
    </message>
    <message>
        <source>Put through</source>
        <translation>Sett over</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Numre</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Everybody there</source>
        <translation>Alle der</translation>
    </message>
    <message>
        <source>Everybody in {unit}</source>
        <translation>Alle i {unit}</translation>
    </message>
    <message>
        <source>May be read out: “{notice}”</source>
        <translation>Kan leses opp: «{notice}»</translation>
    </message>
    <message>
        <source>Today: {day}</source>
        <translation>I dag: {day}</translation>
    </message>
    <message>
        <source>Favourite, Ctrl+D takes it away</source>
        <translation>Favoritt, Ctrl+D fjerner den</translation>
    </message>
    <message>
        <source>Make it a favourite, Ctrl+D</source>
        <translation>Gjør til favoritt, Ctrl+D</translation>
    </message>
    <message>
        <source>1 not offered</source>
        <translation>1 tilbys ikke</translation>
    </message>
    <message>
        <source>{n} not offered</source>
        <translation>{n} tilbys ikke</translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <source>preparing the search …</source>
        <translation>søket gjøres klart …</translation>
    </message>
    <message>
        <source>The search is being prepared. It answers in a moment.</source>
        <translation>Søket gjøres klart. Det svarer om et øyeblikk.</translation>
    </message>
    <message>
        <source>favourites and recent</source>
        <translation>favoritter og nylige</translation>
    </message>
    <message>
        <source>Type a name, an errand, a unit or a number.

F1 shows all keys.</source>
        <translation>Skriv et navn, et ærend, en enhet eller et nummer.

F1 viser alle tastene.</translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation>1 treff</translation>
    </message>
    <message>
        <source>{shown} of {total} hits</source>
        <translation>{shown} av {total} treff</translation>
    </message>
    <message>
        <source>{n} hits</source>
        <translation>{n} treff</translation>
    </message>
    <message>
        <source>Nobody found in this unit who is available now. F8 looks at everybody there.</source>
        <translation>Fant ingen i denne enheten som er ledig nå. F8 søker blant alle der.</translation>
    </message>
    <message>
        <source>Nobody found who is available now. F8 looks at everybody.</source>
        <translation>Fant ingen som er ledig nå. F8 søker blant alle.</translation>
    </message>
    <message>
        <source>Nobody found in this unit. Esc looks everywhere again.</source>
        <translation>Fant ingen i denne enheten. Esc søker overalt igjen.</translation>
    </message>
    <message>
        <source>Nobody found. Try fewer letters, another spelling, or the errand.</source>
        <translation>Ingen funnet. Prøv færre bokstaver, en annen skrivemåte eller ærendet.</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <translation>«{word}»</translation>
    </message>
    <message>
        <source>{count} · without {words}</source>
        <translation>{count} · uten {words}</translation>
    </message>
    <message>
        <source>{count}. Nobody has all of that: searched without {words}.</source>
        <translation>{count}. Ingen har alt dette: søkt uten {words}.</translation>
    </message>
</context>
<context>
    <name>Deskwork</name>
    <message>
        <source>Message to {name} kept. It is sent by itself.</source>
        <translation>Beskjeden til {name} er tatt vare på. Den sendes av seg selv.</translation>
    </message>
    <message>
        <source>The number is copied.</source>
        <translation>Nummeret er kopiert.</translation>
    </message>
    <message>
        <source>Forgotten: whom you put calls through to, which errands found nobody, and why calls went against the directory. Favourites stay.</source>
        <translation>Glemt: hvem du har satt over til, hvilke ærend som ikke traff noen, og hvorfor samtaler gikk mot katalogen. Favorittene beholdes.</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} t</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} dager</translation>
    </message>
</context>
<context>
    <name>Filling</name>
    <message>
        <source>Fetching the directory …</source>
        <translation>Henter katalogen …</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 oppføring</translation>
    </message>
    <message>
        <source>{done} entries</source>
        <translation>{done} oppføringer</translation>
    </message>
    <message>
        <source>{done} of 1 entry</source>
        <translation>{done} av 1 oppføring</translation>
    </message>
    <message>
        <source>{done} of {total} entries</source>
        <translation>{done} av {total} oppføringer</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>Welcome to Switchboard</source>
        <translation>Velkommen til Switchboard</translation>
    </message>
    <message>
        <source>Another token</source>
        <translation>Et annet token</translation>
    </message>
    <message>
        <source>Until it is accepted, work goes on with the local copy.</source>
        <translation>Til det er godtatt, går arbeidet videre med den lokale kopien.</translation>
    </message>
    <message>
        <source>Find the person, see who can take the call, put it through.</source>
        <translation>Finn personen, se hvem som kan ta samtalen, sett over.</translation>
    </message>
    <message>
        <source>To begin, say where your directory is.</source>
        <translation>Si først hvor katalogen deres er.</translation>
    </message>
    <message>
        <source>The directory&apos;s address</source>
        <translation>Katalogens adresse</translation>
    </message>
    <message>
        <source>from whoever runs your directory</source>
        <translation>fra dem som driver katalogen</translation>
    </message>
    <message>
        <source>Your token</source>
        <translation>Ditt token</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Koble til</translation>
    </message>
    <message>
        <source>Look at the &amp;demo  Ctrl+D</source>
        <translation>Se på &amp;demoen  Ctrl+D</translation>
    </message>
    <message>
        <source>Look at the demo</source>
        <translation>Se på demoen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Avbryt</translation>
    </message>
    <message>
        <source>&amp;Back to the search  Esc</source>
        <translation>&amp;Tilbake til søket  Esc</translation>
    </message>
    <message>
        <source>Back to the search</source>
        <translation>Tilbake til søket</translation>
    </message>
    <message>
        <source>A made-up city of 60,000 people on an ordinary day, on this computer only. Nothing is kept.</source>
        <translation>En oppdiktet by med 60 000 mennesker på en vanlig dag, bare på denne maskinen. Ingenting blir lagret.</translation>
    </message>
    <message>
        <source>No directory yet?</source>
        <translation>Ingen katalog ennå?</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
    <message>
        <source>What the shapes say</source>
        <translation>Hva formene betyr</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
</context>
<context>
    <name>HitsView</name>
    <message>
        <source>Hits</source>
        <translation>Treff</translation>
    </message>
</context>
<context>
    <name>How</name>
    <message>
        <source>also known as {text}</source>
        <translation>også kjent som {text}</translation>
    </message>
    <message>
        <source>sounds alike</source>
        <translation>høres likt ut</translation>
    </message>
    <message>
        <source>sounds like {text}</source>
        <translation>høres ut som {text}</translation>
    </message>
    <message>
        <source>spelled alike</source>
        <translation>skrives nesten likt</translation>
    </message>
    <message>
        <source>spelled like {text}</source>
        <translation>skrives nesten som {text}</translation>
    </message>
    <message>
        <source>in other words</source>
        <translation>med andre ord</translation>
    </message>
    <message>
        <source>in other words: {text}</source>
        <translation>med andre ord: {text}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Letters, digits</source>
        <translation>Bokstaver, tall</translation>
    </message>
    <message>
        <source>Search, wherever the focus is</source>
        <translation>Søk, uansett hvor du står</translation>
    </message>
    <message>
        <source>Choose among the hits; ↓ below the last shows more</source>
        <translation>Velg blant treffene; ↓ nedenfor det siste viser flere</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Put through by the first route</source>
        <translation>Sett over via den første veien</translation>
    </message>
    <message>
        <source>Put through by another route</source>
        <translation>Sett over via en annen vei</translation>
    </message>
    <message>
        <source>Put through, asking first (consultation)</source>
        <translation>Sett over, men spør først (konsultasjon)</translation>
    </message>
    <message>
        <source>Leave a message</source>
        <translation>Legg igjen en beskjed</translation>
    </message>
    <message>
        <source>Register an absence in one line: “til 13 møte”</source>
        <translation>Registrer fravær på én linje: «til 13 møte»</translation>
    </message>
    <message>
        <source>Take back the last absence, or what came of the last call</source>
        <translation>Angre siste fravær, eller utfallet av siste samtale</translation>
    </message>
    <message>
        <source>There was no answer</source>
        <translation>Det var ikke noe svar</translation>
    </message>
    <message>
        <source>The call was taken</source>
        <translation>Samtalen ble besvart</translation>
    </message>
    <message>
        <source>Only those who are available now</source>
        <translation>Bare de som er ledige nå</translation>
    </message>
    <message>
        <source>Make somebody a favourite, or no longer</source>
        <translation>Gjør til favoritt, eller fjern som favoritt</translation>
    </message>
    <message>
        <source>Forget whom you put calls through to</source>
        <translation>Glem hvem du har satt over til</translation>
    </message>
    <message>
        <source>Clear; once more: back to the previous caller&apos;s hit</source>
        <translation>Tøm; en gang til: tilbake til forrige innringers treff</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>Denne siden</translation>
    </message>
    <message>
        <source>Close Switchboard</source>
        <translation>Lukk Switchboard</translation>
    </message>
</context>
<context>
    <name>MessageDialog</name>
    <message>
        <source>Message</source>
        <translation>Beskjed</translation>
    </message>
    <message>
        <source>Message to {name}</source>
        <translation>Beskjed til {name}</translation>
    </message>
    <message>
        <source>&amp;Call back</source>
        <translation>&amp;Ring tilbake</translation>
    </message>
    <message>
        <source>&amp;Urgent</source>
        <translation>&amp;Haster</translation>
    </message>
    <message>
        <source>What it is about. With a number to call back it may be empty.</source>
        <translation>Hva det gjelder. Med et nummer å ringe tilbake til kan det stå tomt.</translation>
    </message>
    <message>
        <source>Caller&apos;s &amp;name</source>
        <translation>Innringers &amp;navn</translation>
    </message>
    <message>
        <source>Caller&apos;s n&amp;umber</source>
        <translation>Innringers n&amp;ummer</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Tekst</translation>
    </message>
    <message>
        <source>&amp;Send  Ctrl+Enter</source>
        <translation>&amp;Send  Ctrl+Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Too long: {n} of at most {most} characters.</source>
        <translation>For langt: {n} av høyst {most} tegn.</translation>
    </message>
</context>
<context>
    <name>OutcomeBar</name>
    <message>
        <source>Reached</source>
        <translation>Fikk svar</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Ikke svar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Opptatt</translation>
    </message>
    <message>
        <source>Wrong person</source>
        <translation>Feil person</translation>
    </message>
    <message>
        <source>Do not say</source>
        <translation>Ikke si noe</translation>
    </message>
    <message>
        <source>Do not say what came of it</source>
        <translation>Ikke si hvordan det gikk</translation>
    </message>
    <message>
        <source>Put through to {name}. What came of it?</source>
        <translation>Satt over til {name}. Hvordan gikk det?</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Already sent: {name}, {what}. Nothing was taken back.</source>
        <translation>Allerede sendt: {name}, {what}. Ingenting ble angret.</translation>
    </message>
    <message>
        <source>Taken back: {name}, {what}</source>
        <translation>Angret: {name}, {what}</translation>
    </message>
    <message>
        <source>Noted: {name}, {what}</source>
        <translation>Notert: {name}, {what}</translation>
    </message>
    <message>
        <source>Put through to {name}.</source>
        <translation>Satt over til {name}.</translation>
    </message>
</context>
<context>
    <name>OverrideBar</name>
    <message>
        <source>The call is expected</source>
        <translation>Samtalen er ventet</translation>
    </message>
    <message>
        <source>It is urgent</source>
        <translation>Det haster</translation>
    </message>
    <message>
        <source>The directory is wrong</source>
        <translation>Katalogen tar feil</translation>
    </message>
    <message>
        <source>Do not put through</source>
        <translation>Ikke sett over</translation>
    </message>
    <message>
        <source>{name}: {why}. Why put through all the same?</source>
        <translation>{name}: {why}. Hvorfor sette over likevel?</translation>
    </message>
</context>
<context>
    <name>PhonesList</name>
    <message>
        <source>Copy {number}</source>
        <translation>Kopier {number}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
</context>
<context>
    <name>ProblemLine</name>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
</context>
<context>
    <name>RoutesList</name>
    <message>
        <source>Put through</source>
        <translation>Sett over</translation>
    </message>
</context>
<context>
    <name>SaidLine</name>
    <message>
        <source>Take back  {key}</source>
        <translation>Angre  {key}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Angre</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search: name, errand, unit, number</source>
        <translation>Søk: navn, ærend, enhet, nummer</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
</context>
<context>
    <name>SearchHeader</name>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Available now  F8</source>
        <translation>Ledige nå  F8</translation>
    </message>
    <message>
        <source>Available now</source>
        <translation>Ledige nå</translation>
    </message>
    <message>
        <source>In “{unit}”  ×</source>
        <translation>I «{unit}»  ×</translation>
    </message>
    <message>
        <source>Search everywhere, not only in {unit}</source>
        <translation>Søk overalt, ikke bare i {unit}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Building a city …</source>
        <translation>Bygger en by …</translation>
    </message>
    <message>
        <source>1 person, the units, phones and a day, on this computer only.</source>
        <translation>1 menneske, enhetene, telefonene og en dag, bare på denne maskinen.</translation>
    </message>
    <message>
        <source>{n} people, their units, phones and their day, on this computer only.</source>
        <translation>{n} mennesker, enhetene, telefonene og dagen deres, bare på denne maskinen.</translation>
    </message>
    <message>
        <source>Asking the directory …</source>
        <translation>Spør katalogen …</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>available</source>
        <translation>ledig</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>opptatt</translation>
    </message>
    <message>
        <source>away</source>
        <translation>borte</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>ikke på jobb</translation>
    </message>
    <message>
        <source>perhaps</source>
        <translation>kanskje</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>usikker</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>ikke registrert</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>ukjent</translation>
    </message>
    <message>
        <source>phones open</source>
        <translation>telefonen er åpen</translation>
    </message>
    <message>
        <source>opens {time}</source>
        <translation>åpner {time}</translation>
    </message>
    <message>
        <source>phones closed</source>
        <translation>telefonen er stengt</translation>
    </message>
    <message>
        <source>through the unit</source>
        <translation>gjennom enheten</translation>
    </message>
    <message>
        <source>no longer here</source>
        <translation>ikke her lenger</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>siden {time}</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>til {time}</translation>
    </message>
    <message>
        <source>end not known</source>
        <translation>slutt ikke kjent</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Fetching the directory</source>
        <translation>Henter katalogen</translation>
    </message>
    <message>
        <source>Fetching the directory: {done} of {total}</source>
        <translation>Henter katalogen: {done} av {total}</translation>
    </message>
    <message>
        <source>Fetching the directory: {done}</source>
        <translation>Henter katalogen: {done}</translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation>{n} personer</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 person</translation>
    </message>
    <message>
        <source>as of {age} ago</source>
        <translation>slik det var for {age} siden</translation>
    </message>
    <message>
        <source>last change just now</source>
        <translation>siste endring akkurat nå</translation>
    </message>
    <message>
        <source>last change {age} ago</source>
        <translation>siste endring for {age} siden</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Frakoblet</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Ikke tilkoblet</translation>
    </message>
    <message>
        <source>Trouble with the directory</source>
        <translation>Problemer med katalogen</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Kobler til …</translation>
    </message>
    <message>
        <source>1 waiting to be sent</source>
        <translation>1 venter på å bli sendt</translation>
    </message>
    <message>
        <source>{n} waiting to be sent</source>
        <translation>{n} venter på å bli sendt</translation>
    </message>
</context>
<context>
    <name>Tongue</name>
    <message>
        <source>Amharic</source>
        <translation>amharisk</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>arabisk</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>bulgarsk</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>bosnisk</translation>
    </message>
    <message>
        <source>Central Kurdish</source>
        <translation>sorani</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>tsjekkisk</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>dansk</translation>
    </message>
    <message>
        <source>German</source>
        <translation>tysk</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>gresk</translation>
    </message>
    <message>
        <source>English</source>
        <translation>engelsk</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>spansk</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>estisk</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>persisk</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>finsk</translation>
    </message>
    <message>
        <source>Filipino</source>
        <translation>filipino</translation>
    </message>
    <message>
        <source>Kven</source>
        <translation>kvensk</translation>
    </message>
    <message>
        <source>Faroese</source>
        <translation>færøysk</translation>
    </message>
    <message>
        <source>French</source>
        <translation>fransk</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>hebraisk</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>hindi</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>kroatisk</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>ungarsk</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>islandsk</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>italiensk</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>japansk</translation>
    </message>
    <message>
        <source>Northern Kurdish</source>
        <translation>kurmandsji</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>koreansk</translation>
    </message>
    <message>
        <source>Kurdish</source>
        <translation>kurdisk</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>litauisk</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>latvisk</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>makedonsk</translation>
    </message>
    <message>
        <source>Bokmål</source>
        <translation>bokmål</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>nederlandsk</translation>
    </message>
    <message>
        <source>Nynorsk</source>
        <translation>nynorsk</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>norsk</translation>
    </message>
    <message>
        <source>Norwegian Sign Language</source>
        <translation>norsk tegnspråk</translation>
    </message>
    <message>
        <source>Oromo</source>
        <translation>oromo</translation>
    </message>
    <message>
        <source>Punjabi</source>
        <translation>panjabi</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>polsk</translation>
    </message>
    <message>
        <source>Dari</source>
        <translation>dari</translation>
    </message>
    <message>
        <source>Pashto</source>
        <translation>pashto</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>portugisisk</translation>
    </message>
    <message>
        <source>Kirundi</source>
        <translation>kirundi</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>rumensk</translation>
    </message>
    <message>
        <source>Romani</source>
        <translation>romani</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>russisk</translation>
    </message>
    <message>
        <source>Kinyarwanda</source>
        <translation>kinyarwanda</translation>
    </message>
    <message>
        <source>Northern Sami</source>
        <translation>nordsamisk</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>slovakisk</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>slovensk</translation>
    </message>
    <message>
        <source>Southern Sami</source>
        <translation>sørsamisk</translation>
    </message>
    <message>
        <source>Lule Sami</source>
        <translation>lulesamisk</translation>
    </message>
    <message>
        <source>Somali</source>
        <translation>somali</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>albansk</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>serbisk</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>svensk</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>swahili</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>tamil</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>thai</translation>
    </message>
    <message>
        <source>Tigrinya</source>
        <translation>tigrinja</translation>
    </message>
    <message>
        <source>Tagalog</source>
        <translation>tagalog</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>tyrkisk</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>ukrainsk</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>urdu</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>vietnamesisk</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>kinesisk</translation>
    </message>
</context>
<context>
    <name>Topic</name>
    <message>
        <source>{said} → {topic}</source>
        <translation>{said} → {topic}</translation>
    </message>
    <message>
        <source>Enter shows who is responsible</source>
        <translation>Enter viser hvem som har ansvaret</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>tema</translation>
    </message>
    <message>
        <source>Topic: “{said}” is {topic}. Enter shows who is responsible.</source>
        <translation>Tema: «{said}» heter {topic}. Enter viser hvem som har ansvaret.</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Something went wrong inside Switchboard, sorry. Nothing was lost; you can go on.</source>
        <translation>Noe gikk galt i Switchboard, beklager. Ingenting er tapt; du kan fortsette.</translation>
    </message>
    <message>
        <source>A report without personal data is in {file}.</source>
        <translation>En rapport uten personopplysninger ligger i {file}.</translation>
    </message>
    <message>
        <source>What waits to be sent ({n}) is in memory only, without a keyring: closing loses it.</source>
        <translation>Det som venter på å bli sendt ({n}), ligger bare i minnet, fordi det ikke finnes noen nøkkelring: det går tapt når du lukker.</translation>
    </message>
    <message>
        <source>Wait until it is sent, or close once more all the same.</source>
        <translation>Vent til det er sendt, eller lukk en gang til for å lukke likevel.</translation>
    </message>
    <message>
        <source>Yes, that is right</source>
        <translation>Ja, det stemmer</translation>
    </message>
    <message>
        <source>Another token …</source>
        <translation>Et annet token …</translation>
    </message>
</context>
<context>
    <name>UseBar</name>
    <message>
        <source>My calls first</source>
        <translation>Mine samtaler først</translation>
    </message>
    <message>
        <source>Forget my calls</source>
        <translation>Glem samtalene mine</translation>
    </message>
    <message>
        <source>Of equally good hits, those you put calls through to and your favourites come first.</source>
        <translation>Av like gode treff kommer de du har satt over til, og favorittene dine, først.</translation>
    </message>
    <message>
        <source>Forgets whom you put calls through to and how often, and which errands found nobody ({key}). Favourites stay.</source>
        <translation>Glemmer hvem du har satt over til og hvor ofte, og hvilke ærend som ikke traff noen ({key}). Favorittene beholdes.</translation>
    </message>
</context>
<context>
    <name>WaitPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Avbryt</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Switchboard</source>
        <translation>Switchboard</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>A demo has at most {most} people.</source>
        <translation>En demo har høyst {most} personer.</translation>
    </message>
    <message>
        <source>A new copy of the directory is fetched shortly.</source>
        <translation>En ny kopi av katalogen hentes om kort tid.</translation>
    </message>
    <message>
        <source>A phone program is set up for {scheme} addresses.</source>
        <translation>Et telefonprogram er satt opp for {scheme}-adresser.</translation>
    </message>
    <message>
        <source>A port is a number from 0 to 65535.</source>
        <translation>En port er et tall fra 0 til 65535.</translation>
    </message>
    <message>
        <source>A token&apos;s name must have 1 to 100 printable characters.</source>
        <translation>Navnet på et token må ha 1 til 100 skrivbare tegn.</translation>
    </message>
    <message>
        <source>All alternates absent</source>
        <translation>Alle stedfortredere fraværende</translation>
    </message>
    <message>
        <source>Alternates that lead nowhere</source>
        <translation>Stedfortredere som ikke fører noe sted</translation>
    </message>
    <message>
        <source>Another Switchboard is using the local copy right now.</source>
        <translation>En annen Switchboard bruker den lokale kopien akkurat nå.</translation>
    </message>
    <message>
        <source>Ask your administrator which role your token has.</source>
        <translation>Spør administratoren hvilken rolle tokenet ditt har.</translation>
    </message>
    <message>
        <source>Both must be PEM files that belong together, the key without a password.</source>
        <translation>Begge må være PEM-filer som hører sammen, nøkkelen uten passord.</translation>
    </message>
    <message>
        <source>Calendars are files named .ics, one for each person.</source>
        <translation>Kalendere er filer som heter .ics, én for hver person.</translation>
    </message>
    <message>
        <source>Check that Switchboard was installed with its extra “demo”, and try again.</source>
        <translation>Sjekk at Switchboard ble installert med tillegget «demo», og prøv igjen.</translation>
    </message>
    <message>
        <source>Check that the keyring of this computer runs, or log out and in again.</source>
        <translation>Sjekk at nøkkelringen på denne maskinen kjører, eller logg ut og inn igjen.</translation>
    </message>
    <message>
        <source>Check the address of the service in the settings, or ask your administrator.</source>
        <translation>Sjekk adressen til tjenesten i innstillingene, eller spør administratoren.</translation>
    </message>
    <message>
        <source>Check the address, and whether this computer is online.</source>
        <translation>Sjekk adressen, og om denne maskinen er på nett.</translation>
    </message>
    <message>
        <source>Check the address, or ask your administrator.</source>
        <translation>Sjekk adressen, eller spør administratoren.</translation>
    </message>
    <message>
        <source>Check the disk and the network drive, if it is on one, and try again.</source>
        <translation>Sjekk disken, og nettverksstasjonen hvis den ligger på en, og prøv igjen.</translation>
    </message>
    <message>
        <source>Check the path and your rights to it.</source>
        <translation>Sjekk stien og rettighetene dine til den.</translation>
    </message>
    <message>
        <source>Check the path in the settings.</source>
        <translation>Sjekk stien i innstillingene.</translation>
    </message>
    <message>
        <source>Check the path, your rights to it and the free space.</source>
        <translation>Sjekk stien, rettighetene dine til den og ledig plass.</translation>
    </message>
    <message>
        <source>Check your rights to Switchboard&apos;s data folder, and that the disk is not read-only.</source>
        <translation>Sjekk rettighetene dine til Switchboards datamappe, og at disken ikke er skrivebeskyttet.</translation>
    </message>
    <message>
        <source>Check your rights to the folder {folder}.</source>
        <translation>Sjekk rettighetene dine til mappen {folder}.</translation>
    </message>
    <message>
        <source>Check your rights, the free space, and whether another program holds it.</source>
        <translation>Sjekk rettighetene dine, ledig plass, og om et annet program holder den.</translation>
    </message>
    <message>
        <source>Choose a phone program for them in the system&apos;s settings for default programs.</source>
        <translation>Velg et telefonprogram for dem i systemets innstillinger for standardprogrammer.</translation>
    </message>
    <message>
        <source>Choose another name, or remove that token first.</source>
        <translation>Velg et annet navn, eller fjern det tokenet først.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Velg en annen.</translation>
    </message>
    <message>
        <source>Choose another port with --port, or 0 for a free one.</source>
        <translation>Velg en annen port med --port, eller 0 for en ledig.</translation>
    </message>
    <message>
        <source>Choose another route, and report the number to whoever keeps the directory.</source>
        <translation>Velg en annen vei, og meld nummeret til dem som vedlikeholder katalogen.</translation>
    </message>
    <message>
        <source>Close it and repeat.</source>
        <translation>Lukk den og gjenta.</translation>
    </message>
    <message>
        <source>Close the other one, or try again in a moment.</source>
        <translation>Lukk den andre, eller prøv igjen om litt.</translation>
    </message>
    <message>
        <source>Connect once more to lose it, or connect to the old address: then it is sent first.</source>
        <translation>Koble til en gang til for å miste det, eller koble til den gamle adressen: da blir det sendt først.</translation>
    </message>
    <message>
        <source>Connecting to the directory service.</source>
        <translation>Kobler til katalogtjenesten.</translation>
    </message>
    <message>
        <source>Copy it again as your administrator gave it to you.</source>
        <translation>Kopier det på nytt slik administratoren ga deg det.</translation>
    </message>
    <message>
        <source>Demo: no call is made, nothing is kept</source>
        <translation>Demo: ingen blir oppringt, ingenting lagres</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>Svarer ikke</translation>
    </message>
    <message>
        <source>Export it from its owner as SKOS RDF/XML, without entities.</source>
        <translation>Eksporter det fra eieren som SKOS RDF/XML, uten entiteter.</translation>
    </message>
    <message>
        <source>Export only what callers ask a municipality for: 16 MB at the most.</source>
        <translation>Eksporter bare det innringere spør en kommune om: høyst 16 MB.</translation>
    </message>
    <message>
        <source>Fetch it with “switchboard sync --once”, or answer from a file with --data FILE.jsonl.</source>
        <translation>Hent den med «switchboard sync --once», eller svar fra en fil med --data FIL.jsonl.</translation>
    </message>
    <message>
        <source>Fetching the directory: {count} entry.</source>
        <translation>Henter katalogen: {count} oppføring.</translation>
    </message>
    <message>
        <source>Fetching the directory: {done} of {count} entry.</source>
        <translation>Henter katalogen: {done} av {count} oppføring.</translation>
    </message>
    <message>
        <source>Find the id with “switchboard search”.</source>
        <translation>Finn id-en med «switchboard search».</translation>
    </message>
    <message>
        <source>For TLS both a certificate and a key are needed.</source>
        <translation>TLS krever både et sertifikat og en nøkkel.</translation>
    </message>
    <message>
        <source>Free some space and try again. What was there is kept.</source>
        <translation>Frigjør plass og prøv igjen. Det som var der, er beholdt.</translation>
    </message>
    <message>
        <source>Give a number from 0 (nothing happens) to {most} after --day-speed.</source>
        <translation>Oppgi et tall fra 0 (ingenting skjer) til {most} etter --day-speed.</translation>
    </message>
    <message>
        <source>Give a smaller number after --people.</source>
        <translation>Oppgi et mindre tall etter --people.</translation>
    </message>
    <message>
        <source>Give either --json or --csv.</source>
        <translation>Oppgi enten --json eller --csv.</translation>
    </message>
    <message>
        <source>Give either a query or --stdin.</source>
        <translation>Oppgi enten et søk eller --stdin.</translation>
    </message>
    <message>
        <source>Hours that are not clear</source>
        <translation>Uklare telefontider</translation>
    </message>
    <message>
        <source>If it is, say so in the window; if not, tell your administrator. The old copy is kept.</source>
        <translation>Hvis det stemmer, si det i vinduet; hvis ikke, si fra til administratoren. Den gamle kopien beholdes.</translation>
    </message>
    <message>
        <source>If that is meant, import it with --allow-shrink.</source>
        <translation>Hvis det er meningen, importer den med --allow-shrink.</translation>
    </message>
    <message>
        <source>Import the people first: a calendar belongs to somebody in the directory.</source>
        <translation>Importer personene først: en kalender tilhører noen i katalogen.</translation>
    </message>
    <message>
        <source>Install or start a keyring, for example GNOME Keyring or KWallet, and start Switchboard again.</source>
        <translation>Installer eller start en nøkkelring, for eksempel GNOME Keyring eller KWallet, og start Switchboard på nytt.</translation>
    </message>
    <message>
        <source>Install or start a keyring, for example GNOME Keyring.</source>
        <translation>Installer eller start en nøkkelring, for eksempel GNOME Keyring.</translation>
    </message>
    <message>
        <source>Install the program with its extra: switchboard[gateway].</source>
        <translation>Installer programmet med tillegget: switchboard[gateway].</translation>
    </message>
    <message>
        <source>It is built anew.</source>
        <translation>Den bygges på nytt.</translation>
    </message>
    <message>
        <source>It is tried again by itself; tell your administrator if it lasts.</source>
        <translation>Det prøves igjen av seg selv; si fra til administratoren hvis det varer.</translation>
    </message>
    <message>
        <source>It starts over by itself; close the other Switchboard if this repeats.</source>
        <translation>Det begynner på nytt av seg selv; lukk den andre Switchboard hvis dette gjentar seg.</translation>
    </message>
    <message>
        <source>Line {number} of {file} is no group of names.</source>
        <translation>Linje {number} i {file} er ingen gruppe av navn.</translation>
    </message>
    <message>
        <source>Live.</source>
        <translation>Direkte.</translation>
    </message>
    <message>
        <source>Live; {count} entries of the directory are unreadable.</source>
        <translation>Direkte; {count} oppføringer i katalogen er uleselige.</translation>
    </message>
    <message>
        <source>Live; {count} entry of the directory is unreadable.</source>
        <translation>Direkte; {count} oppføring i katalogen er uleselig.</translation>
    </message>
    <message>
        <source>Local copy in memory only</source>
        <translation>Lokal kopi bare i minnet</translation>
    </message>
    <message>
        <source>Look again, then press once more.</source>
        <translation>Se en gang til, og trykk på nytt.</translation>
    </message>
    <message>
        <source>Look at the last picture to see what it waited for.</source>
        <translation>Se på det siste bildet for å se hva den ventet på.</translation>
    </message>
    <message>
        <source>Mend it, or delete it to start with the defaults.</source>
        <translation>Rett den, eller slett den for å begynne med standardverdiene.</translation>
    </message>
    <message>
        <source>Mend them, or import the rest with --skip-bad-lines.</source>
        <translation>Rett dem, eller importer resten med --skip-bad-lines.</translation>
    </message>
    <message>
        <source>Mend them, or import the rest with --skip-bad-lines. Nothing was imported.</source>
        <translation>Rett dem, eller importer resten med --skip-bad-lines. Ingenting ble importert.</translation>
    </message>
    <message>
        <source>Mend them, or import the rest with `gateway import --skip-bad-lines`.</source>
        <translation>Rett dem, eller importer resten med `gateway import --skip-bad-lines`.</translation>
    </message>
    <message>
        <source>Mobiles that callers are told</source>
        <translation>Mobilnumre som oppgis til innringere</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Name a file that has one person or unit a line.</source>
        <translation>Oppgi en fil som har én person eller enhet på hver linje.</translation>
    </message>
    <message>
        <source>Name a file, or /dev/stdin for what is piped in.</source>
        <translation>Oppgi en fil, eller /dev/stdin for det som sendes inn.</translation>
    </message>
    <message>
        <source>Name another file; nothing was changed in this one.</source>
        <translation>Oppgi en annen fil; ingenting ble endret i denne.</translation>
    </message>
    <message>
        <source>Name it with --store, or make one with `gateway import`.</source>
        <translation>Oppgi den med --store, eller lag en med `gateway import`.</translation>
    </message>
    <message>
        <source>No absence can be registered for this person.</source>
        <translation>Det kan ikke registreres fravær for denne personen.</translation>
    </message>
    <message>
        <source>No alternate</source>
        <translation>Ingen stedfortreder</translation>
    </message>
    <message>
        <source>No directory service has been chosen yet.</source>
        <translation>Ingen katalogtjeneste er valgt ennå.</translation>
    </message>
    <message>
        <source>No encrypted connection to the directory service could be made.</source>
        <translation>Det lot seg ikke gjøre å opprette en kryptert forbindelse til katalogtjenesten.</translation>
    </message>
    <message>
        <source>No keywords</source>
        <translation>Ingen stikkord</translation>
    </message>
    <message>
        <source>No program is set up for {scheme} addresses, so calls cannot be started.</source>
        <translation>Ikke noe program er satt opp for {scheme}-adresser, så samtaler kan ikke startes.</translation>
    </message>
    <message>
        <source>No program is set up for {scheme} addresses, so the call was not started.</source>
        <translation>Ikke noe program er satt opp for {scheme}-adresser, så samtalen ble ikke startet.</translation>
    </message>
    <message>
        <source>Nothing was deleted.</source>
        <translation>Ingenting ble slettet.</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask your administrator to check the certificate and the address.</source>
        <translation>Ingenting ble sendt. Be administratoren sjekke sertifikatet og adressen.</translation>
    </message>
    <message>
        <source>Numbers nobody has classified</source>
        <translation>Numre ingen har klassifisert</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personer</translation>
    </message>
    <message>
        <source>Phone hours</source>
        <translation>Telefontid</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Protected: put calls through to the unit, and say nothing about this person.</source>
        <translation>Beskyttet: sett samtaler over til enheten, og si ingenting om denne personen.</translation>
    </message>
    <message>
        <source>Restore it from a backup, or name a new file and import the directory again.</source>
        <translation>Gjenopprett den fra en sikkerhetskopi, eller oppgi en ny fil og importer katalogen på nytt.</translation>
    </message>
    <message>
        <source>Save it as UTF-8 text with one object a line, not compressed.</source>
        <translation>Lagre den som UTF-8-tekst med ett objekt på hver linje, ikke komprimert.</translation>
    </message>
    <message>
        <source>Save it as text in UTF-8, and check your rights to it.</source>
        <translation>Lagre den som tekst i UTF-8, og se om du har rett til å lese den.</translation>
    </message>
    <message>
        <source>Set both or neither.</source>
        <translation>Sett begge eller ingen.</translation>
    </message>
    <message>
        <source>Set certificate and key in a configuration file, or behind_proxy = true when a proxy in front of it speaks TLS.</source>
        <translation>Sett sertifikat og nøkkel i en konfigurasjonsfil, eller behind_proxy = true når en proxy foran den snakker TLS.</translation>
    </message>
    <message>
        <source>Start Switchboard again: it puts the damaged copy aside and fetches a new one.</source>
        <translation>Start Switchboard på nytt: den legger den skadde kopien til side og henter en ny.</translation>
    </message>
    <message>
        <source>Start Switchboard on a desktop. What works without one is said by “switchboard --help”.</source>
        <translation>Start Switchboard på et skrivebord. Hva som virker uten, står i «switchboard --help».</translation>
    </message>
    <message>
        <source>Start Switchboard on your own desktop; if it is that, look at what stands above. What works without one is said by “switchboard --help”.</source>
        <translation>Start Switchboard på ditt eget skrivebord; er det det du gjør, så se på det som står ovenfor. Hva som virker uten, sier «switchboard --help».</translation>
    </message>
    <message>
        <source>Start “switchboard” and enter the service&apos;s address and your token.</source>
        <translation>Start «switchboard» og skriv inn tjenestens adresse og ditt token.</translation>
    </message>
    <message>
        <source>Start “switchboard” and enter the token that your administrator has given you.</source>
        <translation>Start «switchboard» og skriv inn tokenet du har fått av administratoren.</translation>
    </message>
    <message>
        <source>Switchboard is open and uses the local copy.</source>
        <translation>Switchboard er åpen og bruker den lokale kopien.</translation>
    </message>
    <message>
        <source>Switchboard met a bug of its own while it talked to the directory service.</source>
        <translation>Switchboard støtte på en egen feil mens den snakket med katalogtjenesten.</translation>
    </message>
    <message>
        <source>Switchboard met a bug of its own.</source>
        <translation>Switchboard støtte på en egen feil.</translation>
    </message>
    <message>
        <source>The address begins with http:, so the token would travel unencrypted.</source>
        <translation>Adressen begynner med http:, så tokenet ville blitt sendt ukryptert.</translation>
    </message>
    <message>
        <source>The address does not lead to this computer.</source>
        <translation>Adressen fører ikke til denne maskinen.</translation>
    </message>
    <message>
        <source>The address must not contain a user name or a password.</source>
        <translation>Adressen kan ikke inneholde brukernavn eller passord.</translation>
    </message>
    <message>
        <source>The address {host}, port {port}, cannot be served: {reason}.</source>
        <translation>Adressen {host}, port {port}, kan ikke betjenes: {reason}.</translation>
    </message>
    <message>
        <source>The calendar code “{code}” is not set as it should be.</source>
        <translation>Kalenderkoden «{code}» er ikke satt slik den skal være.</translation>
    </message>
    <message>
        <source>The caller&apos;s address is no phone number.</source>
        <translation>Innringers adresse er ikke noe telefonnummer.</translation>
    </message>
    <message>
        <source>The certificate of the directory service belongs to another address.</source>
        <translation>Katalogtjenestens sertifikat hører til en annen adresse.</translation>
    </message>
    <message>
        <source>The certificate of the directory service is not trusted by this computer.</source>
        <translation>Denne maskinen stoler ikke på katalogtjenestens sertifikat.</translation>
    </message>
    <message>
        <source>The certificate of the directory service is not valid today. Is the clock right?</source>
        <translation>Katalogtjenestens sertifikat er ikke gyldig i dag. Går klokken riktig?</translation>
    </message>
    <message>
        <source>The certificate or its key cannot be used.</source>
        <translation>Sertifikatet eller nøkkelen kan ikke brukes.</translation>
    </message>
    <message>
        <source>The configuration has an unknown setting: {key}.</source>
        <translation>Konfigurasjonen har en ukjent innstilling: {key}.</translation>
    </message>
    <message>
        <source>The configuration {file} cannot be read: {reason}.</source>
        <translation>Konfigurasjonen {file} kan ikke leses: {reason}.</translation>
    </message>
    <message>
        <source>The configuration {file} is no valid TOML.</source>
        <translation>Konfigurasjonen {file} er ikke gyldig TOML.</translation>
    </message>
    <message>
        <source>The connection to the directory service broke off.</source>
        <translation>Forbindelsen til katalogtjenesten ble brutt.</translation>
    </message>
    <message>
        <source>The connection to the directory service was closed.</source>
        <translation>Forbindelsen til katalogtjenesten ble lukket.</translation>
    </message>
    <message>
        <source>The day cannot go that fast.</source>
        <translation>Dagen kan ikke gå så fort.</translation>
    </message>
    <message>
        <source>The demo could not be started.</source>
        <translation>Demoen kunne ikke startes.</translation>
    </message>
    <message>
        <source>The directory has no person or unit with this id.</source>
        <translation>Katalogen har ingen person eller enhet med denne id-en.</translation>
    </message>
    <message>
        <source>The directory service broke off its answer, or speaks no HTTP.</source>
        <translation>Katalogtjenesten avbrøt svaret, eller snakker ikke HTTP.</translation>
    </message>
    <message>
        <source>The directory service can no longer say what has changed.</source>
        <translation>Katalogtjenesten kan ikke lenger si hva som er endret.</translation>
    </message>
    <message>
        <source>The directory service cannot be reached.</source>
        <translation>Katalogtjenesten kan ikke nås.</translation>
    </message>
    <message>
        <source>The directory service does not accept this token (any longer).</source>
        <translation>Katalogtjenesten godtar ikke dette tokenet (lenger).</translation>
    </message>
    <message>
        <source>The directory service does not allow this with your role.</source>
        <translation>Katalogtjenesten tillater ikke dette med din rolle.</translation>
    </message>
    <message>
        <source>The directory service does not answer in time.</source>
        <translation>Katalogtjenesten svarer ikke i tide.</translation>
    </message>
    <message>
        <source>The directory service gave an unusable answer: {reason}.</source>
        <translation>Katalogtjenesten ga et ubrukelig svar: {reason}.</translation>
    </message>
    <message>
        <source>The directory service has failed (status {status}).</source>
        <translation>Katalogtjenesten har feilet (status {status}).</translation>
    </message>
    <message>
        <source>The directory service is busy.</source>
        <translation>Katalogtjenesten er opptatt.</translation>
    </message>
    <message>
        <source>The directory service is {address}.</source>
        <translation>Katalogtjenesten er {address}.</translation>
    </message>
    <message>
        <source>The directory service now lacks {lost} of {before} people. Is that right?</source>
        <translation>Katalogtjenesten mangler nå {lost} av {before} personer. Stemmer det?</translation>
    </message>
    <message>
        <source>The directory service refused the request (status {status}).</source>
        <translation>Katalogtjenesten avviste forespørselen (status {status}).</translation>
    </message>
    <message>
        <source>The directory service was not asked: its address is not known.</source>
        <translation>Katalogtjenesten ble ikke spurt: adressen er ikke kjent.</translation>
    </message>
    <message>
        <source>The disk reported an error while the local copy was used.</source>
        <translation>Disken meldte en feil mens den lokale kopien var i bruk.</translation>
    </message>
    <message>
        <source>The display cannot be used.</source>
        <translation>Skjermen kan ikke brukes.</translation>
    </message>
    <message>
        <source>The file {file} cannot be read: {reason}.</source>
        <translation>Filen {file} kan ikke leses: {reason}.</translation>
    </message>
    <message>
        <source>The file {file} cannot be written: {reason}.</source>
        <translation>Filen {file} kan ikke skrives: {reason}.</translation>
    </message>
    <message>
        <source>The file {file} has no person and no unit that can be used; line {line}: {reason}.</source>
        <translation>Filen {file} har ingen person og ingen enhet som kan brukes; linje {line}: {reason}.</translation>
    </message>
    <message>
        <source>The file {file} has no person and no unit.</source>
        <translation>Filen {file} har ingen person og ingen enhet.</translation>
    </message>
    <message>
        <source>The file {file} is no SKOS vocabulary in RDF/XML.</source>
        <translation>Filen {file} er ikke noe SKOS-vokabular i RDF/XML.</translation>
    </message>
    <message>
        <source>The file {file} is no UTF-8 text (line {line}).</source>
        <translation>Filen {file} er ikke UTF-8-tekst (linje {line}).</translation>
    </message>
    <message>
        <source>The file {file} is no database of this gateway.</source>
        <translation>Filen {file} er ingen database for denne gatewayen.</translation>
    </message>
    <message>
        <source>The first fill was interrupted by another Switchboard.</source>
        <translation>Den første fyllingen ble avbrutt av en annen Switchboard.</translation>
    </message>
    <message>
        <source>The folder for the tour&apos;s pictures cannot be made.</source>
        <translation>Mappen for rundturens bilder kan ikke lages.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {reason}.</source>
        <translation>Mappen {folder} kan ikke lages: {reason}.</translation>
    </message>
    <message>
        <source>The gateway does not serve people&apos;s data to the network without encryption ({host}).</source>
        <translation>Gatewayen gir ikke personopplysninger til nettverket uten kryptering ({host}).</translation>
    </message>
    <message>
        <source>The gateway is not installed: {module} is missing.</source>
        <translation>Gatewayen er ikke installert: {module} mangler.</translation>
    </message>
    <message>
        <source>The gateway&apos;s database {file} cannot be opened: {reason}.</source>
        <translation>Gatewayens database {file} kan ikke åpnes: {reason}.</translation>
    </message>
    <message>
        <source>The gateway&apos;s database {file} cannot be used: {reason}.</source>
        <translation>Gatewayens database {file} kan ikke brukes: {reason}.</translation>
    </message>
    <message>
        <source>The gateway&apos;s database {file} is damaged or no database.</source>
        <translation>Gatewayens database {file} er skadet eller ingen database.</translation>
    </message>
    <message>
        <source>The gateway&apos;s database {file} was made by another version of this program.</source>
        <translation>Gatewayens database {file} ble laget av en annen versjon av dette programmet.</translation>
    </message>
    <message>
        <source>The hours are read as “{hours}”.</source>
        <translation>Tidene leses som «{hours}».</translation>
    </message>
    <message>
        <source>The hours “{hours}” cannot be read.</source>
        <translation>Tidene «{hours}» kan ikke leses.</translation>
    </message>
    <message>
        <source>The list of names {file} cannot be read.</source>
        <translation>Navnelisten {file} kan ikke leses.</translation>
    </message>
    <message>
        <source>The local copy cannot be written.</source>
        <translation>Den lokale kopien kan ikke skrives.</translation>
    </message>
    <message>
        <source>The local copy is damaged.</source>
        <translation>Den lokale kopien er skadet.</translation>
    </message>
    <message>
        <source>The local copy is fetched anew by itself.</source>
        <translation>Den lokale kopien hentes på nytt av seg selv.</translation>
    </message>
    <message>
        <source>The local copy is sound, and still empty.</source>
        <translation>Den lokale kopien er i orden, og ennå tom.</translation>
    </message>
    <message>
        <source>The local copy is sound. People: {persons}, units: {units}, waiting to be sent: {waiting}; last contact {age} ago.</source>
        <translation>Den lokale kopien er i orden. Personer: {persons}, enheter: {units}, venter på å bli sendt: {waiting}; siste kontakt for {age} siden.</translation>
    </message>
    <message>
        <source>The local copy is unchanged. Tell your administrator if it lasts.</source>
        <translation>Den lokale kopien er uendret. Si fra til administratoren hvis det varer.</translation>
    </message>
    <message>
        <source>The local copy was damaged or belongs to another key. It has been put aside, and a new one is being fetched.</source>
        <translation>Den lokale kopien var skadet eller hører til en annen nøkkel. Den er lagt til side, og en ny hentes.</translation>
    </message>
    <message>
        <source>The local copy was damaged. It has been put aside, and a new one is being fetched.</source>
        <translation>Den lokale kopien var skadet. Den er lagt til side, og en ny hentes.</translation>
    </message>
    <message>
        <source>The local copy was written by a newer Switchboard. It has been put aside, and a new one is being fetched.</source>
        <translation>Den lokale kopien ble skrevet av en nyere Switchboard. Den er lagt til side, og en ny hentes.</translation>
    </message>
    <message>
        <source>The name of the directory service is not known on this network.</source>
        <translation>Navnet på katalogtjenesten er ikke kjent på dette nettverket.</translation>
    </message>
    <message>
        <source>The object does not follow the contract: {reason}.</source>
        <translation>Objektet følger ikke kontrakten: {reason}.</translation>
    </message>
    <message>
        <source>The phone system&apos;s address in the settings cannot be used.</source>
        <translation>Telefonsystemets adresse i innstillingene kan ikke brukes.</translation>
    </message>
    <message>
        <source>The proxy in this computer&apos;s settings is of a kind that cannot be used.</source>
        <translation>Proxyen i denne maskinens innstillinger er av en type som ikke kan brukes.</translation>
    </message>
    <message>
        <source>The proxy of this network does not let us through.</source>
        <translation>Proxyen på dette nettverket slipper oss ikke gjennom.</translation>
    </message>
    <message>
        <source>The public holidays of this country are not known.</source>
        <translation>Helligdagene i dette landet er ikke kjent.</translation>
    </message>
    <message>
        <source>The routes have just changed places, so no call was started.</source>
        <translation>Veiene har nettopp byttet plass, så ingen samtale ble startet.</translation>
    </message>
    <message>
        <source>The setting {key} of the configuration has no usable value.</source>
        <translation>Innstillingen {key} i konfigurasjonen har ingen brukbar verdi.</translation>
    </message>
    <message>
        <source>The settings are {known}.</source>
        <translation>Innstillingene er {known}.</translation>
    </message>
    <message>
        <source>The settings cannot be saved: {reason}.</source>
        <translation>Innstillingene kan ikke lagres: {reason}.</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be read.</source>
        <translation>Innstillingsfilen {file} kan ikke leses.</translation>
    </message>
    <message>
        <source>The stored search index cannot be used.</source>
        <translation>Den lagrede søkeindeksen kan ikke brukes.</translation>
    </message>
    <message>
        <source>The system keyring does not answer.</source>
        <translation>Systemets nøkkelring svarer ikke.</translation>
    </message>
    <message>
        <source>The system keyring is locked.</source>
        <translation>Systemets nøkkelring er låst.</translation>
    </message>
    <message>
        <source>The system keyring keeps this profile&apos;s key and token.</source>
        <translation>Systemets nøkkelring tar vare på denne profilens nøkkel og token.</translation>
    </message>
    <message>
        <source>The time must lie between the years 1970 and 2200.</source>
        <translation>Tidspunktet må ligge mellom årene 1970 og 2200.</translation>
    </message>
    <message>
        <source>The token is empty or has characters that no token has.</source>
        <translation>Tokenet er tomt eller har tegn som ikke finnes i noe token.</translation>
    </message>
    <message>
        <source>The tour ended early, after {count} picture.</source>
        <translation>Rundturen sluttet for tidlig, etter {count} bilde.</translation>
    </message>
    <message>
        <source>Fetching the directory: {count} entries.</source>
        <translation>Henter katalogen: {count} oppføringer.</translation>
    </message>
    <message>
        <source>Ask your administrator for a new token and enter it in Switchboard.</source>
        <translation>Be administratoren om et nytt token, og skriv det inn i Switchboard.</translation>
    </message>
    <message>
        <source>Fetching the directory: {done} of {count} entries.</source>
        <translation>Henter katalogen: {done} av {count} oppføringer.</translation>
    </message>
    <message>
        <source>The tour ended early, after {count} pictures.</source>
        <translation>Rundturen sluttet for tidlig, etter {count} bilder.</translation>
    </message>
    <message>
        <source>The vocabulary {file} cannot be read: {reason}.</source>
        <translation>Vokabularet {file} kan ikke leses: {reason}.</translation>
    </message>
    <message>
        <source>The vocabulary {file} is too large.</source>
        <translation>Vokabularet {file} er for stort.</translation>
    </message>
    <message>
        <source>There is a local copy, but its key is not in the keyring.</source>
        <translation>Det finnes en lokal kopi, men nøkkelen til den er ikke i nøkkelringen.</translation>
    </message>
    <message>
        <source>There is a token of this name already.</source>
        <translation>Det finnes allerede et token med dette navnet.</translation>
    </message>
    <message>
        <source>There is no calendar in the folder {folder}.</source>
        <translation>Det er ingen kalender i mappen {folder}.</translation>
    </message>
    <message>
        <source>There is no display to show a window on.</source>
        <translation>Det finnes ingen skjerm å vise et vindu på.</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>Det finnes ingen fil {file}.</translation>
    </message>
    <message>
        <source>There is no gateway&apos;s database {file}.</source>
        <translation>Det finnes ingen gatewaydatabase {file}.</translation>
    </message>
    <message>
        <source>There is no local copy of the directory yet.</source>
        <translation>Det finnes ingen lokal kopi av katalogen ennå.</translation>
    </message>
    <message>
        <source>There is no local copy yet; it is fetched at the first start.</source>
        <translation>Det finnes ingen lokal kopi ennå; den hentes ved første start.</translation>
    </message>
    <message>
        <source>There is no room left on the disk for the local copy.</source>
        <translation>Det er ikke mer plass på disken til den lokale kopien.</translation>
    </message>
    <message>
        <source>There is no token for the directory service.</source>
        <translation>Det finnes ikke noe token for katalogtjenesten.</translation>
    </message>
    <message>
        <source>There is no token of this name.</source>
        <translation>Det finnes ikke noe token med dette navnet.</translation>
    </message>
    <message>
        <source>This computer has no system keyring that keeps secrets safely. The local copy is kept in memory for this session only.</source>
        <translation>Denne maskinen har ingen nøkkelring som tar trygt vare på hemmeligheter. Den lokale kopien holdes bare i minnet i denne økten.</translation>
    </message>
    <message>
        <source>This file would remove {lost} of {held} people; nothing was imported.</source>
        <translation>Denne filen ville fjernet {lost} av {held} personer; ingenting ble importert.</translation>
    </message>
    <message>
        <source>This is no address of a directory service.</source>
        <translation>Dette er ikke adressen til noen katalogtjeneste.</translation>
    </message>
    <message>
        <source>This number cannot be dialled: it is not a full international number.</source>
        <translation>Dette nummeret kan ikke ringes: det er ikke et fullstendig internasjonalt nummer.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Prøv igjen om litt.</translation>
    </message>
    <message>
        <source>Try again, and tell your administrator if it lasts.</source>
        <translation>Prøv igjen, og si fra til administratoren hvis det varer.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Units without phone hours</source>
        <translation>Enheter uten telefontid</translation>
    </message>
    <message>
        <source>Unlock it and try again; until then the local copy is kept in memory only.</source>
        <translation>Lås den opp og prøv igjen; så lenge holdes den lokale kopien bare i minnet.</translation>
    </message>
    <message>
        <source>Until you say yes, the copy stays as it was. If in doubt, ask your administrator.</source>
        <translation>Til du sier ja, blir kopien som den var. Spør administratoren hvis du er i tvil.</translation>
    </message>
    <message>
        <source>Up to date; changes are asked for every {seconds} s.</source>
        <translation>Oppdatert; endringer etterspørres hvert {seconds}. sekund.</translation>
    </message>
    <message>
        <source>Use that version, or export the directory with it and import it into a new file.</source>
        <translation>Bruk den versjonen, eller eksporter katalogen med den og importer den til en ny fil.</translation>
    </message>
    <message>
        <source>What waits to be sent to the directory that you leave: {count}.</source>
        <translation>Dette venter på å bli sendt til katalogen du forlater: {count}.</translation>
    </message>
    <message>
        <source>Whether a phone program is set up for {scheme} cannot be asked here.</source>
        <translation>Om et telefonprogram er satt opp for {scheme}, kan det ikke spørres om her.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Hvorfor</translation>
    </message>
    <message>
        <source>Without the key nobody can read it: the next start puts it aside and fetches a new one.</source>
        <translation>Uten nøkkelen kan ingen lese den: neste start legger den til side og henter en ny.</translation>
    </message>
    <message>
        <source>Work goes on with the local copy as it is. Start Switchboard again.</source>
        <translation>Arbeidet går videre med den lokale kopien som den er. Start Switchboard på nytt.</translation>
    </message>
    <message>
        <source>Work goes on with the local copy; it is tried again by itself.</source>
        <translation>Arbeidet går videre med den lokale kopien; det prøves igjen av seg selv.</translation>
    </message>
    <message>
        <source>Work goes on with the local copy; it is tried again. A report without personal data was written.</source>
        <translation>Arbeidet går videre med den lokale kopien; det prøves igjen. En rapport uten personopplysninger er skrevet.</translation>
    </message>
    <message>
        <source>Work goes on with the local copy; tell your administrator if it lasts.</source>
        <translation>Arbeidet går videre med den lokale kopien; si fra til administratoren hvis det varer.</translation>
    </message>
    <message>
        <source>Write a host name such as sip.example.org.</source>
        <translation>Skriv et vertsnavn, for eksempel sip.example.org.</translation>
    </message>
    <message>
        <source>Write it as in MØT: meeting, or with kind, note, answers, lasts and words.</source>
        <translation>Skriv det som i MØT: meeting, eller med kind, note, answers, lasts og words.</translation>
    </message>
    <message>
        <source>Write it as in katalog.kommune.no.</source>
        <translation>Skriv det som i katalog.kommune.no.</translation>
    </message>
    <message>
        <source>Write it as in tel:+4722334455.</source>
        <translation>Skriv det som i tel:+4722334455.</translation>
    </message>
    <message>
        <source>Write it with https: instead.</source>
        <translation>Skriv den med https: i stedet.</translation>
    </message>
    <message>
        <source>Write them as in “Mo-Fr 09:00-15:00; PH off”.</source>
        <translation>Skriv dem som i «Mo-Fr 09:00-15:00; PH off».</translation>
    </message>
    <message>
        <source>Write two names or more on a line, of letters only, with tabs or spaces between.</source>
        <translation>Skriv to navn eller flere på en linje, bare bokstaver, med tabulator eller mellomrom mellom.</translation>
    </message>
    <message>
        <source>`gateway token list` names them.</source>
        <translation>`gateway token list` lister dem opp.</translation>
    </message>
    <message>
        <source>a change does not say which entry it is about</source>
        <translation>en endring sier ikke hvilken oppføring den gjelder</translation>
    </message>
    <message>
        <source>a field is missing or of the wrong type</source>
        <translation>et felt mangler eller er av feil type</translation>
    </message>
    <message>
        <source>a message or a call back</source>
        <translation>en beskjed eller tilbakeringing</translation>
    </message>
    <message>
        <source>a number of its own</source>
        <translation>et eget nummer</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>fraværende</translation>
    </message>
    <message>
        <source>all alternates are absent now</source>
        <translation>alle stedfortredere er fraværende nå</translation>
    </message>
    <message>
        <source>alternate for {topic}; {why}</source>
        <translation>stedfortreder for {topic}; {why}</translation>
    </message>
    <message>
        <source>alternate of {holder} for {topic}; {why}</source>
        <translation>stedfortreder for {holder} i saker om {topic}; {why}</translation>
    </message>
    <message>
        <source>alternate of {holder}; {why}</source>
        <translation>stedfortreder for {holder}; {why}</translation>
    </message>
    <message>
        <source>alternate; {why}</source>
        <translation>stedfortreder; {why}</translation>
    </message>
    <message>
        <source>at lunch</source>
        <translation>i lunsj</translation>
    </message>
    <message>
        <source>available</source>
        <translation>ledig</translation>
    </message>
    <message>
        <source>available until {until}</source>
        <translation>ledig til {until}</translation>
    </message>
    <message>
        <source>away</source>
        <translation>borte</translation>
    </message>
    <message>
        <source>away from the desk</source>
        <translation>borte fra plassen</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>opptatt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>stengt</translation>
    </message>
    <message>
        <source>does not want to be disturbed</source>
        <translation>vil ikke forstyrres</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>usikker</translation>
    </message>
    <message>
        <source>found by name only, not by what callers ask for</source>
        <translation>finnes bare på navn, ikke på det innringere spør om</translation>
    </message>
    <message>
        <source>gone for the day</source>
        <translation>gått for dagen</translation>
    </message>
    <message>
        <source>in a call</source>
        <translation>i telefonen</translation>
    </message>
    <message>
        <source>in a meeting</source>
        <translation>i møte</translation>
    </message>
    <message>
        <source>it describes itself wrongly ({reason})</source>
        <translation>den beskriver seg selv feil ({reason})</translation>
    </message>
    <message>
        <source>it does not know the state of its own snapshot</source>
        <translation>den kjenner ikke tilstanden til sitt eget øyeblikksbilde</translation>
    </message>
    <message>
        <source>it has the status {status}</source>
        <translation>det har status {status}</translation>
    </message>
    <message>
        <source>it is a web page, perhaps the login of a network</source>
        <translation>det er en nettside, kanskje påloggingen til et nettverk</translation>
    </message>
    <message>
        <source>it is longer than {limit} MiB</source>
        <translation>det er lengre enn {limit} MiB</translation>
    </message>
    <message>
        <source>it is no event stream</source>
        <translation>det er ingen hendelsesstrøm</translation>
    </message>
    <message>
        <source>it is no valid JSON</source>
        <translation>det er ikke gyldig JSON</translation>
    </message>
    <message>
        <source>it is of a newer version than this program understands</source>
        <translation>det er av en nyere versjon enn dette programmet forstår</translation>
    </message>
    <message>
        <source>it is packed in a way that was not asked for</source>
        <translation>det er pakket på en måte som ikke var bedt om</translation>
    </message>
    <message>
        <source>it names several people of the directory, and not whose calendar it is</source>
        <translation>den nevner flere personer i katalogen, men ikke hvem kalenderen tilhører</translation>
    </message>
    <message>
        <source>it says unchanged where nothing was known</source>
        <translation>den sier uendret der ingenting var kjent</translation>
    </message>
    <message>
        <source>it sends us on instead of taking what we send</source>
        <translation>den sender oss videre i stedet for å ta imot det vi sender</translation>
    </message>
    <message>
        <source>it sends us on to another address</source>
        <translation>den sender oss videre til en annen adresse</translation>
    </message>
    <message>
        <source>it sends us round in a circle</source>
        <translation>den sender oss rundt i ring</translation>
    </message>
    <message>
        <source>it sends us to no address at all</source>
        <translation>den sender oss ikke til noen adresse</translation>
    </message>
    <message>
        <source>it was urgent</source>
        <translation>det hastet</translation>
    </message>
    <message>
        <source>its changes never end</source>
        <translation>endringene tar aldri slutt</translation>
    </message>
    <message>
        <source>its data is damaged or cut off</source>
        <translation>dataene er skadet eller avkuttet</translation>
    </message>
    <message>
        <source>its event stream has an endless event</source>
        <translation>hendelsesstrømmen har en endeløs hendelse</translation>
    </message>
    <message>
        <source>its event stream has an endless line</source>
        <translation>hendelsesstrømmen har en endeløs linje</translation>
    </message>
    <message>
        <source>its state is empty, too long or not printable</source>
        <translation>tilstanden er tom, for lang eller ikke skrivbar</translation>
    </message>
    <message>
        <source>main number; {why}</source>
        <translation>hovednummer; {why}</translation>
    </message>
    <message>
        <source>manager; {why}</source>
        <translation>leder; {why}</translation>
    </message>
    <message>
        <source>may be open</source>
        <translation>kan være åpen</translation>
    </message>
    <message>
        <source>no answer {at}</source>
        <translation>ikke svar {at}</translation>
    </message>
    <message>
        <source>no answer {first} and {last}</source>
        <translation>ikke svar {first} og {last}</translation>
    </message>
    <message>
        <source>no contact with the directory for {age}; last known: {why}</source>
        <translation>ingen kontakt med katalogen på {age}; sist kjent: {why}</translation>
    </message>
    <message>
        <source>no contact with the directory yet; last known: {why}</source>
        <translation>ingen kontakt med katalogen ennå; sist kjent: {why}</translation>
    </message>
    <message>
        <source>no longer here since {since}</source>
        <translation>ikke her lenger siden {since}</translation>
    </message>
    <message>
        <source>no phone registered</source>
        <translation>ingen telefon registrert</translation>
    </message>
    <message>
        <source>nobody in the directory has the address or the name that it gives</source>
        <translation>ingen i katalogen har adressen eller navnet som den oppgir</translation>
    </message>
    <message>
        <source>nobody takes the calls when this person is away</source>
        <translation>ingen tar samtalene når denne personen er borte</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>ikke registrert</translation>
    </message>
    <message>
        <source>nothing registered</source>
        <translation>ingenting registrert</translation>
    </message>
    <message>
        <source>off duty</source>
        <translation>ikke på jobb</translation>
    </message>
    <message>
        <source>off duty until {until}</source>
        <translation>ikke på jobb før {until}</translation>
    </message>
    <message>
        <source>on a course</source>
        <translation>på kurs</translation>
    </message>
    <message>
        <source>on an errand</source>
        <translation>ute i ærend</translation>
    </message>
    <message>
        <source>on leave</source>
        <translation>i permisjon</translation>
    </message>
    <message>
        <source>on vacation</source>
        <translation>på ferie</translation>
    </message>
    <message>
        <source>open</source>
        <translation>åpen</translation>
    </message>
    <message>
        <source>open until {until}</source>
        <translation>åpen til {until}</translation>
    </message>
    <message>
        <source>opens in {wait}</source>
        <translation>åpner om {wait}</translation>
    </message>
    <message>
        <source>opens {opens}</source>
        <translation>åpner {opens}</translation>
    </message>
    <message>
        <source>perhaps</source>
        <translation>kanskje</translation>
    </message>
    <message>
        <source>phone hours not known</source>
        <translation>telefontid ikke kjent</translation>
    </message>
    <message>
        <source>presenting</source>
        <translation>holder presentasjon</translation>
    </message>
    <message>
        <source>protected; calls go through the unit</source>
        <translation>beskyttet; samtaler går gjennom enheten</translation>
    </message>
    <message>
        <source>reached {at}</source>
        <translation>svarte {at}</translation>
    </message>
    <message>
        <source>says available; {why}</source>
        <translation>melder ledig; {why}</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>logget av</translation>
    </message>
    <message>
        <source>takes calls about {topic} only</source>
        <translation>tar bare samtaler om {topic}</translation>
    </message>
    <message>
        <source>the alternate is a unit that does not exist</source>
        <translation>stedfortrederen er en enhet som ikke finnes</translation>
    </message>
    <message>
        <source>the alternate is somebody who is no longer here</source>
        <translation>stedfortrederen er en som ikke er her lenger</translation>
    </message>
    <message>
        <source>the alternate is the person&apos;s own self</source>
        <translation>stedfortrederen er personen selv</translation>
    </message>
    <message>
        <source>the alternate&apos;s number takes no calls</source>
        <translation>stedfortrederens nummer tar ikke imot samtaler</translation>
    </message>
    <message>
        <source>the call was expected</source>
        <translation>samtalen var ventet</translation>
    </message>
    <message>
        <source>the directory was wrong</source>
        <translation>katalogen tok feil</translation>
    </message>
    <message>
        <source>the phone hours cannot be read</source>
        <translation>telefontiden kan ikke leses</translation>
    </message>
    <message>
        <source>the snapshot ends in another state than it began with</source>
        <translation>øyeblikksbildet slutter i en annen tilstand enn det begynte med</translation>
    </message>
    <message>
        <source>the snapshot goes on after its end</source>
        <translation>øyeblikksbildet fortsetter etter slutten</translation>
    </message>
    <message>
        <source>the snapshot holds less than its first line says</source>
        <translation>øyeblikksbildet inneholder mindre enn den første linjen sier</translation>
    </message>
    <message>
        <source>the snapshot holds more than its first line says</source>
        <translation>øyeblikksbildet inneholder mer enn den første linjen sier</translation>
    </message>
    <message>
        <source>the snapshot is cut off</source>
        <translation>øyeblikksbildet er avkuttet</translation>
    </message>
    <message>
        <source>the snapshot is empty</source>
        <translation>øyeblikksbildet er tomt</translation>
    </message>
    <message>
        <source>the snapshot is too large</source>
        <translation>øyeblikksbildet er for stort</translation>
    </message>
    <message>
        <source>the unit&apos;s phone hours: {why}</source>
        <translation>enhetens telefontid: {why}</translation>
    </message>
    <message>
        <source>travelling</source>
        <translation>på reise</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>ukjent</translation>
    </message>
    <message>
        <source>working elsewhere</source>
        <translation>jobber et annet sted</translation>
    </message>
    <message>
        <source>works with {keyword} too; {why}</source>
        <translation>jobber også med {keyword}; {why}</translation>
    </message>
    <message>
        <source>{absence}, answers calls</source>
        <translation>{absence}, svarer på telefon</translation>
    </message>
    <message>
        <source>{absence}, phone closed</source>
        <translation>{absence}, telefonen stengt</translation>
    </message>
    <message>
        <source>{alternate} has no number and nobody in its stead</source>
        <translation>{alternate} har ikke noe nummer og ingen i sitt sted</translation>
    </message>
    <message>
        <source>{alternate} has no number and nobody in their stead</source>
        <translation>{alternate} har ikke noe nummer og ingen i sitt sted</translation>
    </message>
    <message>
        <source>{alternate}, through the unit</source>
        <translation>{alternate}, gjennom enheten</translation>
    </message>
    <message>
        <source>{count} calendar cannot be used; nothing was imported.</source>
        <translation>{count} kalender kan ikke brukes; ingenting er importert.</translation>
    </message>
    <message>
        <source>{count} calendars cannot be used; nothing was imported.</source>
        <translation>{count} kalendere kan ikke brukes; ingenting er importert.</translation>
    </message>
    <message>
        <source>{count} entries cannot be used</source>
        <translation>{count} oppføringer kan ikke brukes</translation>
    </message>
    <message>
        <source>{count} entries of the snapshot are unreadable</source>
        <translation>{count} oppføringer i øyeblikksbildet er uleselige</translation>
    </message>
    <message>
        <source>{count} entry cannot be used</source>
        <translation>{count} oppføring kan ikke brukes</translation>
    </message>
    <message>
        <source>{count} line of the file cannot be used.</source>
        <translation>{count} linje i filen kan ikke brukes.</translation>
    </message>
    <message>
        <source>{count} lines of the file cannot be used.</source>
        <translation>{count} linjer i filen kan ikke brukes.</translation>
    </message>
    <message>
        <source>{count} times no answer since {first}</source>
        <translation>{count} ganger ikke svar siden {first}</translation>
    </message>
    <message>
        <source>{file} is no file.</source>
        <translation>{file} er ingen fil.</translation>
    </message>
    <message>
        <source>{number}: a mobile that callers are told</source>
        <translation>{number}: et mobilnummer som oppgis til innringere</translation>
    </message>
    <message>
        <source>{number}: nobody has said who may see it</source>
        <translation>{number}: ingen har sagt hvem som kan se det</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} kan ikke leses: {reason}.</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>{reason} from {start} until {until}</source>
        <translation>{reason} fra {start} til {until}</translation>
    </message>
    <message>
        <source>{reason} from {start}, end not known</source>
        <translation>{reason} fra {start}, slutt ikke kjent</translation>
    </message>
    <message>
        <source>{reason} since {since}</source>
        <translation>{reason} siden {since}</translation>
    </message>
    <message>
        <source>{reason} until {until}</source>
        <translation>{reason} til {until}</translation>
    </message>
    <message>
        <source>{reason}, back {until}</source>
        <translation>{reason}, tilbake {until}</translation>
    </message>
    <message>
        <source>{reason}, end not known</source>
        <translation>{reason}, slutt ikke kjent</translation>
    </message>
    <message>
        <source>{why}; the unit&apos;s phone hours: {hours}</source>
        <translation>{why}; enhetens telefontid: {hours}</translation>
    </message>
    <message>
        <source>{why}; the work hours cannot be read</source>
        <translation>{why}; arbeidstiden kan ikke leses</translation>
    </message>
    <message>
        <source>“{later}” silences “{earlier}” on the same days; a comma between them keeps both.</source>
        <translation>«{later}» opphever «{earlier}» på de samme dagene; et komma mellom dem beholder begge.</translation>
    </message>
    <message>
        <source>“{name}” answers, and takes you for: {role}.</source>
        <translation>«{name}» svarer, og ser deg som: {role}.</translation>
    </message>
</context>
</TS>
