# Vad som sägs när någon är i fara: lugnt, kort, utan skuld. Numren: packs/help.

danger-medical = Ring genast nödnumret 112. Där får du råd tills hjälpen kommer.
danger-self-harm = Bra att du berättade. Du behöver inte vara ensam med det här. Är livet i fara, ring 112 nu. När kristelefonen är öppen finns någon där som lyssnar.
danger-violence = Det här är inte ditt fel. Är du i fara nu, ring 112. Nollinjen svarar alltid, och samtalet syns inte på räkningen.
danger-abuse = Bra att du berättade. Ingen ska behöva ha det så. Är någon i fara nu, ring 112. Nollinjen svarar alltid, och samtalet syns inte på räkningen.
danger-scam = Om ett samtal pågår, avsluta det. Flytta inga pengar och ge inga koder. Ring genast din egen banks spärrtjänst. Numret finns på ditt kort och på bankens egna sidor. Anmäl sedan till polisen. Vem som helst kan bli lurad.

help-emergency =
    .name = Nödnumret
    .line = Svarar alltid. Ring om liv eller hälsa är i fara nu.
help-poison =
    .name = Giftinformationscentralen
    .line = Om någon har fått i sig gift eller för mycket läkemedel. Vid livsfara 112.
help-crisis-fi =
    .name = MIELI Kriisipuhelin
    .line = Svarar på finska dygnet runt.
help-crisis-sv =
    .name = MIELI Kristelefonen
    .line = Svarar på svenska vissa tider.
help-crisis-en =
    .name = MIELI Crisis Helpline
    .line = Svarar på engelska vissa tider.
help-nollalinja =
    .name = Nollinjen
    .line = Våld i nära relationer. Gratis, svarar alltid, syns inte på räkningen.
help-nollalinja-abuse =
    .name = Nollinjen
    .line = När ett barn eller en närstående far illa. Gratis, svarar alltid, syns inte på räkningen.
help-riku =
    .name = Brottsofferjouren
    .line = För den som utsatts för brott och för närstående. Gratis. Svarar inte alla tider.

# Om en själv, i vilken situation som helst: packs/common.
fact-turvakielto = spärrmarkering
    .name = Spärrmarkering
    .true = Gäller. Adress, telefon och platser berättas inte för någon
    .false = Ingen spärrmarkering
fact-acting-for = för vem du sköter ärendet
    .name = För vem du sköter ärendet
    .self = För dig själv
    .child = För ett barn
    .mandate = För en annan vuxen
    .estate = För ett dödsbo
fact-minor = minderårighet
    .name = Ålder
    .true = Under 18 år
    .false = Fyllt 18 år
