"""English words that are no typing mistakes, though they are near to words that moods are made of.

"Tutor" is no misspelt "tumor", and "chanting" no "cheating". These are the words of SCOWL's small English lists (see
NOTICE) that would be mended otherwise, without further forms of the very word that they would be mended to.
"""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import words

REAL_WORDS: Final = words(
    """
    abdicated abdication abducting abide ablest abolition aborting abortive abrasive abrupter absented absentee
    abstraction academies acceding accented accenting accents accessed accesses accidental accidentals accosted
    accosting accusers aching acids acing acridest activate actively adapt adapting adaptive adapts addicted addicting
    addictive additive adept adepts adhering admirable admitted admitting adobe adoptions adoration adorning adverser
    advising affectation affecting affliction afterlives agility aided aiding ailed ailing aiming alienate align aligns
    aline alinement alines allegiance allergies allotted allowance alloyed along alphabetic altar alternative alternator
    ambiance ambience ambitious ambushed ameer amending amply amputate amuse amused anger angers angles animates
    announcers antic appareled apparelled appealed appeases appetiser appetizer apple appliance apposite aptly arced
    arches aristocracy aristocratic armed armoring armour aromatic aromatics arousing arraigned artisans artistry ashed
    ashing aspiring assailed assent assistance assisting assured assureds attach attacker attained attested attiring
    attracting audios audition augments autocratic automate automated automates automating automation availing averaging
    averting avid awake award axiomatic babbling babes babiest backed backer backers backings backstage badgered
    badgering baffling baggiest bailing baiting balds baled bales baling balked balking balled balling ballot bandages
    banded banding bandy bandying banged banging bangs banishing banister banked banks banner banners bannister bantered
    barbered barbering barbs bards bared barer bares baring barked barking barks barley barns barrener barter bartered
    bartering baser bases bashes basing basked basking basses basting batching bathe bathing bathroom bats batter
    batteries battering battling bauds baulking bayed baying beaching beading beads beaked beaker beakers beaks beaming
    beams beaning beans bearding bearings bears beast beasts beat beater beauties beckoning bedder bedding bedsides
    beech beetling beets befitting befriend befriends behaving behavioral behavioural beheaded belch bell bellied
    bellies bellowed bells bellying belting belts benching bends bent bents bereaving beret berrying berth berthing
    besetting besieges besting bests bets bettered bettering bewaring biassing biding biked bikes biking binder binding
    bindings binds binned binning birch birthing bitching bites bitten bitterer blacked blackest blacking bland blandest
    blankest blankets blanking blasting bleach bleaker bleat bleating bleats bleeding blending blighted blindest
    blinding blinkering blinkers blinking blips blitzing blobbing blockade blockaded blockhead blonds bloodied bloodier
    bloodiest blooding bloodshot bloomed blooming blotched blotters blotting blued bluer blunt bluntness blurring blurt
    blurting blushing boars boasting boats bobbing bodes bodices boding bogus bolster bolsters bombarding bombards boned
    boney boning booby booing booking bookings booming booms boons boorish boors boosted boosting booting bordered borne
    bossiest bossy bottles bottling bouncing bound bounding bounds bowing boxed brackets braid braiding braining brainy
    brake braked brakes braking bran branding brands brandy bras brassiest brats brawl brawling brawn breaching breading
    breads breakable breasting breather breathers breeders breezing bribe bricking bridge bridle bridling brighter
    brightest brightly brine brisking brittler broilers broker brokering bronzing brood brooding brooking brows brunt
    brush brushing brutally brutish bucketing bucking buckling buffs buggiest builders bulkiest bulking bulky bull
    bulled bullet bulling bulls bundling bunker bunkers bunking burbling burdening burliest burly burping burps burring
    burrs bursting burying bushing busing busting bustling busying butchered butchers buttered buttering butting bygone
    cackling cages caging caking calamity calfs calking calkings calks callings callus camps cancelling canes caning
    canker cankered canonical canter capacitor capering capes capitalise capitalist capitalists capitalize capitals
    captained captivate carding cards careered careering careless caress caressed caresses caressing carnival caroling
    caroused carouses carousing carp carpeting carping carps carted carting carts carves carving cashes casing casings
    casks cassino cassinos caste caster castes castings casualty catcalled catering caulking causal caves caving
    cavities cawing cease ceases ceded cellar censured censures censused censuses centring chafe chafes chaffing
    chaining chairing chalices chalking champing chancing changing channeled channelled chant chanting chaplain chapping
    chapt charge charging charring chars chart charters charting chasm chasms chasten chastens chaster chastest chastise
    chats chattering chatters chattier chatting cheapens check checkers cheeked cheeking cheep cheeped cheeping cheeps
    cheerier cheesed cheesing chemical chemists chequers chequing cherry chests chews chick chicks chiefs chile chiles
    chili chilis chiller chillest chilli chillier chillies chilly chime chimes chin chink chinking chinning chins
    chipping chirping chiseled chiseling chiselled chiselling chlorine choicer choicest choking choosey choosier choosy
    chopping chops chore choreographer choruses chorusing chowing christen christian chroming chronicle chucking
    chugging chumming churning chute circling cites citizens clack clacks claiming clam clamber clambers clamming
    clamping clams clan clanging clanking clans claps clash clashes clashing clasp clasps classify classing classy
    clauses claws cleanses cleat cleats cleavers cleaving clefs clicking climaxing climbed clime climes clinging clink
    clinking clinks clipping cloaking clocking clocks clod clogging cloister closes closing clothing clotting clouding
    clouting clove cloves clown clowning clubbing cluck clucks clues clumping coalition coast coasting coats cocking
    cocks codded coercing coffer coked cokes coking colic collage collages collation collected collecting collective
    collector collie collusion colonels colones colonies colonise colonize coloring colossal combating combing combs
    comedian comedians comelier comeliest comely comma commander commanders commas commenting comments commonest
    commonly communed communes commuter commuters commutes commuting compacted compacting compacts companion companions
    compares comparing compasses compelled compelling competed competent competes competitive compiler compilers
    compiling complaint complaints completest completing complexes compliant complied complying composing composition
    composted composting composts composure compress computation compute computer computers computes computing comrades
    concealed conceals conceded concedes conceited conceits conception conceptions concepts concerns concerted concertos
    concession concocted concoction concoctions concocts concrete concretes concussion conditional conducted conducts
    confection confections confers confesses confession confides confined confines conforming confusion congested
    congestion congests congress conical conifers conjures connecters connecting connection connective connector
    connectors connects connexion connexions connoted connoting consensus consists consoled consonant consorted
    consorting constancy constrained constraint constrict constriction constricts consultant consumes contacted
    containers contempt contend contends contention contentions contestant contested contexts continual continuum
    contort contorting contorts contractor contradict contrasts contrived contrives convection convent convention
    conventions convents conversing converted converts convicted conviction convictions convince convulse convulses
    convulsion convulsive cooed cooing cooker cooky cools cooperate cooping coops coped copier copping copying corded
    cored coring corking corks coroners corporal corporals corrected correction corrections corresponded corrupting
    corseted corseting cosmic costlier couch couching coughing councilor counteract countering countess counties county
    coupling coursed courses coursing courtesy courting covering coveting cowed cowering cowgirls cowing crabbing
    cracking crackle crackled crackles cradling crafting cramming cramp cramping craning crank cranking cranks crashing
    crass crassest crating crawfish crawling crayfish crazing creaking creaming creasing creation creations creative
    creatives creators creditor creditors creed creeds creeks creepier creeping cremated cremating crepe crepes cresting
    cribbing cribs cringing crises crisping crisps croaking crock crockery crocks crocuses crook crooking crooks croon
    crooning cropping crosser crossest crouches crouching crowding crowning crows cruelest cruelly cruising crumbing
    crunches crunching crusades crusading crust crusting crutches cubed culls culmination cultivates cultivating cults
    cultural curators curbed curd curing curled currying cursed curst curt curtained curtest curtseys curtsied curtsies
    curvature curvatures curved curves cuter cutest cuticles cyclones czars daemon dagger dainties dally dames dampness
    dances dangling danker dankest dared dares daring darken darted darting daunting dazed dazes dazing deader deadlier
    deadline deafer dealt dearer dearly dearth dearths debasing debating debits debugged debugging debuts decaying
    deceases deceives deceptive decimate decoding decorates decoying decreases decreasing decree decrepit dedicate
    dedicated dedicates deductive defacing defaming defeated defecate defected defective defectives defended defender
    defensive deference deferred defiance deficits defiling defining definitive deflated deflected deftest degraded
    deifies deify dejected delaying delegate delegated deleting delirious delivers demanded demented demoting denoting
    densities dental dentistry dents departed departmental depended deplete depleted depletes deplores deportment
    deposing deprived deprives depriving depths deputies derailed derailing deriding derives deriving descents
    desecrated deserters deserts deserved deserves desirous desisted destine destroyers detaching detailing detained
    detaining detected detecting deterred detested detouring deviling devise devoting dextrous diabetic diabetics
    diagnose diagnosed diagnoses diagnosing diagnostic diagnostics dialing dialings dialling diameters diced dices diets
    differed differing digested digesting digressed digresses digressing digression diked dikes dilating diluting
    dimensional dimer dimes dined dines directing directives direr dirtying disarmed disburse disbursed disburses
    disbursing discolor discoloring discolors discorded discover discovered discriminating discuses discusses disguising
    disloyalty disowning dispense dispenses disperse disperses displease displeases disposal disposes disprove
    disproving disputed disputing disrupted disrupting disrupts dissects dissension dissents dissociate dissociating
    dissociation distaste distastes distorted distorter distorting distract distrust distrusted distrusting distrusts
    disusing dittoing ditty dived diver diverged divergence divergent divers diversion diverted diverting dives
    divesting dividend divine diving divining doers dogmatic doily doles doling domed domes doming donating donor donors
    donuts dopes dopey doping dosing doted dotes doting doubly douses dove doves downing dozes dozing drafting dragged
    dragging drags dramatise dramatist dramatize drank draughted draughtier drawling dreamers dreaming dredging dregs
    dressier dressiest drier driers dries drifting drily drinkers dripped dripping drivel driveling drivels droning
    drooling drooped drooping dropping dross droves drowning drowsing drudged drudging druggist drummed drumming drunker
    drunkest drying ducking duelling dues duets dumpling dumpy dunce dunes dupes duplicate durability duress dwellers
    dwelling dyeing dyking dynamical dynamite dynamites earl earls earthier earthing earthlier eased easing eater eaves
    edger ejection ejections electing elective electives electors electrons elevated elevates elevation elevations
    elicited emergent emitting employe employed employer employers employes employing enacting endemics endorsement
    enema engender engendering engenders engraved enhanced enlarged enlisting enraged ensure entertained enthusiasm
    enthusiasms enthusiastic entirety equaling equalise equalize equating erection erections escaping escorting estimate
    evermore evicting evictions exacting exaggerated exalting exceeded exceeding excepted excerpts excessively exchanged
    excise excised excising exclusive excreted excusing executed executions exercise exercises exerting exertion
    exertions exhaustion exhaustive exhort exhorting existent exited exiting exits expansions expensive expiration
    expiring explanation exploded exploding exploitation exploiting explore explored explorer explores explosives export
    exporting exposing expressed expresses expressive expulsions extant extend extensive extolling extravert extraverts
    extremest exulting facet facets faction factions facts factually faded fades fading faeces failings failures
    fainting fair fairly fairness fairs falser falter faltering famed familiar familiars fanatical fanciest fancying
    fantasied farce farces fared fares faring farmed farther fasted faster fatality fathoming fating fatter faulting
    faulty fazed fazes fazing feather feathered feathers feathery feces federals feds feeding feinting feline felled
    felling fells feminine feminist feminists fending fends fester festered festering fetching feted fetishes fettered
    fettering fiascoes fibre fictional fiddling fidgeting fielding fiend fiendish fiends filching filing filler fillet
    filleted filleting fills filly filmed filmy filthier finalise finalize financier finer finessed finesses fingering
    fining finishing firmer firming fissures fitter fixation fixtures fizzy flailing flake flakes flaking flanking flaps
    flare flares flashing flattening flatter flattering flatters flattery flatting flaws flecking fleecing fleet
    fleeting fleshing flexing flicking flinging flipping flitting floating flogs flour flouring flouting fluffiest
    flunkies flushing fluster flustering flusters foisting folly fondling foothill foraging foraying forbad forbidding
    forceps forded fording forearms fores foresting forfeiting forfeits forge forged forger forgers forges forging forgo
    forgoing forgot forked forking formatting formidable formulae formulate forte fortes forth fostering founding
    fractured franc franking freaking freckled freed freeing freer freezers freezing freighted freighter freighters
    freighting freights frenzies freshen freshens freshness fretting friction fried friending frigates fright frighted
    frightens frighting frights fringing frisking frittering frostier fuelling fulled fulling fulls funds funner funnest
    furnishes furriest furry furthers furtiveness fused fuss fussiest fuzz fuzzes fuzzier fuzziest gabbing gable gages
    gaging gales galley galling gals gambled gamest gander gangling gaols gapes gaping garage garb garble garbling
    gargling gases gasp gasps gating gauze gazing gelding geldings gene genera generate generating generators genii
    gentile gentiles gentled gentlest gentling germs ghastly gibing gigging gills gilt girdling glancing glassing glaze
    gleaming glinting glitters gloomier gloss glossed glosses glossies glossing glowing glows gluts gnus goads goats
    gobbling godless godmother goggle goggles golds gongs goodby goodness gooey goof goofs goons gorge grace grade
    grafted grafting grain grandfather grands grant graph graphical graphing graphite grappling grasping grassed grasses
    grassing grate grated grating gratings grave gravel graveled gravels gravy grayer grayest graze greasiest greasing
    greatness greed greek greenest greening grids grievous grilling grime grimy grinders grinding grinning gripe griped
    gripes griping grittier gritting groan groaning groin groom grooved groovier grooving grope grosser grossest
    grossing grounding grouped groupers grouping groupings groused grouses grousing groves growl growling growls
    grubbing grueling gruelling grumbling grunted grunting guesting guile gulling gurgling gust gusts gymnasia gyrating
    haggling haired haled hales haling halted haltered halters halting hammed hamming hamsters handbook handiest handing
    handler handlers handling handrail handy hangar hangars hanged hangover hangovers hanker hankers happiest hardy
    hared harem hares haring harked harking harnessed harnesses harnessing harped harping harrying hart harts haste
    hasted hastes hasting hatching hats hatted hatting hayed haying hazed hazes headache headaches headier headings
    headlong heady healer healthy heaped heaping heaps hearse heartbeat hearten heartened heartens hearth heartier
    hearties hearty heatedly heaters heave heaved heaviest heaving heckling heeled heeling heels heralded heralding herd
    herein heroic herring herrings hiked hikes hilts hind hinds hinging hinting hippy historian historians hitching
    hived hoard hoarding hoarse hoarsest hocked hoist hoisting hoists holsters homeless honked hooded hoofed hooped
    hooted hooter horde hordes horn horns horrified horrifies hose hoses hospitable hosteled hostels hostiles hounding
    huger humane hunching hunger hungers hunt hunted hunts hurdling hurling hurls hurrying hurtling hustlers hustling
    hysteric hysterical identified identifier identifiers identifies idioms illustrate illustrates imagines imaging
    imitated imitates immoral impacted imparted impartial impassable impelled imperil imperils implicit implored
    imported impotent impulsed inane inaner inanimate incapable incense incensed incenses incited incurred indebted
    indecent indented indexing indicate indicted indicting indifference indivisible indolent inducted inducting
    indulging infantile infer infernos inferred infest infested infiltrating inflated inflates inflicted infusing ingest
    ingested inherent initiate injected injure injures injuring injurious inked inland innocence inputting inquired
    inquires inquiries insanest inserting insignia insisted insisting insolent inspected inspection inspects instal
    instance instigate instigating instigation instinct institute instituted institutes insulating insured insuring
    integral intelligent intensest intensive inter interacted interacts intercept intercepted intercepts interject
    interjected interjects interment interments internals interned internes interpret interred inters intersect
    intersected intersects interval intervals intimacy intimidate intolerance intricacy intricate intrusted intrusts
    invented inverted invested invincible invoiced irked ironic irrigate irrigated irrigates irritable irritant
    irritants iteration janitors jawed jealously jerked jerkier jerky jests jockey joker jokers journalism journals
    julies jumbling jumpy junipers karat kerbs kidnapers kilned kilning kilns kilos kilts kindling kinked kinking knifes
    knobs knocking knots koran korans laces lacing lacked lades lading ladles lager lairs lambs lamer lamest laming
    lanes lards larger larking larks larva laser lasses latching latent latex lathe lather lathing latins latter lauds
    launching lawns laxer laxest layering lazies lazying leaded leaden leafed leafing leaguing leaking leaned leaner
    leaning leaped leaping leapt leased leases leashing leaved lecterns lefter lefts lends lengthen lessen lettering
    levee leveling lever levers lewder licked licking licks lifeline lifelines lighted lightest lighting liking lilts
    limb limbs liming limps linen liner linger lingo lining links lists liter literacy literally literals literate lithe
    litre litter litters lively liven livening livens liver livers livest loader loath loaves lobes locating locker
    locket lodger lodgings lofts logger longed looming loosen looser loosing looting lopes loping lopping lops loser
    losers lounging louse louses lovelier lovelies loveliness lowers lowing lucked lucking lucks lunge lunging lusting
    maced machinery magically magician magicians mainline maintain maltreated maneuver mange manger mango mangos mangy
    mania maniacal manias manic manipulate manipulated manipulates manipulating manors manually manure march marched
    marching marginal maria marinas marinates mariners marked marker markings marred marveling mashed masks massaged
    massages massed masses massing masterly masters mastery masts matching maths matrices matrixes mats matte mattes
    matts mayors meager meats meddle mediaeval median medicate medicinal melodies melon melting melts memorials memorise
    memorised memorises memorize memorized memorizes mended mends menial mentality mentoring mere meriting merriest
    merry mesdames meshed meshes messages messiest messing mete meted metering metes meting midstream midwived midwives
    militancy militant militarily militate minced mined miner miners minibuses minister minks minstrels minted mints
    minuet minutest miscarries miseries missed misses missiles missive missives mistake mistakes mistaking mistiest
    misting mistrust mistrusted mistrusts misuses misusing mites mixed moderating moderator modes modicums modulation
    moistens moister moles monarch monarchs monastery monies monkey mooed mooing moose moped mopes moping morality
    moreover morn mornings mortally mortgage mosses mossy moths motioning motivation motorises motorizes moulding
    moulting mounding mountainous mourners mousey mousse moussing mousy mouthing mouths mover movers mowed mowing mucked
    mucking muddle multiplied multiplies multiply mumps murderous murmured muse mused musk mussed musses mussing
    mustangs mustered mutation mutes mutilating muttered mutters mystifies nags naiver napes natty navel navels neatly
    necessaries needled negotiate neighbor neighbors nether neuroses newsiest newsy nicety nightmarish nobler noblest
    nobly nobodies normality noses notables notching noticing noting novice nuder nudest nudge nudges objector objectors
    oblivion obscurest obsessing occupational odder offences offended offender offenders offending offends offenses
    offsetting offspring oftenest olden oncoming operatic operation operations operative opposing opted optimist
    optimists opting optioned orchestral orchestrate ordering ordinarily organisers organism organist organists
    organizers oriental orientated oust ousted ouster ousting ousts outdoing outgoing outgrow outgrowing outgrows
    outgrowth outlasted outlawed outlined outlived outlying outputting outraged outshine overbore overborne overcome
    overcomes overdoes overdoing overdosing overeaten overeating overhead overheated overlay overlays overload
    overloaded overlong overrating overreacted overrode overruled overstated overtly overtone overtones overtook
    overused overuses overwork overworked owned packaged packer paediatrician paediatricians pageants paged pager pails
    paining painless painted paintings paints palate palates paled paler pales palls palms paltry pamper panaceas
    pancaked panicked pans panthers pantry panty papacies papering parables paradise paradises pared parentage paring
    parish parity parked parring parroting parses parsons partings passages passives pasta paste pastes pastiest pasty
    patenting patienter patriarch patriarchs pats patting patty paunch paunches pauper pauses paved pawed pawns payed
    payer payers paying peals pecked peeking peeling peering peeving pelts pelves pensions peopling pepping percents
    perfects periodic perkiest perky permeated peroxided persecutor persecutors persisted personable personalise
    personalises personalize personalizes personally personnel perverse pests petering petting phonograph phonographs
    photons physicist pickaxed picket picketed pickled picks pierces piked pikes piking piling pinch pinches pinching
    pinked pinking pinning pins pints piping pitting placing plaguing planed planet planing plank planking planners
    planning plans planters planting plasters plated plating platters playpens plaything pleading pleasing pleasured
    pleating plotters plotting ploy plugs plums plunging plush plying poems poetical poignancy pointers poise poises
    poising poisoned poked pokes pokey pokier poking polarity polemics poles policewomen policies policy poling
    polishing polite polkaing polyp pondered pontoons poplar poppies poppy populace popularise popularize popularly
    populate pores poring portable portending portends portents portions ports posies positions positivism possessing
    possessor postal posting posts pots pottered potting pouching pouncing pouts powder powdered powders practicable
    practicality praising prance prances prayed prayer prayers praying precedent precious preciser preening prefaced
    premiere premised prenatal presents preserved presided pressing presumed pretence pretences pretense pretenses
    pretexts prettier prevents previews prices prick pricked prickled pries primate primates prime primed primes primmer
    primmest prints priviest procedure procedures proceeding proceeds processes procession processional processionals
    processions prod products profess professed professes professing professions profited profiteer progress progressing
    projects promised promptest prong property prophetic prose prosecute prosecuted prosecutes prosecution prosecutions
    prospect prospector prospectors prospects prostituting proteins protesting protestor protestors protract protractor
    protracts proudest provinces provoked prowess prowlers psychiatric psyching psychosis psychotic pukes puncture
    punishes punishing punitive punting punts pusses pussy puttering putts puttying quack queered queerest questing
    quieting quilting quipping quirk quirking quizzing raced racist racists racketing racking radioing rafted raged
    rages raging raiding railing railings raining rains raisin raisins raked rakes raking ranchers ranching ranking
    rankling ranted rapidest raping rapped raps rared rares raring rasped ratted ratting rattling ravaging raved ravel
    raveling ravelled ravels raven ravening ravens ravine ravishing razed razes razing reacted reacting reactive readier
    readying realer reales realisation realising realist realists realizing reals realty reaming reams reaped reaping
    reappear reappears reaps rearing rears rebating rebelled rebinding rebuking recalled recant receding receipts
    receives recessed recesses recites reciting reclines reclining recluses recollect recollecting recompensed
    recompensing recorded recreated recreating recurred recursive reddened reddening redder reds reduction reeds
    reelected reelecting refereed referees referred refilled refining reflected reflecting reformat reformers refraction
    refueling refuelled refuge refunding refute refuting regaling regent regiments regressed regresses regression
    regulate regulations rehashed rehearse rehearsed rehearses reincarnating reins rejecting rejection rejections
    relapsed relapses relapsing relation relational relative relatives relaxations relayed relaying releasing relegate
    relegated relegates relegating relent relented relenting relied relies relieve relieved relieves relieving religions
    relishes relishing reloaded reloading remade remaking remarked reminded reminding remodels remotest remove renaming
    render rending rends repaired repaying repeal repealed repealing repeals repellent repelling repent repented
    repenting repents repleted repleting replication reported reposing reprieve reprieved reprieves reproved repulsing
    repulsion reputing rereading rerouting resent resented resentful resenting reserved resetting residences residing
    resistor resolution resolutions resolving resorted resorting respected respecting respective respects respites
    restricting restrictive resulted resulting resuming resumption retailed retained retaliation retarded retarding
    retched reticent retirements retiring retorted retorting retraction retreated retreating retreats retry reuse
    reusing revealing revelation revelations reveling revelled reveller revelling reveries reversed reverses reverted
    reverting reviling revising revivals revive reviving revoking revolted revolved revolver revolves revolving
    rewarding rewrites rewriting riches richness ricing rider ridge ridicules rifer rightest riles riper rippled rise
    riser roads roams roasting robber robbers robes robing rockier rocking rocky rodeo rolls roofed rookie rookies rooks
    roomier roomiest roomy roosting rooting roped ropes roping roses rotating rotations routeing routing routs rowboats
    royally rubbers rued ruing ruler rulers runes runnier runts ruses rust rusts rutting saber sacked sacks sadden safer
    sailing sallow sallower sallowest salted salve salving sameness sample sampling sandal sandals sandiest sanding
    sands saplings sapped sapphires sapping satirise satirize saturation sauciest sauted saved sawed scabbed scabbing
    scabs scalding scaled scaliest scalping scaly scamper scampers scandalise scandalous scanners scanning scans
    scantest scantiest scanting scar scarce scarcest scarf scarfed scarfing scarfs scaring scarred scarring scars
    scarves scathing scatter scattered scatters scenting schemers schizophrenic schooled schooling schooner schooners
    scolding scooping scoot scooters scooting scorching scorn scorning scotches scouting scowling scram scrammed scrams
    scrape scrapped scrapping screamed screaming screwing screwy scripted scuffing scumming scums scurried scything
    seaman seaming seams seaports seared searing sears seasonal seated seceding secession secondarily seconding secrete
    securest securing seediest seeding seedling seeds seeking seeks seeming seems seeping seeps seething seize seized
    senators sensing sensor sensors sensuality separator serenade serenest servicing servile settable severely severest
    severing severity sewing sexes sexing shack shaded shadiest shading shadowing shafting shakes shakiest shaking
    shallow shallows shamed shamming shams shaping sharked sharking sharped sharpest sharping shave shaving shear
    sheared shearing sheathing shedding sheep sheering shells sheltered shelters shelving shied shies shift shiftier
    shifting shiftless shimmer shimmers shine shingle shingled shingles shingling shiniest shinning shins shipped shire
    shirk shirking shirting shivered shoaling shocking shocks shoddier shoeing shone shooing shook shoon shoos shopped
    shored shoring shorn shorted shorten shortens shortest shorting shortlist shortness shots shouting shoving showed
    showering showiest shown showy shred shrew shrimped shrimping shrinking shrugging shrunken shuck shucked shucks
    shunt shunting shunts shutter shuttered shutters shutting shying sicked sicking sidle sidled sidling sifting sighs
    sighting signer sill sills silting silvered simile simmer simmers simplex simulation simulations sincerer singed
    singeing singes singling sings sinking sinner sinning sipped sipping sired sires siring sited siting sitter sitters
    situated situates situating sizer sizzling skate skated skates sketched sketching skewered skidding skids skies
    skimming skimped skimping skimpy skims skinning skins skippered skippering skippers skips skirting skits skulking
    skunking skying slabbed slabbing slabs slack slackened slackening slacking slain slakes slamming slams slanting
    slashed slashes slashing slated slates slating slats slaying slays sleazier sleaziest sledding sleek sleeker
    sleeking sleeks sleepier sleepy sleet sleeting sleets sleighing slick slickest slicking slily slime slimiest slimmer
    slimming slims slinging slinking slipped slippers slippery slipping slits slitting slivered slopped slopping slops
    sloshing slotting slouching slowed slowing slowness slugging slugs sluice slumming slumping slums slurring sluts
    smack smacking smalls smarted smartest smarting smear smearing smelling smells smelts smirking smite smiting smock
    smocks smolders smoothed smoother smoothes smoothest smoothing smothers smudging smuggest smuggles smuggling
    snacking snailing snakes snaking snapped snaps snare snared snares snaring snarl snarling snatched snatching
    sneakier sneakiest sneer sneering sneezing snickered snickering snide snider snipe sniped snipes snipped snippets
    snipping snips snitch snitched snitches snitching snooping snoozing snore snored snort snorting snorts snowiest
    snowing snubbing snuck snuffer snuffing snuggest snugging snuggles snuggling soapiest soaps soared soaring soars
    soberest sobering sobriety sociable socked soften soiling soils solacing solder solders solemnly solider soling
    soloing somber sootiest sopped sorceress sorely sorer sorriest sounding soups sourcing sours sowed sowing spacial
    spade spank spanking spanning spar spared sparer spares sparing spark sparking sparred sparring spars sparser
    sparsest spate spatter spattered spatters spawn spaying spays speaking spear spearing specialty specious specking
    spectres speeding spending spent spiced spike spilling spills spilt spindlier spines spinning spinster spinsters
    spire spires spite spited spites spits spitting splashed splashes splat splattered splice splint splinter splitting
    spoiling spokesman spokesmen sponging spoofing spooking spool spooling spools spoon spooning spoons spore spores
    spotless spotting spotty spout spouting spouts sprain spraying spreading spreeing springing spurious spurning
    spurring spurs spurt spurting spurts sputtered squalling squarer squarest squaring squat squatter squeak squeaking
    squire stabbing stabled stabler stables stablest stabling stabs stacked stacking stacks stag staggers staging stags
    staid staidest stain staining stair staking staler stales staling stall stalled stalling stallion stalls stammer
    stammers stamped stampede stamping stance stanching standbys stank stapler staplers stapling starched starching
    stare stared stares staring stark starker starkest starlight starred starriest starters startled startles startling
    starved stater statues statures status statuses statutes stave staves staving steadied steadier steadiest steadily
    steadying steak steal stealing steaming steeling steep steeper steeping steeples steeps stem stemming stepped
    stepping stickier stickiest sticking sticks stiff stifling stilling sting stinger stingers stingier stinging stings
    stinking stint stinting stints stirring stirs stitch stitched stitches stitching stocking stocky stoke stokes stole
    stolider stoney stony stooped stooping stopper stoppered stoppers stops storehouse storing stork storks stormier
    stormiest storming stove stowed stowing straddled straggle straggled straggler stragglers straggles straggling
    straighten straightens straighter strained strainer strainers stranding strands strangely strangest strangle
    strangled strangles strangling strap strapped strapping strawing stray straying strays streaked streaking stream
    streamed streamline strengthen stressing strew strewing strews stricter striding strikers strikings stringier
    stringing stringy stripe striped striping stripped stripping stript striving stroking strumming strung stubbed
    stubbing studding stuffier stuffing stumped stunk stunning stunting stuttered subbing subjected submerged subset
    subsides subtlest subtlety successive successor sucker suckered suckering suckled sufficing suffixing sugariest
    sugaring sugars suggestive suitable suite sulked sulks summering suntan superber supervise supervised supervises
    supervision supervisory supplied supported supposing surfacing surgical surging surmises surmising surveying
    suspender suspends suspicion suspicions swabbed swabbing swabs swamp swamped swamping swamps swans swarming swathing
    swats swatting swaying sways swearing sweat sweater sweaters sweating sweep sweeper sweepers sweeping sweepings
    sweeps sweeten sweetens sweetest swell swelling swells swept swerving swifter swigging swilling swindle swindled
    swindles swine swinging swirling swishing switcher swooning swoons swoop swooping swore syringes syringing tabled
    tablet tack tacked tacking tackling tacks tactfully tailored tainting taker talker tallying tamer taming tango
    tanked tanking taper taping tapped tars tasked tasking tatty taxing teaches teaching teaks teaming tearing teas
    teats teems teething telepathic televising template tempo tempting tended tenderest tenderises tending tens tenser
    tensing tenting terminate terminus terse testified testifying textured textures texturing thanking thatcher thaws
    thins thirsted thistles thorn threaded threading threaten threats thrilled thriving throng thronged throttle throve
    thrust thuds thumps thundered thunders tidal tides tiding tieing tiers tiger tiled tiling tilling timber timelier
    timers timezone tinder tinier tinker tinny tirade titter toasting toiled token tolerant tolling tolls tomes tonal
    tonic tonics tonne toots topical torching tormenters tormentor torrent torrents tortuous toted tottered tottering
    touchier tousling towed towelling toxin toyed tracing tracks tractors trader trailed trailers trailing trained
    trainer trainers traitorous tramp tramped tramping trampled trampling transaction transcended transfers transform
    transformed transiting transitional transitive translation transpired transpose transposed transposes trapper
    trappers trapping trashing traumata traverse traversing trawlers trawling trays treachery tread treading treads
    treaties trebling trekking trenching trendier trendies trestles trialing trialled trialling trials tributes tricks
    trifling trill trilled trilling trills trimming tripling tripped trite trolling tropical trout troweling trowelling
    truanted truce truces trucking trudging trued truer truest trunking trunks trusties tsars tucks tuned tuner turfed
    turfs turner turnover tutor tutors twang tweaking tweeting twenties twigs twine twines twirling twister twisters
    tyres tzars udder ultraviolet unavoidable unbeatable unbreakable unbroken uncertainty unchanged uncleaner undaunted
    undeniable undergoes undergone underlain underlie underlines undermines understated undertakes undertook undertow
    undertows underwater unfitted unfolded unhappier unhappily universals unkind unmanned unread unreadable unrelated
    unseating unset unsigned unsuited untie untied untrue unusually unwashed upsetting urbane usher ushers vaguer
    vanquish varnish vender verge vertices verve veterinaries vetted vetting vibrations vicarious vicing victories
    villainy violating violet virulent vising visualise vocations vogue wadding waddling wades wafer wager wages waist
    waiter waiters waiting waiver waives waken wakens waking walling waltzing wanes warbling warding warier warmed warns
    warping warps warring warts washes washings watermarks watery waver waxes weakling weakly weaponry weariness wears
    wearying wedder wedging weeding weedy weeing weigh weighs weighty weirder weirdest weirdo weirdos welder welling
    whacking wheeling wheezing wherever whets whine whirling whistling whiten whiter wielding wiggling wildness wilds
    wilting wilts winch winches wined wings winks winnings wintery wintry wiper wired wisely wises wist wizes woken
    wording wordings worked worming worms worrying worsting woulds woven wrapper wrappers wrapping wreak wreaking wreaks
    wreathing wrecking wrest wresting wrestle wrestled wrestles wretched wretches wrier wriest wright wring wringers
    wringing writ writes writhe writhing writs wrote wrung yarn yarns yearling yearlings yearned yokes youngest
    youngster zombi zombis
    """
)
