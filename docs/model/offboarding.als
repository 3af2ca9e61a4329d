/*
 * One user, the orchestrator, the participants, and a channel that loses nothing it was told but delivers it whenever it
 * likes, in any order, as often as it likes. Smaller than the code on purpose: an announcement is (kind, epoch), attempts are
 * delivering it again; a report is heard as soon as somebody asks. Checked by ModelTest, each command against its `expect`.
 *
 * The twins are broken on purpose: where `Unfenced` exists, participants take what they are told whatever its epoch; where
 * `Undoable` exists, the orchestrator undoes past the pivot. Both must be found out, or the model can find nothing.
 */
module offboarding
open util/ordering[Epoch] as epochs

lone sig Unfenced, Undoable {}

/* An employment of the user; also the one offboarding that may end it. */
sig Epoch { var state: one State }
enum State { Employed, Revoking, Revoked, Erasing, Completed, Reinstating, Reinstated }

/* Which employment the directory says the user is in. */
one sig Directory { var employed: one Epoch }

enum Kind { Deprovisioned, Erased, UserReinstated }
enum Standing { Open, Blocked, Gone }

one sig Channel { var said: Kind -> Epoch }

/* `fence` is (epoch, standing), `access` the epochs under which access was given and exists, `done` what was acted on. */
sig Participant {
  var epoch: one Epoch,
  var standing: one Standing,
  var access: set Epoch,
  var done: Kind -> Epoch
}

fun upTo[e: Epoch]: set Epoch { e + epochs/prevs[e] }
fun standingOf[k: Kind]: Standing { (Deprovisioned -> Blocked + Erased -> Gone + UserReinstated -> Open)[k] }
fun rank[s: Standing]: set Standing { (Open -> Open + Blocked -> (Open + Blocked) + Gone -> Standing)[s] }

/* (epoch, standing) is a total order; what is at or above the fence is in force. */
pred inForce[p: Participant, e: Epoch, s: Standing] {
  some Unfenced or epochs/lt[p.epoch, e] or (p.epoch = e and p.standing in rank[s])
}

pred init {
  Epoch.state = Employed
  Directory.employed = epochs/first
  no Channel.said
  all p: Participant | p.epoch = epochs/first and p.standing = Open and no p.done and p.access in epochs/first
}

/* The orchestrator: one transition and what it says, together or not at all. */
pred move[e: Epoch, from, to: State, says: Kind -> Epoch] {
  e.state = from
  state' = state ++ e -> to
  said' = said + Channel -> says
  employed' = (to = Reinstated => Directory -> epochs/next[e] else employed)
  unchangedParticipants
}
pred allDone[k: Kind, e: Epoch] { all p: Participant | k -> e in p.done }

pred request[e: Epoch] { e = Directory.employed and move[e, Employed, Revoking, Deprovisioned -> e] }
pred revoked[e: Epoch] { allDone[Deprovisioned, e] and move[e, Revoking, Revoked, none -> none] }
pred erase[e: Epoch] { move[e, Revoked, Erasing, Erased -> e] }
pred completed[e: Epoch] { allDone[Erased, e] and move[e, Erasing, Completed, none -> none] }
pred undo[e: Epoch] {
  some epochs/next[e]
  some from: Revoking + Revoked + (some Undoable => Erasing else none) |
    move[e, from, Reinstating, UserReinstated -> epochs/next[e]]
}
pred reinstated[e: Epoch] {
  allDone[UserReinstated, epochs/next[e]]
  move[e, Reinstating, Reinstated, none -> none]
}

/* Somebody who was offboarded for good is employed again. */
pred rehire {
  Directory.employed.state = Completed
  some epochs/next[Directory.employed]
  employed' = Directory -> epochs/next[Directory.employed]
  state' = state and said' = said
  unchangedParticipants
}

/* A participant hears something that was said once, in one transaction; or refuses it as stale. */
pred hear[p: Participant, k: Kind, e: Epoch] {
  k -> e in Channel.said
  inForce[p, e, standingOf[k]]
  epoch' = epoch ++ p -> e
  standing' = standing ++ p -> standingOf[k]
  done' = done + p -> k -> e
  k = UserReinstated
    => access' = access + p -> e
    else access' = access - p -> upTo[e]
  unchangedOrchestrator
}

/* A participant learns from the directory that the user works here again. */
pred learn[p: Participant] {
  inForce[p, Directory.employed, Open]
  epoch' = epoch ++ p -> Directory.employed
  standing' = standing ++ p -> Open
  done' = done and access' = access
  unchangedOrchestrator
}

/* A grant, a sign-in, a session: under the fence. */
pred grant[p: Participant] {
  p.standing = Open
  access' = access + p -> p.epoch
  epoch' = epoch and standing' = standing and done' = done
  unchangedOrchestrator
}

pred unchangedParticipants { epoch' = epoch and standing' = standing and access' = access and done' = done }
pred unchangedOrchestrator { state' = state and said' = said and employed' = employed }

fact behaviour {
  init
  always {
    (some e: Epoch | request[e] or revoked[e] or erase[e] or completed[e] or undo[e] or reinstated[e])
    or rehire
    or (some p: Participant | grant[p] or learn[p] or (some k: Kind, e: Epoch | hear[p, k, e]))
    or (unchangedParticipants and unchangedOrchestrator)
  }
}

/* I4: once a participant has acted on a deprovisioning, it has no access at or below its epoch, whatever comes later. */
assert AccessStaysGone {
  always all p: Participant, e: Epoch | Deprovisioned -> e in p.done implies no p.access & upTo[e]
}

/* Who works here (again) and isn't being offboarded is blocked by nobody who has heard of it. */
assert TheRehiredAreUnhurt {
  always all p: Participant, e: Epoch |
    (e = Directory.employed and e.state = Employed and once (p.epoch = e and p.standing = Open)) implies p.standing = Open
}

/* I5: nothing is given back once it has been announced to be erased. */
assert NothingComesBackFromBeyondThePivot {
  always all e: Epoch |
    (once e.state = Erasing) implies e.state not in Reinstating + Reinstated and UserReinstated -> epochs/next[e] not in Channel.said
}

/* I7: what is said to be over is over. */
assert CompletedMeansNothingIsLeft {
  always all e: Epoch | e.state in Revoked + Erasing + Completed implies no Participant.access & upTo[e]
}

/* Not vacuous: undone, offboarded again and erased; and erased, re-hired and at work. */
run UndoneThenErased {
  some e: Epoch | eventually (e.state = Completed and epochs/prev[e].state = Reinstated)
} for 2 but exactly 1 Participant, 12 steps, 0 Unfenced, 0 Undoable expect 1
run ErasedThenRehired {
  eventually (Directory.employed != epochs/first and some p: Participant | p.standing = Open and Directory.employed in p.access)
} for 2 but exactly 1 Participant, 10 steps, 0 Unfenced, 0 Undoable expect 1

check AccessStaysGone for 3 but 2 Participant, 9 steps, 0 Unfenced, 0 Undoable expect 0
check TheRehiredAreUnhurt for 3 but 1 Participant, 10 steps, 0 Unfenced, 0 Undoable expect 0
check NothingComesBackFromBeyondThePivot for 3 but 2 Participant, 9 steps, 0 Unfenced, 0 Undoable expect 0
check CompletedMeansNothingIsLeft for 3 but 2 Participant, 9 steps, 0 Unfenced, 0 Undoable expect 0

check AccessStaysGone for 3 but 1 Participant, 9 steps, exactly 1 Unfenced, 0 Undoable expect 1
check TheRehiredAreUnhurt for 3 but 1 Participant, 10 steps, exactly 1 Unfenced, 0 Undoable expect 1
check NothingComesBackFromBeyondThePivot for 3 but 1 Participant, 9 steps, 0 Unfenced, exactly 1 Undoable expect 1
