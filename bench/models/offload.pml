/*
 * offload.c in Promela: one d_step for each step there, so that SPIN and quiesce visit the same states but for what the
 * reductions of either merge. Parameters as in offload.c; arrays hold number + 1 where 0 means none.
 */
#ifndef N
#define N 2
#endif
#ifndef F
#define F 1
#endif
#ifndef K
#define K 1
#endif
#ifndef M
#define M 2
#endif
#ifndef FLUSH
#define FLUSH 1
#endif
#ifndef FAILOVER
#define FAILOVER 1
#endif
#ifndef STRICT
#define STRICT 0
#endif

byte owned[K], private[K], real_device[K], busy[K];
#if FLUSH
byte dead[K];
#define RELEASABLE(s) (dead[s] == 1)
#define REVIVE(s) dead[s] = 0
#else
#define RELEASABLE(s) true
#define REVIVE(s) skip
#endif
byte handle[K * M];
byte slots[M * K];
byte locked;
byte current = 1;

#define HANDLE(s, d) handle[(s) * M + (d)]
#define SLOT(d, h) slots[(d) * K + (h) - 1]

#if STRICT == 0
#define HOLDS (found <= K && (found == 0 || upper == 1))
#elif STRICT == 1
#define HOLDS (found == 0 || SLOT(device, found) == state + 1)
#else
#define HOLDS (found == 0 || SLOT(device, found) == 0 || SLOT(device, found) == state + 1)
#endif

#define PICK(s, d) :: d_step { state = s; device = d }

proctype resolve() {
	byte state, device, real, upper, found;
end_idle:
	do
	:: if
	   PICK(0, 0)
#if M > 1
	   PICK(0, 1)
#endif
#if M > 2
	   PICK(0, 2)
#endif
#if K > 1
	   PICK(1, 0)
#if M > 1
	   PICK(1, 1)
#endif
#if M > 2
	   PICK(1, 2)
#endif
#endif
	   fi;
	   d_step { real = real_device[state] };
	   d_step { upper = owned[state] };
	   if
	   :: d_step { upper == 0 -> found = 0 }
	   :: d_step { upper != 0 && private[state] == 0 && real != device + 1 -> found = 0 }
	   :: d_step { upper != 0 && (private[state] == 1 || real == device + 1) -> found = 0 };
	      d_step { found = HANDLE(state, device) }
	   fi;
	   d_step { assert(HOLDS); state = 0; device = 0; real = 0; upper = 0; found = 0 }
	od
}

#define BEGIN_ADD(s) :: d_step { busy[s] == 0 && owned[s] == 0 -> busy[s] = 1; state = s; device = 0 }; goto adding
#define BEGIN_RELEASE(s) :: d_step { busy[s] == 0 && owned[s] == 1 && RELEASABLE(s) -> busy[s] = 1; state = s; device = 0 }; goto releasing

proctype control() {
	byte state, device, slot;
end_idle:
	do
	BEGIN_ADD(0)
	BEGIN_RELEASE(0)
#if K > 1
	BEGIN_ADD(1)
	BEGIN_RELEASE(1)
#endif
	od;
adding:
	if
	:: d_step { slot = 1; do :: SLOT(device, slot) != 0 -> slot++ :: else -> break od; SLOT(device, slot) = state + 1 }
	fi;
	if
	:: d_step { device < M - 1 -> HANDLE(state, device) = slot; slot = 0; device++ }; goto adding
	:: d_step { device == M - 1 -> HANDLE(state, device) = slot; slot = 0; device = 0 }
	fi;
	d_step { private[state] = 1 };
	d_step { real_device[state] = current };
	d_step { owned[state] = 1; busy[state] = 0; REVIVE(state); state = 0 };
	goto end_idle;
releasing:
	if
	:: d_step { device < M - 1 -> SLOT(device, HANDLE(state, device)) = 0; device++ }; goto releasing
	:: d_step { device == M - 1 -> SLOT(device, HANDLE(state, device)) = 0; device = 0 }
	fi;
	d_step { owned[state] = 0 };
	d_step { private[state] = 0; real_device[state] = 0;
		 do :: device < M -> HANDLE(state, device) = 0; device++ :: else -> break od;
		 device = 0; busy[state] = 0; REVIVE(state); state = 0 };
	goto end_idle
}

#if FLUSH
#define MARK if :: owned[state] == 1 && busy[state] == 0 -> dead[state] = 1 :: else fi

proctype flush() {
	byte state;
end_idle:
	do
	:: d_step { locked == 0 -> locked = 1 };
asking:	   if
	   :: d_step { locked = 0; state = 0 }; goto end_idle
	   :: d_step { state < K - 1 -> state++ }; goto asking
	   :: d_step { state == K - 1 -> state = 0 }; goto marking
	   fi
	:: d_step { locked == 0 -> locked = 1 };
marking:   if
	   :: d_step { state < K - 1 -> MARK; state++ }; goto marking
	   :: d_step { state == K - 1 -> MARK; state = 0; locked = 0 }
	   fi
	od
}
#endif

#if FAILOVER && M > 1
#define CHANGE(d) :: d_step { locked == 0 && current != d -> locked = 2; current = d }
#define MOVE if :: owned[state] == 1 -> real_device[state] = current :: else fi

proctype failover() {
	byte state;
end_idle:
	do
	:: if
	   CHANGE(1)
	   CHANGE(2)
#if M > 2
	   CHANGE(3)
#endif
	   fi;
moving:	   if
	   :: d_step { state < K - 1 -> MOVE; state++ }; goto moving
	   :: d_step { state == K - 1 -> MOVE; state = 0; locked = 0 }
	   fi
	od
}
#endif

init {
	atomic {
		byte n = 0;
		do :: n < N -> run resolve(); n++ :: else -> break od;
		n = 0;
		do :: n < F -> run control(); n++ :: else -> break od;
		n = 0;
#if FLUSH
		run flush();
#endif
#if FAILOVER && M > 1
		run failover();
#endif
	}
}
