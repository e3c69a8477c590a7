"""Publishing: sent once, found again by Discord's own ids, kept true, and finished later where something came between.

`once` claims, finds, sends; `editor` brings up to date what was marked; `late` finishes what a crash left half done;
`sight` says what is known of a server and a channel; `doors` explains what Discord refuses.
"""
