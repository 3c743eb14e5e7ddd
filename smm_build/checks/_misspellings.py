"""Misspellings that are common, and are words in no language."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["MISSPELLINGS"]


def _pairs(text: str) -> Mapping[str, str]:
    """Read ``wrong right`` pairs with commas between them; ``_`` in what is right is a blank."""
    pairs = (pair.split() for pair in text.split(","))
    return {wrong: right.replace("_", " ") for wrong, right in pairs}


_ENGLISH = """
    abscence absence, accidently accidentally, accomodate accommodate, accomodation accommodation, accross across,
    acheive achieve, acheived achieved, acheivement achievement, adn and, adress address, adresses addresses,
    agressive aggressive, alot a_lot, apparantly apparently, aquire acquire, arent aren't, arguement argument,
    availible available, avaliable available, basicly basically, beacuse because, beatiful beautiful,
    beautifull beautiful, becuase because, begining beginning, beleive believe, benificial beneficial,
    buisness business, buisnesses businesses, catagory category, cemetary cemetery, challange challenge,
    challanges challenges, collegue colleague, collegues colleagues, comittee committee, comming coming,
    commitee committee, compatability compatibility, completly completely, concious conscious,
    congradulations congratulations, consistant consistent, convinient convenient, couldnt couldn't,
    curiousity curiosity, definately definitely, definatly definitely, definitly definitely, desease disease,
    deseases diseases, desparate desperate, developement development, didnt didn't, diffrent different,
    dissapear disappear, dissapoint disappoint, dissapointed disappointed, doesnt doesn't, dont don't,
    embarass embarrass, embarassing embarrassing, enviroment environment, excellant excellent, excercise exercise,
    existance existence, exmaple example, expecially especially, experiance experience, facinating fascinating,
    febuary February, finaly finally, foriegn foreign, fourty forty, freind friend, freinds friends,
    funtionality functionality, garantee guarantee, gaurantee guarantee, goverment government, grammer grammar,
    greatful grateful, happend happened, harrass harass, hasnt hasn't, havent haven't, hieght height, hte the,
    hygeine hygiene, immediatly immediately, independant independent, infomation information, intresting interesting,
    isnt isn't, knowlege knowledge, langauge language, lenght length, liason liaison, libary library,
    maintainance maintenance, maintenence maintenance, managment management, millenium millennium,
    mispell misspell, neccessary necessary, necessery necessary, nessecary necessary, noticable noticeable,
    occassion occasion, occassionally occasionally, occassions occasions, occured occurred, occurence occurrence,
    occuring occurring, offical official, oppurtunity opportunity, oportunity opportunity, orignal original,
    particulary particularly, peice piece, peices pieces, performace performance, perseverence perseverance,
    persistant persistent, posession possession, posible possible, potatos potatoes, prefered preferred,
    privelege privilege, priviledge privilege, probaly probably, profesional professional,
    proffesional professional, pronounciation pronunciation, reccomend recommend, reciept receipt,
    recieve receive, recieved received, recieves receives, recieving receiving, recomend recommend,
    recomendation recommendation, recomended recommended, refered referred, referal referral, refrence reference,
    relevent relevant, religous religious, remeber remember, responsability responsibility, restaraunt restaurant,
    restuarant restaurant, resturant restaurant, rythm rhythm, sentance sentence, seperate separate,
    seperated separated, seperately separately, shouldnt shouldn't, sieze seize, similiar similar,
    sincerly sincerely, somthing something, speach speech, strenght strength, succesful successful,
    succesfull successful, succesfully successfully, successfull successful, sucess success, sugest suggest,
    suprise surprise, suprised surprised, taht that, teh the, tendancy tendency, thats that's, theyre they're,
    thier their, threshhold threshold, thsi this, togehter together, tommorow tomorrow, tommorrow tomorrow,
    tomorow tomorrow, tounge tongue, transfered transferred, truely truly, unfortunatly unfortunately, untill until,
    usefull useful, vaccum vacuum, visable visible, wasnt wasn't, weve we've, wich which, wierd weird, withold withhold,
    wouldnt wouldn't, writting writing, wtih with, yeild yield, youre you're, youve you've, yuo you
"""
_ITALIAN = """
    accellera accelera, accellerare accelerare, accelleratore acceleratore, accellerazione accelerazione,
    aereonautica aeronautica, aereoporti aeroporti, aereoporto aeroporto, apparte a_parte, aquista acquista,
    aquistare acquistare, aquistato acquistato, aquisti acquisti, aquisto acquisto, areonautica aeronautica,
    areoplano aeroplano, areoporti aeroporti, areoporto aeroporto, beneficienza beneficenza, canbiare cambiare,
    cigliegia ciliegia, cigliegie ciliegie, conoscienza conoscenza, conoscienze conoscenze, conpleanno compleanno,
    conpleto completo, conprare comprare, coscenza coscienza, daccordo d'accordo, daltra d'altra,
    daltronde d'altronde, dapertutto dappertutto, deficente deficiente, d'avvero davvero, eccezzionale eccezionale,
    eccezzionali eccezionali, eccezzionalmente eccezionalmente, eccezzione eccezione, eccezzioni eccezioni,
    efficente efficiente, efficenti efficienti, efficenza efficienza, entusiamo entusiasmo,
    esterefatto esterrefatto, inparare imparare, inportante importante, inportanti importanti,
    inpossibile impossibile, ingegniere ingegnere, ingegnieri ingegneri, innoquo innocuo, insufficente insufficiente,
    intrapendere intraprendere, metereologia meteorologia, metereologica meteorologica,
    metereologiche meteorologiche, metereologico meteorologico, nonstante nonostante, ogn'uno ognuno,
    perfavore per_favore, presempio per_esempio, propia propria, propietà proprietà, propietari proprietari,
    propietario proprietario, propio proprio, pultroppo purtroppo, purtoppo purtroppo, scenza scienza, scenze scienze,
    scenziati scienziati, scenziato scienziato, senpre sempre, soddifatto soddisfatto, soddifazione soddisfazione,
    sopprattutto soprattutto, sopratutto soprattutto, sovratutto soprattutto, squotere scuotere,
    sufficente sufficiente, sufficenti sufficienti, sufficenza sufficienza, tacquino taccuino, tenpo tempo,
    tuttaltro tutt'altro
"""
MISSPELLINGS: Mapping[str, Mapping[str, str]] = {"en": _pairs(_ENGLISH), "it": _pairs(_ITALIAN)}
"""By language: what is written, in small letters and with straight apostrophes, and what is right."""
