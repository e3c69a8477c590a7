"""English words that are no typing mistakes, though they are near to words that moods are made of.

"Tutor" is no misspelt "tumor", and "chanting" no "cheating". These are the words of SCOWL's smallest English lists (see
NOTICE) that would be mended otherwise, without further forms of the very word that they would be mended to.
"""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import words

REAL_WORDS: Final = words(
    """
    abdicated abdication abide ablest abolition abrasive absentee abstraction academies acceding accented accenting
    accessed accesses accidental accidentals accosted accosting aching acids acing acridest adapt adapting adapts
    addicted adept adepts adhering admirable admitting adoptions adoration adorning adverser advising afterlives
    agility aided aiding ailed ailing aiming alienate aligns aline alinement alines allegiance allergies allotted
    allowance alloyed along altar ambiance ambience ambitious ambushed ameer amending amply amuse amused anger
    angers angles antic appareled apparelled appealed appeases apple appliance aptly arches aristocracy armoring
    aromatic aromatics arraigned artisans artistry aspiring assailed assent attacker attained attested attiring
    audition autocratic automate automated automates automating automation availing averaging averting avid awake
    award axiomatic babbling babes backed backer backers backings backstage badgered badgering baffling bailing
    baiting baled bales baling balked balking balled balling ballot bandages banded banding bandy bandying banged
    banging banishing banister banked banner banners bannister bantered barbered barbering barbs bards bared barer
    bares baring barked barking barks barley barns barter bartered bartering baser bases basing basked basking
    basses basting batching bathe bathing bats batter batteries battering battling bayed baying beaching beading
    beads beaked beaker beakers beaks beaming beams beaning beans bearding bearings bears beast beasts beat beater
    beauties beckoning bedder bedding bedsides beech beetling beets befitting befriend befriends behaving beheaded
    belch bell bellied bellies bellowed bells bellying belting belts benching bends bent bents bereaving berth
    berthing besetting besieges besting bests bets bettered bettering bewaring biassing biding biked bikes biking
    binder binding bindings binds binned binning birch birthing bitching bites bitten bitterer blacking bland
    blankets blanking blasting bleach bleaker bleat bleating bleats bleeding blending blighted blindest blinding
    blinkering blinkers blips blitzing blonds bloodied bloodier blooding bloodshot bloomed blooming blotters
    blotting blued bluer blunt bluntness blurring blurt blurting blushing boars boasting boats bodes bodices boding
    bogus bolster bolsters bombarding boned boney boning booing bookings booms boons boors boosted bordered borne
    bossiest bossy bottles bottling bouncing bound bounding bounds bowing boxed braid braiding braining brainy brake
    braked brakes braking bran branding brandy bras brassiest brats brawl brawling brawn breaching breading breads
    breakable breasting breather breathers breeders breezing bricking bridling brighter brightest brightly brisking
    brittler broilers broker brokering bronzing brood brooding brooking brows brunt brushing brutish bucketing
    bucking buckling buffs builders bulkiest bulking bulky bull bulled bullet bulling bulls bundling bunkers bunking
    burbling burdening burliest burly burping burps burring burrs bursting burying bushing busing busting bustling
    busying butchered butchers buttered buttering butting cackling cages calfs calking calkings calks callings
    callus camps cancelling canes canker canter capering capes capitalist capitalists cards careered careering
    careless caress caressed caresses caroused carouses carp carpeting carps carted carts carves cashes casing casks
    cassino cassinos caste castes casualty catering caulking causal caves cease ceases ceded cellar censured
    censures censused censuses chafe chafes chairing chalices chalking chant chanting chapt charring chars chart
    charters charting chasm chasms chasten chastens chaster chastest chastise chats chatters chatting cheapens check
    checkers cheeked cheeking cheep cheeped cheeping cheeps cheerier cheesed cheesing chemical chemists cherry
    chests chews chick chiefs chile chili chiller chillest chilli chillier chillies chilly chime chimes chin chink
    chinking chinning chins chipping chirping chiseled chiseling chiselled chiselling choicer choicest choking
    choosey choosier choosy chopping chops chore choreographer christen christian chroming chronicle chute circling
    clack claiming clam clamber clambers clamming clamping clams clanging clanking clans claps clash clashes
    clashing clasp clasps classify classing classy clauses claws cleanses cleat cleats cleavers cleaving clefs
    clicking climaxing climbed clime climes clinging clink clinking clipping cloaking clocking clod clogging closes
    closing clothing clotting clouding clouting cloves clown clowning clubbing cluck clumping coast coats cocking
    codded coercing coffer coked coking colic collage collages collation collector collusion colonels colones
    colonize coloring colossal combating combing combs comedian comedians comelier comeliest comely comma commander
    commanders commas commenting comments commonest communed communes commuter commuters commutes commuting
    compacted compacting companion companions compares comparing compasses compelled compelling competed competes
    compiler compiling completest completing complexes complied complying composing composition composted composting
    composts composure computation computer computing concession concussion conducted conducts confection confers
    confesses confession confides confines conforming confusion congests congress conical conifers conjures
    connection connector consensus consoled consorted consorting constancy constrict constricts consumes contempt
    contend contends contexts continuum contort contorting contorts contractor contradict contrasts contrives
    convection convent convention convents convince convulse convulses convulsion convulsive cooed cooing cooker
    cooky cooperate cooping coops coped copier copping copying corded cored coring corking coroners correction
    corresponded corseted corseting cosmic costlier couching coughing councilor counteract countess counties county
    coupling courtesy covering coveting cowed cowering cowing crackled cramming cramp crank crashing crass crassest
    crawfish crayfish creaking creaming creasing creatives creators creed creeds creeks creepier creeping cremated
    cremating crepe crepes cresting cribbing cribs crises crisping crisps croaking crock crockery crocuses crook
    crooking croon crooning cropping crosser crossest crouches crouching crowning crows cruelest cruelly cruising
    crumbing crunches crunching crusades crusading crust crusting crutches cubed culls culmination cults curbed curd
    curled currying cursed curst curt curvatures curved cuter cutest cyclones czars daemon dagger dally dampness
    dances danker dared daring darken darted darting daunting dazed dazing deader deadlier deadline deafer dealt
    dearer dearly dearth dearths debasing debating debits debugged debugging debuts decaying deceases deceptive
    decorates decreasing decree deductive defacing defaming defeated defected defective defectives defended defender
    deference deferred defiance deficits defiling defining deftest deify dejected delaying deleting delirious
    delivers demented dental dentistry dents departed depletes deplores deprives depths derailing deriding derives
    desecrated deserved deserves desisted destine detailing detained detaining detected deterred detested deviling
    devise dialing dialings diameters diced dices diets digested digesting digressed digresses digressing digression
    diked dikes dilating diluting dimensional dimes dined dines directing directives dirtying disarmed disburse
    disbursed disbursing discoloring discolors discorded discover discovered discuses disguising disloyalty dispense
    dispenses disperse disperses displease displeases disposal disposes disproving disputed disputing disrupted
    disrupting disrupts dissension distaste distastes distorter distorting distract distrust distrusted distrusting
    distrusts disusing dittoing dived diver diverged divergence divergent divers diversion diverted diverting dives
    divesting dividend divine divining doers dogmatic doily doles domed domes donating donor donors donuts dopes
    dopey doted dotes doting doubly douses dove doves dozes drafting dragged dragging drags dramatist drank drawling
    dreaming dredging dregs dressier dressiest drier driers dries drifting drily drinkers dripping drivel drivels
    droves drowning drowsing drudged drudging druggist drummed drumming drunker drunkest drying ducking duelling
    dumpling dumpy durability dwelling dyeing dyking dynamite dynamites earl earls earthier earthing earthlier
    easing eater eaves edger ejection ejections electors electrons elevations emergent employe employed employer
    employers employes enacting endemics endorsement enema engendering engenders engraved enhanced enlarged enraged
    ensure equating erection erections evermore evictions exacting exalting exceeded exceeding excerpts excessively
    exchanged excusing executions exercise exertion exertions exhort existent exits expansions exploded exploding
    export expulsions extant extend extremest facet faction factions faded fading failings fainting fair fairly
    fairness fairs falser famed familiar familiars fanatical fanciest fancying fantasied farce farces fared faring
    farmed farther fasted faster fathoming fating fatter faulting faulty fazed fazing feather feathered feathers
    feathery federals feds feeding feinting feline felled felling fells feminine feminist feminists fending fends
    fester festered fetching feted fettered fettering fiascoes fiddling fidgeting fielding fiend fiendish fiends
    filching filler fillet filleted fills filly filmed filmy financier finer finessed fingering fining finishing
    firmer firming fixation fizzy flailing flake flakes flaking flanking flaps flare flares flashing flattening
    flattering flaws fleecing fleet fleshing flinging flogs flouring flunkies flushing flustering foisting folly
    fondling forbidding forceps forded fores forfeits forge forged forger forgers forges forgot forked formidable
    formulate forte fortes forth founding fractured franking freaking freed freer freighters freighting freights
    frenzies freshen freshens friction fried friending fright frightens frighting frights fringing frisking
    frittering frostier fuelling fulled fulling fulls funner funnest furriest furtiveness fused fuss fussiest fuzz
    fuzzes fuzzier fuzziest gabbing gable gages gaging gales galling gals gambled gamest gander gangling gapes
    gaping garage garb garble garbling gargling gases gasp gasps gating gauze gazing gelding geldings gene genera
    generate genii gentile gentiles gentled gentlest gentling germs gibing gigging gills girdling glancing glaze
    gleaming glinting gloomier gloss glossed glosses glossies glowing gluts gnus goads goats gobbling godless goggle
    golds goodby goodness gooey goof goofs goons gorge grace grade grafted grafting grandfather graph graphing
    graphite grappling grasping grassed grasses grassing grate grated grating gratings grave gravel graveled gravels
    gravy grayer grayest graze greed greek greening grilling grime grimy grinding grinning gripe griped griping
    gritting groan groaning groin grooved groovier grooving grope grosser grossest grossing grounding grouped
    grouping groupings groused grouses grousing growl growling grubbing grueling gruelling grumbling grunted
    grunting gulling gurgling gust gusts gymnasia gyrating haggling haired haled hales haling halted haltered
    halters halting hammed hamming hamsters handbook handing handler handlers handling handy hangar hanged hangover
    hanker happiest hardy hared harem hares haring harked harking harnessed harnessing harped harping harrying hart
    harts haste hasted hastes hasting hatching hats hatted hatting hayed haying hazed hazes headache headier
    headings headlong heady healer healthy heaped heaping heaps hearse heartbeat hearten heartened heartens hearth
    heartier hearties hearty heatedly heaters heave heaved heaviest heaving heckling heeled heeling heels heralded
    heralding herd herring herrings hiked hikes hilts hind hinds hinging hinting hippy historian hitching hived
    hoard hoarding hocked hoist hoisting holsters homeless horn horns horrified horrifies hose hostels hostiles
    hounding huger hunger hunted hunts hurdling hurling hurls hurrying hurtling hustling hysteric hysterical idioms
    imagines imitated imitates immoral impacted imparted impartial impassable impelled imperil imperils implicit
    implored imported impulsed inane inanimate incapable incense incensed incenses indebted indecent indented
    indexing indicate indicted indicting indolent inducted inducting indulging infernos inferred infest infested
    inflated inflates inflicted infusing ingest ingested inherent initiate injected injure injures injuring inked
    inland inquired inquires inquiries insanest insolent inspected inspection inspects instal instance instigate
    instigating instigation instinct institute instituted institutes insuring intensest interacted interacts
    intercept intercepted intercepts interject interjected interjects interment interments internals interned
    internes interpret interred inters intersect intersected intersects intimacy intimidate intricate intrusted
    intrusts invented inverted invested invoiced irked ironic irrigate irrigated irrigates iteration jealously
    jerked jerkier jerky joker jokers journalism journals julies jumbling jumpy kidnaper kidnapers kilned kilning
    kilns kilos kilts kindling kinking knifes knobs knocking knots koran korans laces lacing lacked lades ladles
    lager lamer lamest larger larking larks larva laser latching latent latex lathe lather lathing latins latter
    lawns laxer laxest lazies leaded leaden leafed leafing leaguing leaking leaned leaner leaning leaped leaping
    leapt leased leases leashing leaved lefts lengthen lessen lettering levee leveling lever levers lewder licked
    licking licks lifeline lifelines lighted lightest lighting liking lilts limb limbs liming linen liner linger
    lingo lining lists liter literacy literally literals literate lithe liven livening livens liver livers livest
    loader loaves lobes locating locker locket lodger lodgings lofts logger longed looming loosen looser loosing
    looting lopes loping lopping loser losers lounging louse louses lovelier lovelies loveliness lowers lowing
    lucked lucking lucks lunge lunging lusting machinery magician magicians mainline maintain maneuver mange manger
    mango mangos mangy mania maniacal manias manic manors manually march marching marginal maria marinas marked
    marker markings marred massed massing masterly masters mastery matching matrices matrixes mats mattes matts
    meats meddle mediaeval median medicinal melodies melon melting melts memorize memorized memorizes mended mends
    menial mere meriting merry meshed messing mete metering metes meting midstream militancy militant militarily
    militate minced mined miner miners minibuses minks minstrels minted mints minutest miscarries miseries missed
    mistake mistakes mistaking mistiest misting mistrust mistrusts misuses misusing mites modes modulation moistens
    moles monarch monarchs monies monkey mooed mooing moose moped mopes moping moreover morn mornings mortally
    mortgage moths motivation mounding mourners mousey mousse moussing mousy mouthing mouths mover movers mowed
    mowing mucked mucking muddle multiplied multiplies multiply mumps muse musk mussed mussing mutation mutes
    mutters mystifies naiver napes natty navel navels neatly necessaries needled neighbor neighbors nether neuroses
    newsiest nicety nightmarish nobler noblest nobly noses notables notching noticing noting nuder nudest nudge
    nudges oblivion obscurest odder offended offender offenders offends offenses offsetting oftenest olden oncoming
    operatic opposing opted opting orchestral orchestrate ordinarily organism organist organists oust ousted ouster
    ousting ousts outdoing outgoing outgrow outgrowing outgrows outgrowth outlasted outlawed outlying outputting
    outraged overbore overborne overcome overdoes overdoing overeaten overeating overheated overlay overlays
    overloaded overlong overrating overreacted overrode overruled overstated overtly overtone overtones overused
    overworked owned packaged packer pageants paged pager pails paining painless painted paints palate paled paler
    pales palls palms paltry pamper pancaked panicked pans pantry papering parables pared parentage paring parked
    parring parroting pasta paste pasty patenting patienter patriarch patriarchs pats patting paunch pauper paved
    pawed pawns payed payer payers peals pecked peeking peeling peering peeving pelts pelves peopling pepping
    percents perkiest permeated peroxided persecutor persisted personnel pests petering petting physicist pickaxed
    picket picketed pickled picks pierces piked piking piling pinch pinching pinked pinking pinning pins piping
    pitting planed planet plank planners plans planters plasters plated platters playpens plotters plotting plugs
    plums plunging plush poems poetical poignancy pointers poked pokes pokey pokier polarity polemics policewomen
    policies policy polishing polite poplar poppy populace populate portending portends portents ports possessor
    posts pots potting pouching pouncing pouts powder powders praising prance prayed prayers precious preciser
    preening prefaced premised prenatal presents preserved presided pretence pretences pretense pretenses pretexts
    prettier prevents previews prick pricked prickled pries prime primed primes primmer primmest priviest processes
    processional processionals products professed professes professions profited profiteer projects promised
    promptest prong prosecute prosecuted prosecutes prosecution prospector prospects proteins protestor protestors
    protractor protracts proudest provoked prowlers psychiatric psyching psychotic puncture punishing punitive
    punting pusses puttering puttying quack queered queerest questing quirk raced racist racking radioing rafted
    raged rages raging raiding railing railings raining rains raisin raisins raked rakes raking ranchers ranching
    ranted rapidest raping rapped raps rared rares raring rasped ratted ratting rattling ravaging raved ravel
    raveling ravelled ravels raven ravening ravens ravine ravishing razed razes razing reacting reactive readier
    readying realer reales realist realists realizing reals realty reaming reams reaped reaping reappear reaps
    rearing rears rebating rebelled rebuking recalled recant receding recessed recesses reciting reclines reclining
    recluses recollect recollecting recompensing recorded recreating recurred recursive reddened redder reds
    reduction reeds refereed referred refilled refining reformat refraction refueling refuelled refuge refunding
    refute refuting regaling regent regiments regressed regresses regression regulate rehearse rehearsed rehearses
    reins rejecting rejection relapsed relapses relapsing relation relative relayed relaying releasing relegate
    relegated relegates relegating relent relented relenting relied relies relieve relieved relieves relieving
    relishes relishing reloaded reloading remade remaking remarked reminded remotest remove renaming render rending
    rends repaired repaying repealed repealing repeals repelling repent repented repenting repents repleted
    repleting reported reposing reprieve reprieved reprieves reputing rereading rerouting resent resenting reserved
    resetting residing resistor resolving resorted resorting respecting respects respites resulted resulting
    resuming resumption retarding reticent retiring retorted retorting retraction retreating retreats retry reuse
    reusing revealing reveling revelled reveller revelling reversed reverses reverting reviling revising revivals
    revive reviving revoking revolted revolved revolver revolves revolving rewarding rewrites rewriting ricing rider
    ridge rightest riles rippled rise roads roasting robber robbers rocky rodeo roofed rookie rookies roomier
    roomiest roomy roosting rooting roped ropes rotating routeing routing rowboats royally ruing ruler rulers runes
    runnier ruses rutting sacked sacks sadden safer sallower sallowest salve salving sameness sandals sandiest
    sanding sands saplings sapped sapphires sapping sauciest scabbed scabbing scalding scaled scaliest scalping
    scaly scamper scampers scanners scanning scantest scantiest scanting scar scarce scarcest scarf scarfed scarfing
    scarfs scaring scarred scarring scars scarves scathing scatter scattered scatters schemers schizophrenic
    schooled schooling schooner schooners scolding scooping scoot scooters scooting scorn scouting scowling scram
    scrammed scrapped scrapping screamed screaming screwing screwy scuffing scumming scything seaman seaming
    seaports seared searing seceding secession secondarily securest seeding seedling seeds seeking seeks seeming
    seems seeping seeps seething seize seized sensuality serenade serenest servile settable severing severity sewing
    sexes sexing shack shaded shadiest shading shadowing shafting shakes shakiest shaking shamed shamming shams
    shaping sharked sharking sharped sharpest sharping shave shaving sheared shearing sheathing sheep sheering
    shells sheltered shelving shies shift shifting shimmers shingle shingled shingles shingling shiniest shinning
    shins shire shirk shirking shirting shoaling shocking shoddier shoeing shone shooing shook shoon shoos shopped
    shored shoring shorn shorted shorten shortens shortest shorting shortlist shortness shouting shoving showering
    showiest shown showy shred shrew shrimping shrugging shrunken shuck shucked shucks shunting shutter shuttered
    shutters shutting sicked sidle sidled sidling sifting sighs sighting signer sill sills silting simile simmers
    sincerer singed singes singling sings sinking sinner sinning sipping sired sires siring sited siting sitter
    sitters situates situating sizer sizzling skate skated skates sketched sketching skidding skies skimming
    skimping skimpy skims skinning skippering skippers skips skirting skulking slabbed slabbing slabs slack
    slackening slacking slain slakes slamming slams slanting slashed slashes slashing slates slating slats slaying
    slays sleazier sleaziest sledding sleek sleeker sleeking sleepier sleepy sleet sleeting sleighing slick slickest
    slily slime slimiest slimming slims slinging slinking slippers slippery slipping slits slitting slopped slopping
    slops sloshing slotting slouching slowed slowing slowness slugs sluice slumming slumping slums slurring sluts
    smack smacking smartest smarting smearing smells smite smock smolders smoothing smuggles smuggling snacking
    snakes snaking snapped snaps snare snared snares snaring snarling snatched snatching sneakier sneakiest sneer
    sneering sneezing snickering snide snider snipe sniped snipes snippets snipping snips snitch snitched snitches
    snitching snooping snoozing snort snorting snorts snowiest snowing snubbing snuck snuffer snuffing snuggles
    snuggling soapiest soaps soared soaring soberest sobering sobriety sociable socked soften soils solacing solder
    solders solemnly solider soling soloing somber sopped sorceress sorely sorriest sounding soups sourcing sours
    sowing spacial spade spanking spanning spar spared sparer spares sparing spark sparking sparring spars sparser
    sparsest spate spatter spattered spatters spawn spaying spays speaking spearing specialty specious specking
    speeding spending spent spiced spike spilling spills spilt spindlier spines spinning spinster spinsters spire
    spires spite spited spites spits spitting splashed splashes splat splattered splice splint splinter splitting
    spokesmen sponging spoofing spooking spool spooling spools spoon spooning spoons spore spores spotting spotty
    spout spouting spouts sprain spraying spreeing springing spurious spurning spurring spurs spurt spurting spurts
    sputtered squalling squarer squarest squaring squat squatter squeaking squire stabbing stabled stabler stables
    stablest stabling stabs stacked stacking stacks stag staggers staging stags staid staidest stain staining stair
    staking staler stales staling stall stalled stalling stalls stammer stammers stamped stampede stamping stanching
    standbys stank stapler staplers stapling starching stare stared stares staring stark starker starkest starlight
    starriest starters startles startling stater statues statures status statuses statutes stave staves staving
    steadied steadier steadiest steadily steadying steak steal stealing steaming steeling steep steeper steeping
    steeples stem stemming stepped stepping stickier stickiest sticking stifling stilling sting stinger stingers
    stingier stinging stings stinking stinting stirring stitch stitched stitches stitching stocking stocky stoke
    stokes stole stolider stoney stony stooped stooping stopper stoppered stoppers storehouse storing stork stormier
    stormiest storming stove stowing straddled straggle straggled straggler stragglers straggles straggling
    straighten straighter strained strainers stranding strands strangely strangest strangle strangled strangles
    strangling strapped strapping strawing stray straying strays streaked streaking stream streamed strew strewing
    strews stricter striding strikers strikings stringing stringy striping stripped stripping striving stroking
    strung stubbed stubbing studding stuffier stuffing stumped stunk stunning stunting stuttered subbing subjected
    submerged subset subsides subtlest successor sucker suckered suckering suckled sufficing suffixing sugariest
    sugaring sugars suitable sulked sulks summering superber supervise supervised supervises supervision supervisory
    supposing surfacing surgical surging surmises suspender suspends suspicion suspicions swabbed swabbing swamp
    swamped swamping swarming swathing swatting swaying sways swearing sweat sweater sweaters sweating sweep sweeper
    sweepers sweeping sweepings sweeten sweetens sweetest swells swept swerving swigging swilling swindle swindled
    swindles swinging swirling swishing switcher swooning swoons swoop swooping swore syringes syringing tabled
    tablet tack tacked tacking tackling tacks tailored tainting taker talker tallying tamer taming tango tanked
    tanking taper taping tapped tars tasked tasking tatty taxing teaches teaks teats teems teething telepathic
    template tempo tempting tended tenderest tending tens tenser tenting terminus testifying textured texturing
    thanking thatcher thaws thins thirsted thistles thorn threaded threading threaten thrilled thriving throng
    thronged throve thundered thunders tidal tides tiding tieing tiers tiled tiling tilling timelier timers timezone
    tinder tinny tirade titter toiled token tolling tomes tonal tonic tonics toots topical tormentor torrent
    torrents tottered tottering towelling toxin tractors trader trailed trailers trailing trained trainer trainers
    tramp tramped tramping trampled trampling transaction transcended transformed translation transpired transposed
    transposes trapper trappers trapping trashing traumata traverse traversing trawling trays treachery tread
    treading treaties trebling trekking trenching trendier trendies trestles trialing tributes trifling trill
    trilling trills trimming tripling tripped trite trolling tropical trout troweling trowelling truanted truce
    trued truer trunking trusties tsars tuned turfed turfs turner tutor twang tweaking tweeting twenties twigs twine
    twines twirling twister twisters tzars udder ultraviolet unavoidable unbeatable unbreakable unbroken undaunted
    undergoes undergone underlie underlines undermines understated undertakes undertow undertows underwater unfitted
    unfolded unhappily unkind unmanned unread unreadable unrelated unset unsuited untie untied untrue unusually
    unwashed vaguer veterinaries vicing victories villainy violet virulent vising vogue wadding waddling wades wafer
    wager wages waist waiter waiters waiting waives waken wakens waking walling waltzing wanes warbling warding
    warier warmed warns warping warps warring warts washings watermarks watery waver waxes weakling weakly weaponry
    wears wearying wedder wedging weeding weedy weeing weigh weighs weighty weirder weirdest weirdo weirdos welder
    welling whacking wheeling wheezing whine whirling whistling whiten whiter wielding wiggling wilting winch
    winches winnings wiper wisely wises wizes woken wording wordings worked worming worms worrying worsting woulds
    woven wrapper wrappers wreak wreaks wreathing wrecking wrest wresting wrestle wrestled wrestles wrier wriest
    wright wring wringers wringing writes writhing writs wrung yarn yarns yearling yearlings yearned yokes youngest
    youngster
    """
)
