"""Words of everyday speech: those that say nothing about taste, and those that are no misspelling of anything."""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import words

FILLERS: Final = words(
    """
    dare traces trace whiff ounce slightest shred iota fucking fkn fuckin freaking damn goddamn
    lang na pero tapos yung ng sana po naman kasi ako ko mga ang rin nga gusto medyo basta
    whole entire ml fl mc mls fls mcs sml sfl
    abt af anythin anythng atm bc btw coz cuz def frm fr gonna gotta idc idgaf imho imo irl jk kinda lmao lol ngl obv
    obviously omg plss plsss pretty prob probs rlly rly rn smh smn smth smthn smthng somethin somthing sooo sorta sth
    sumthin sumthing thnx tho thx thru tysm ur wanna wat wut yall
    mention mentions mentioned reference references n rep reps representation portrayal portrayals depiction depicted
    arc arcs plotline plotlines subplot subplots narrative narratives
    preferably loads extremely pure become becomes touch hint anymore cost costs
    already ever takes take place driven length first another yet set run running
    a about absolutely across actual adaptation adaptations adapted after again all also although always am
    amazing an and any anybody anyone anything are around as at awesome based be because been before being best
    better between bit both boy boys bring bunch but by can centered centred character characters come comes
    contain containing contains cool could couple couples d definitely did do does done dont down drama dramas
    during each eight either element elements else end ending endings ends energy ep episode episodes eps even
    ever every extra fan fans favorite favourite feat feature features featuring feel feeling feels few find
    five focus focused focusing folks for found four from full get gets getting gimme give gives go goes going
    good got great guaranteed guess guy guys had haha handled happen happening happens has have having he
    hello her here hero heroes hey hi him his hope hopefully how however i ideally idk if im in include included
    includes including instead into involve involves involving is it its just keep keeps kind kind'a kinda kinds
    lately lead leads let lets like liked likes little ll lol look looking looks lot lots love loved loves m
    made made-up main mainly make makes making man many may maybe me mega men might mine moment moments mood
    moods more most mostly much must my myself n need needs nice nine nor now o of off ok okay on once one ones
    only onto or other others our out over overall own pair pairs people perfect perhaps person please plot
    plots pls plz pm prefer pretty probably production productions program programme proper protagonist
    protagonists quite rather re real really rec recently recommend recommendation recommendations recs right s
    same scene scenes see seen serial serials series set setting settings seven shall she should show shows
    since six so some somebody someone something sort sorta starring still stories story storyline storylines
    stuff such suggest suggestion suggestions super t tale tbh ten than thank thanks that the their them theme
    themes then there these they thing things think thinking this those though three through time title titles
    to today ton tonight tons too totally trope tropes try tv two type types up us ve version very vibe vibes
    want wanted wants was watch watched watches watching way we weekend well were what whatever when where which
    while who whose why will with without would x y yeah yes you your
    """
)
# Real words, so no typing mistakes; a program that takes "setting" for "betting" understands the contrary of much.
ORDINARY: Final = FILLERS | words(
    """
    poison closed
    midlife haves riot spin spins discord facebook mdl mydramalist reddit tumblr twitter youtube
    able above absorption abstract absurd accent accessing acting activity actors actress addition additions
    addresses adoption adult adults adverse adware afraid afternoon aimed alice alien aliens alike alone alright
    amber ambition americano amount angle annoying answer anymore apart appeal appeals armor arms artistic asks
    assessing astrology atlantic attached attacked attractive auction auctions aunt autumn avenue avoid away
    baby back backing bad bag ball banger banking baseball basic batting bearing beautiful become bed bedroom
    began begin behind believe believed belly below bench beneath beside big billy binge bingeable bingo bird
    birthday black blank blend bless blink block blond bloom blue board boat boating body bold bones boots bored
    boring born borrow bottle bought bout bowling box boxes boyfriend brain brave breach bread break breath
    breathing breeding bright brings broken brook brooks brother brown browsers bubbly budget build building
    built burger burned burst bus busy butter buy cake cakes call calling calls calm came camera cancel candle
    cannon card care careful carry carrying case cast casting casual cat catch cause causes celebrate cells
    centre chair chance chancel change changed changes channel channels chaos chaotic chapters charming chase
    cheap cheaper checking cheerful cheese cheesy chemistry chess chest chester chief child children chill
    choice choose choosing chose christmas church cinematography city clapping class classical classroom clean
    cleaners cleaning clear clearing clever cliche cliches cliffhanger cliffhangers climb clingy clock close
    closer closest clothes cloud cloudy coat coding coffee cold collection colour comment common compete
    competitions complex computed confused consider constant construct contact contacts content contest contests
    context continent contrary contrast control convenient convergence conversation cooling corner corny corps
    correctly corresponding cosmetic cost costa count counters country course court cover crack crazy created
    creating credit creek cried cringe cringey cringy critical crops cross crossing crowd currency curve
    customer cut dad dads daily dairy daisy damage dance dancing danger daughter days dead deal dear decent
    declined decreased deep deeper defense depth desert deserve designed desire dessert detail detect detection
    develop devon diameter diary different difficult dinner direction directive dirty discussed discussing dish
    distance distinct divorce dog doing domestic door double doubt drain draw dream dreams dress dried drilling
    drink drive drop drums dry dumb dungeon earliest early earth east easy eat edge editions effort eggs
    electron empty encoding english enjoy enlargement enough enter entire equal escape evening event everybody
    everyone evil exactly exam example excerpt exciting exotic expect explain exports express eyes face faced
    facility facing fact fail failing fails faith fall falls famous fancy fanservice fantastic farewell fast
    fate father favour fear feast felt female fever fiery fight filed files filling final finally finances fine
    finger finish fire firms first fish fit fix flapping flat flight flights flirting flirty float flood floor
    flower flowers fluffier follow food foot force foreign forest forever forget forgive form formed forming
    forum forward fraction frame frames framing free fresh friday friend front fruit fun function funding
    funeral funky furnished future gang garden gary gate gates gave gay gently genuine gift girl girlfriend
    girls glad glass glory goal god gold gone gorgeous grand grandma grandpa grandparents grass green greeting
    grey ground group grow grows guest guide guilt gun hair half hall hand hands handsome hang hard harder
    hardly hate head headed heading headline heads health hear heard heart heat heated heater heath heating held
    help hidden high hiking hill hindu hint hints hiring hist hit hold holiday home honest hook hoped hopeful
    horse host hotel house housewares huge human hundred hunting hurt husband ice idea identify idiot idiots
    illustrated illustration image immature impaired important impossible indoor inserted inside institution
    intended interact interest interesting internal internet intranet invest investigator invite issue issues
    jacket jealous job jobs join joke journey joy juice jump keen key kick kid kids kill kiss kissing kitchen
    knee knife knock know known lady lake lance land language large last late latina laugh lawn layer layers
    lazy leader leading leaf learn learning lease leasing least leave led left leg lesson letter letting level
    lie life lift lighter line lines lips list listen live lives living local lock locking locks lodging logging
    logic london lonely looked loose lose loss losses lost loud lovely lover loving low lower luck lucky lunch
    machine magic maintains male males manager manor map maple mark market marking married maryland master match
    mating matter mattress mature mayor meal mean means meat medium meet meets member memorial memory
    mental mentally menus mess message metal middle mild mind minds mines ministries minute minutes mirror miss
    missions misunderstanding misunderstandings mix modern mom monday money monsters month moon morning mother
    mountain mounting mouth move moves movie movies mum mums name named narrow nature near nearby necessity neck
    neighbour nerves nervous netting network neural never news next night noble nodes none noon normal north
    nose nostalgic note notes nothing notice number observed obvious ocean odd offense offer often older omega
    online open operated opinion orange order organisms outfit outside oven owner pace pacific pacing packet
    page pain paint painting pale paper parent parents part parts party passes passion past patch patent patents
    path patient patients payments peace pest phone photo picked picture piece pierce pink pirate pirates place
    placed plain plains plan plane plant plate playback player plays pleasure plenty pocket poem poet point
    pointer pointing police poor position possession possible post power preceding pregnancy pregnant premises
    present presenting press preventing price pride printer printers printing problem problems processor
    processors produce profession project projector projectors promise protect protected protection proud
    province pull pure purpose push quality quest queue quick quickly quiet quietly quilt quirky quote race
    races racing rain rainforest rainy random rapid rare rate rated rates rating ratings raw reach reaching read
    reader ready realise realism realistic reason receiving reception record red reducing regarding relatable
    related relating relationship relationships relax relaxed relaxing removing repeated replaced replacing
    reporting residence rest result retirement retrieval return revealed revenue revenues rich ride ring rising
    risk rival river road robot robots role roles room roots rose rough round rule run rush sacred sad safe said
    sally sand sapphire satisfying save say saying scale scales schedule scholars school science score scored
    scores scottish screen sea season seasons seat seating second secret securely seem sell sells send sense
    separate serious serve serves services shade shake shame shape shaped share shares shark sharp shaved sheer
    sheet shelf ships shirt shock shoes shoot shop shoppers shopping shore short shorter shoulder shout shower
    shy side sign signing silent silly simple sing single sister site sitting situation size skill skin sky slap
    slapped slapping sleep slide slight slow slower small smart smell smile smooth snapping snow snowy social
    socks soft softer song soon sorts soul sound soundtrack south space speak special speed spend spice spine
    spirit spoil spoiler spoilers sporting spot spots spring springs stable stack staffing stage stairs stand
    standing star stars start starting state states stating station stats stay steady steel steering step steps
    stereotype sterling stick stickers stock stone stop stopping store stores storm strand strange street stress
    strict striking strong stronger struck stuart student study studying stupid style subs subtitles success
    sudden suffer suffering sugar suit summer sun sunday sunny support supports surprise surreal
    survivor survivors suspended sweet swim swingers table taken taking talent tales talk tall tame tampa tanks
    tasks taste tea teach team teams tear tears teenager teeth tell tender tension terms test testing text thats
    thick thin third thirty thorough thousand threat throw ticket tight tiles tiny tired together told tomorrow
    tone tongue tools tooth top topic total touch tough tour town toxic track tracking tract tractor trade
    tradition train trains trance trash trashy trauma travel treating tree trial trick tried
    tries trip trouble true trunk trust trustees truth turn twist twists twisty ugly uncle undertake unique unit
    universal used usual vague value versus vet view village visit visuals vital voice wacky wait walk wall
    wander warm warner warning waste water wave waves weak wear weather website wedding week weekly weird
    welding west wet whale wheel white whole wholesale wide wider wife wild wind window wine wines winter wires
    wise wish wishes woman women wonder wonderful wonders wood word words work worker world worry worse worst
    worth write writing wrong yard year years yellow yesterday young younger
    """
)
