------------------------------- MODULE Offload -------------------------------
(* The same steps as offload.pml: an action for each d_step there.            *)
EXTENDS Naturals, FiniteSets, TLC
CONSTANTS Res, Ctl,            \* sets of resolver / control threads
          K, M,                \* offload states, devices
          FLUSH, FAILOVER,     \* BOOLEAN
          STRICT               \* 0, 1, 2 as in the Promela model
VARIABLES owner, priv, real, busy, dead, map, hw, lck, active,   \* shared
          rpc, rk, rm, rd, dv, hd,                               \* resolvers
          cpc, ck, ci, cs,                                       \* control threads
          fpc, fi, opc, oi                                       \* flush, failover
shared == <<owner, priv, real, busy, dead, map, hw, lck, active>>
rvars  == <<rpc, rk, rm, rd, dv, hd>>
cvars  == <<cpc, ck, ci, cs>>
fvars  == <<fpc, fi>>
ovars  == <<opc, oi>>
vars   == <<shared, rvars, cvars, fvars, ovars>>
KK == 1..K
MM == 1..M

Init ==
  /\ owner = [k \in KK |-> 0] /\ priv = [k \in KK |-> 0] /\ real = [k \in KK |-> 0]
  /\ busy = [k \in KK |-> 0] /\ dead = [k \in KK |-> 0]
  /\ map = [k \in KK |-> [m \in MM |-> 0]] /\ hw = [m \in MM |-> [s \in KK |-> 0]]
  /\ lck = 0 /\ active = 1
  /\ rpc = [r \in Res |-> 0] /\ rk = [r \in Res |-> 0] /\ rm = [r \in Res |-> 0]
  /\ rd = [r \in Res |-> 0] /\ dv = [r \in Res |-> 0] /\ hd = [r \in Res |-> 0]
  /\ cpc = [c \in Ctl |-> 0] /\ ck = [c \in Ctl |-> 0] /\ ci = [c \in Ctl |-> 0] /\ cs = [c \in Ctl |-> 0]
  /\ fpc = 0 /\ fi = 0 /\ opc = 0 /\ oi = 0

\* ----- resolvers
Pick(r) == /\ rpc[r] = 0
           /\ \E k \in KK, m \in MM : rk' = [rk EXCEPT ![r] = k] /\ rm' = [rm EXCEPT ![r] = m]
           /\ rpc' = [rpc EXCEPT ![r] = 1]
           /\ UNCHANGED <<shared, rd, dv, hd, cvars, fvars, ovars>>
ReadReal(r) == /\ rpc[r] = 1 /\ rd' = [rd EXCEPT ![r] = real[rk[r]]] /\ rpc' = [rpc EXCEPT ![r] = 2]
               /\ UNCHANGED <<shared, rk, rm, dv, hd, cvars, fvars, ovars>>
ReadDev(r) == /\ rpc[r] = 2 /\ dv' = [dv EXCEPT ![r] = owner[rk[r]]] /\ rpc' = [rpc EXCEPT ![r] = 3]
              /\ UNCHANGED <<shared, rk, rm, rd, hd, cvars, fvars, ovars>>
Decide(r) == /\ rpc[r] = 3
             /\ rpc' = [rpc EXCEPT ![r] = IF dv[r] # 0 /\ (priv[rk[r]] = 1 \/ rd[r] = rm[r]) THEN 4 ELSE 6]
             /\ UNCHANGED <<shared, rk, rm, rd, dv, hd, cvars, fvars, ovars>>
ReadMap(r) == /\ rpc[r] = 4 /\ hd' = [hd EXCEPT ![r] = map[rk[r]][rm[r]]] /\ rpc' = [rpc EXCEPT ![r] = 6]
              /\ UNCHANGED <<shared, rk, rm, rd, dv, cvars, fvars, ovars>>
Return(r) == /\ rpc[r] = 6 /\ rpc' = [rpc EXCEPT ![r] = 0]
             /\ rk' = [rk EXCEPT ![r] = 0] /\ rm' = [rm EXCEPT ![r] = 0] /\ rd' = [rd EXCEPT ![r] = 0]
             /\ dv' = [dv EXCEPT ![r] = 0] /\ hd' = [hd EXCEPT ![r] = 0]
             /\ UNCHANGED <<shared, cvars, fvars, ovars>>
Resolver(r) == Pick(r) \/ ReadReal(r) \/ ReadDev(r) \/ Decide(r) \/ ReadMap(r) \/ Return(r)

\* ----- control threads
PickState(c) ==
  /\ cpc[c] = 0
  /\ \E k \in KK : /\ busy[k] = 0
                   /\ \/ owner[k] = 0 /\ cpc' = [cpc EXCEPT ![c] = 1]
                      \/ owner[k] = 1 /\ (FLUSH => dead[k] = 1) /\ cpc' = [cpc EXCEPT ![c] = 5]
                   /\ busy' = [busy EXCEPT ![k] = 1] /\ ck' = [ck EXCEPT ![c] = k]
  /\ ci' = [ci EXCEPT ![c] = 1]
  /\ UNCHANGED <<owner, priv, real, dead, map, hw, lck, active, cs, rvars, fvars, ovars>>
Install(c) ==
  /\ cpc[c] = 1
  /\ LET m == ci[c]
         s == CHOOSE x \in KK : hw[m][x] = 0 /\ \A y \in 1..(x-1) : hw[m][y] # 0
     IN hw' = [hw EXCEPT ![m][s] = ck[c]] /\ cs' = [cs EXCEPT ![c] = s]
  /\ cpc' = [cpc EXCEPT ![c] = 2]
  /\ UNCHANGED <<owner, priv, real, busy, dead, map, lck, active, ck, ci, rvars, fvars, ovars>>
Record(c) ==
  /\ cpc[c] = 2
  /\ map' = [map EXCEPT ![ck[c]][ci[c]] = cs[c]] /\ cs' = [cs EXCEPT ![c] = 0]
  /\ IF ci[c] < M THEN ci' = [ci EXCEPT ![c] = @ + 1] /\ cpc' = [cpc EXCEPT ![c] = 1]
                  ELSE ci' = [ci EXCEPT ![c] = 0] /\ cpc' = [cpc EXCEPT ![c] = 3]
  /\ UNCHANGED <<owner, priv, real, busy, dead, hw, lck, active, ck, rvars, fvars, ovars>>
SetPriv(c) ==
  /\ cpc[c] = 3 /\ priv' = [priv EXCEPT ![ck[c]] = 1] /\ cpc' = [cpc EXCEPT ![c] = 4]
  /\ UNCHANGED <<owner, real, busy, dead, map, hw, lck, active, ck, ci, cs, rvars, fvars, ovars>>
SetReal(c) ==
  /\ cpc[c] = 4 /\ real' = [real EXCEPT ![ck[c]] = active] /\ cpc' = [cpc EXCEPT ![c] = 8]
  /\ UNCHANGED <<owner, priv, busy, dead, map, hw, lck, active, ck, ci, cs, rvars, fvars, ovars>>
Publish(c) ==
  /\ cpc[c] = 8 /\ owner' = [owner EXCEPT ![ck[c]] = 1] /\ busy' = [busy EXCEPT ![ck[c]] = 0]
  /\ dead' = [dead EXCEPT ![ck[c]] = 0] /\ ck' = [ck EXCEPT ![c] = 0] /\ cpc' = [cpc EXCEPT ![c] = 0]
  /\ UNCHANGED <<priv, real, map, hw, lck, active, ci, cs, rvars, fvars, ovars>>
DriverFree(c) ==
  /\ cpc[c] = 5 /\ hw' = [hw EXCEPT ![ci[c]][map[ck[c]][ci[c]]] = 0]
  /\ IF ci[c] < M THEN ci' = [ci EXCEPT ![c] = @ + 1] /\ UNCHANGED cpc
                  ELSE ci' = [ci EXCEPT ![c] = 0] /\ cpc' = [cpc EXCEPT ![c] = 6]
  /\ UNCHANGED <<owner, priv, real, busy, dead, map, lck, active, ck, cs, rvars, fvars, ovars>>
ClearDev(c) ==
  /\ cpc[c] = 6 /\ owner' = [owner EXCEPT ![ck[c]] = 0] /\ cpc' = [cpc EXCEPT ![c] = 7]
  /\ UNCHANGED <<priv, real, busy, dead, map, hw, lck, active, ck, ci, cs, rvars, fvars, ovars>>
ClearPriv(c) ==
  /\ cpc[c] = 7 /\ priv' = [priv EXCEPT ![ck[c]] = 0] /\ real' = [real EXCEPT ![ck[c]] = 0]
  /\ map' = [map EXCEPT ![ck[c]] = [m \in MM |-> 0]] /\ busy' = [busy EXCEPT ![ck[c]] = 0]
  /\ dead' = [dead EXCEPT ![ck[c]] = 0] /\ ck' = [ck EXCEPT ![c] = 0] /\ cpc' = [cpc EXCEPT ![c] = 0]
  /\ UNCHANGED <<owner, hw, lck, active, ci, cs, rvars, fvars, ovars>>
Control(c) == PickState(c) \/ Install(c) \/ Record(c) \/ SetPriv(c) \/ SetReal(c) \/ Publish(c)
              \/ DriverFree(c) \/ ClearDev(c) \/ ClearPriv(c)

\* ----- flush
FlushStart == /\ fpc = 0 /\ lck = 0 /\ lck' = 1 /\ fi' = 1 /\ fpc' \in {1, 2}
              /\ UNCHANGED <<owner, priv, real, busy, dead, map, hw, active, rvars, cvars, ovars>>
FlushDeny  == /\ fpc = 1 /\ lck' = 0 /\ fi' = 0 /\ fpc' = 0
              /\ UNCHANGED <<owner, priv, real, busy, dead, map, hw, active, rvars, cvars, ovars>>
FlushAllow == /\ fpc = 1 /\ IF fi < K THEN fi' = fi + 1 /\ fpc' = 1 ELSE fi' = 1 /\ fpc' = 2
              /\ UNCHANGED <<shared, rvars, cvars, ovars>>
FlushOne   == /\ fpc = 2
              /\ dead' = IF owner[fi] = 1 /\ busy[fi] = 0 THEN [dead EXCEPT ![fi] = 1] ELSE dead
              /\ IF fi < K THEN fi' = fi + 1 /\ UNCHANGED <<fpc, lck>> ELSE fi' = 0 /\ fpc' = 0 /\ lck' = 0
              /\ UNCHANGED <<owner, priv, real, busy, map, hw, active, rvars, cvars, ovars>>
Flush == FLUSH /\ (FlushStart \/ FlushDeny \/ FlushAllow \/ FlushOne)

\* ----- failover
FailStart == /\ opc = 0 /\ lck = 0 /\ lck' = 2 /\ oi' = 1 /\ opc' = 1
             /\ \E m \in MM : m # active /\ active' = m
             /\ UNCHANGED <<owner, priv, real, busy, dead, map, hw, rvars, cvars, fvars>>
FailOne   == /\ opc = 1
             /\ real' = IF owner[oi] = 1 THEN [real EXCEPT ![oi] = active] ELSE real
             /\ IF oi < K THEN oi' = oi + 1 /\ UNCHANGED <<opc, lck>> ELSE oi' = 0 /\ opc' = 0 /\ lck' = 0
             /\ UNCHANGED <<owner, priv, busy, dead, map, hw, active, rvars, cvars, fvars>>
Failover == FAILOVER /\ (FailStart \/ FailOne)

Next == (\E r \in Res : Resolver(r)) \/ (\E c \in Ctl : Control(c)) \/ Flush \/ Failover
Spec == Init /\ [][Next]_vars

Check(r) == CASE STRICT = 0 -> hd[r] <= K /\ (hd[r] = 0 \/ dv[r] = 1)
              [] STRICT = 1 -> hd[r] = 0 \/ hw[rm[r]][hd[r]] = rk[r]
              [] STRICT = 2 -> hd[r] = 0 \/ hw[rm[r]][hd[r]] \in {0, rk[r]}
Safe == \A r \in Res : rpc[r] = 6 => Check(r)
Perms == Permutations(Res) \cup Permutations(Ctl)
==============================================================================
