#!/usr/bin/env python3
"""Due times of the complaint clocks, worked out apart from the program: minutes are counted one by one, days are
walked one by one over data/content/holidays.csv. Run from the head of the tree; the table goes to standard output:

    python3 tests/unit/complaint_cases.py >tests/unit/complaint_cases.csv
"""
import csv
import random
from datetime import date, datetime, timedelta

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
RULED = {}
with open("data/content/holidays.csv", encoding="utf-8") as f:
    for row in csv.DictReader(f):
        RULED[date.fromisoformat(row["day"])] = (row["work"] == "1", row["name"])

HOURS = {
    "09:00-18:00": [(540, 1080)],
    "09:00-12:00+13:30-18:00": [(540, 720), (810, 1080)],
    "08:30-12:00+14:00-20:30": [(510, 720), (840, 1230)],
}
CLOCKS = ["contact", "response", "plan", "onsite", "progress", "solution"]
SOLUTION = {"ordinary": (12, 15), "serious": (8, 10), "major": (5, 7)}


def works(d):
    return RULED[d][0] if d in RULED else d.weekday() < 5


def is_open(hours, t):
    minute = t.hour * 60 + t.minute
    return any(a <= minute < b for a, b in HOURS[hours])


def paused(pauses, t):
    return any(a <= t < b for a, b in pauses)


def minutes_on(start, count, pauses, hours=None):
    """So many minutes that are not paused (and lie within hours) after start."""
    t = start
    while count > 0:
        if not paused(pauses, t) and (hours is None or is_open(hours, t)):
            count -= 1
        t += MINUTE
    return t


def midnight_paused(pauses, d):
    begins = datetime.combine(d, datetime.min.time())
    return any(a < begins <= b for a, b in pauses)


def workdays_on(start, count, pauses, hours):
    d = start.date()
    while count > 0:
        d += DAY
        if works(d) and not midnight_paused(pauses, d):
            count -= 1
    close = HOURS[hours][-1][1]
    return datetime.combine(d, datetime.min.time()) + close * MINUTE


def days_on(start, count, pauses):
    d = start.date()
    while count > 0:
        d += DAY
        if not midnight_paused(pauses, d):
            count -= 1
    return datetime.combine(d + DAY, datetime.min.time())


def strands(case, clock, state):
    """What a state asks of a clock: by its class, and by urgency. None: nothing."""
    fast = state["important"]
    work = state["class"] in ("complaint", "repair")
    by_class = by_urgency = None
    if clock == "contact":
        by_class = ("contact", fast) if work else None
        by_urgency = ("at once", fast) if state["urgent"] and case["onsite"] == "both" else None
    elif clock == "response" and state["class"] != "repair":
        by_class = ("answer",) if state["class"] == "enquiry" else ("response", fast)
    elif clock == "plan" and state["class"] == "complaint":
        by_class = ("plan", fast)
    elif clock == "onsite" and state["urgent"]:
        by_urgency = ("onsite", fast)
    elif clock == "progress" and work:
        by_class = ("progress",)
    elif clock == "solution" and work:
        by_class = ("solution", state["severity"])
    return by_class, by_urgency


def lines(case, ask, start, pauses):
    """Warning and red line of one strand counted from start."""
    hours, kind = case["hours"], ask[0]
    half = 2 if len(ask) > 1 and ask[1] is True else 1

    def running(h):
        return minutes_on(start, h * 60 // half, pauses)

    if kind == "answer":
        return (minutes_on(start, 15, pauses),) * 2
    if kind in ("contact", "at once"):
        two = kind == "at once" or case["contact"] == "always_2h"
        if kind == "contact" and case["contact"] == "by_hours":
            two = is_open(hours, start)
        if not two:
            return (running(24),) * 2
        if case["business"] and kind != "at once":
            return (minutes_on(start, 120 // half, pauses, hours),) * 2
        return (running(2),) * 2
    if kind == "response":
        a, b = {"dual": (24, 48), "strict": (24, 24), "loose": (48, 48)}[case["response"]]
        return running(a), running(b)
    if kind == "plan":
        h, w = running(72), workdays_on(start, 2 if half == 2 else 3, pauses, hours)
        return {"dual": (min(h, w), max(h, w)), "hours": (h, h), "workdays": (w, w)}[case["plan"]]
    if kind == "onsite":
        return (running(2),) * 2
    if kind == "progress":
        return (days_on(start, 2, pauses),) * 2
    return tuple(workdays_on(start, n, pauses, hours) for n in SOLUTION[ask[1]])


def strand_lines(case, clock, states, which, base, pauses):
    asked = [strands(case, clock, s)[which] for s in states]
    held, ended = None, None            # the lines so far, and the end of the last state that asked for them
    for i, ask in enumerate(asked):
        if ask is None:
            continue
        now, origin = states[i]["at"], base
        if origin is None:              # urgency: from the moment it was found urgent
            first = i
            while first > 0 and states[first - 1]["urgent"]:
                first -= 1
            origin = states[first]["at"]
        if i == 0 or asked[i - 1] != ask:
            fresh = lines(case, ask, origin, pauses)
            if now <= origin or fresh[1] > now:
                held = fresh
            elif held and held[1] <= ended:
                pass                    # late before, late still
            else:
                moved = lines(case, ask, now, pauses)
                if held is None or asked[i - 1] is None or moved[1] <= held[1]:
                    held = moved
        if i + 1 < len(states):
            ended = states[i + 1]["at"]
    return held


def expected(case, clock):
    """'running|warn|red' and the like."""
    done, pauses = case["done"].get(clock), case["pauses"].get(clock, [])
    everything = case["states"]
    seen = [s for i, s in enumerate(everything) if i == 0 or done is None or s["at"] <= done]
    asks = [any(strands(case, clock, s)) for s in everything]
    if not any(asks):
        return "absent"
    word = "running" if done is None else "done"
    wanted = [i for i in range(len(seen)) if asks[i]]
    if wanted and wanted[-1] < len(seen) - 1:
        word = "dropped"
    upto = wanted[-1] if wanted else asks.index(True)
    states = everything[:upto + 1]
    base = states[0]["at"]
    if clock == "solution" and case["promised"]:
        return "|".join([word, show(case["promised"]), show(case["promised"])])
    if clock == "progress" and case["progress"] and case["progress"] > base:
        base = case["progress"]
    by_class, by_urgency = strands(case, clock, states[-1])
    both = []
    if by_class:
        both.append(strand_lines(case, clock, states, 0, base, pauses))
    if by_urgency:
        both.append(strand_lines(case, clock, states, 1, None, pauses))
    return "|".join([word, show(min(b[0] for b in both)), show(min(b[1] for b in both))])


def show(t):
    return t.strftime("%Y-%m-%dT%H:%M")


# ---- the cases ---------------------------------------------------------------------------------------------

def moments(rng):
    """Receptions: before and within each long holiday, on days worked in exchange, nights, noons, any time."""
    spring = [d for d, (w, n) in RULED.items() if n == "春节"]
    exchanged = [d for d, (w, n) in RULED.items() if w]
    others = [d for d, (w, n) in RULED.items() if not w and n != "春节"]
    times = [(9, 0), (10, 0), (11, 59), (12, 0), (12, 30), (13, 29), (13, 30), (17, 59), (18, 0), (20, 0), (23, 59), (0, 0), (3, 20), (8, 59)]
    pools = [spring, exchanged, others, [date(2024, 1, 1) + DAY * i for i in range(1070)]]
    for i in range(260):
        d = rng.choice(pools[i % 4]) - DAY * rng.choice([0, 0, 1, 2, 3])
        d = max(d, date(2024, 1, 1))
        h, m = times[i % len(times)] if i % 3 else (rng.randrange(24), rng.randrange(60))
        yield datetime(d.year, d.month, d.day, h, m)


def states_of(rng, at):
    state = {"at": at, "class": rng.choice(["complaint"] * 4 + ["repair"] * 2 + ["enquiry", "suggestion"]),
             "severity": rng.choice(list(SOLUTION)), "urgent": rng.random() < 0.25, "important": rng.random() < 0.3}
    out = [state]
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        state = dict(state)
        state["at"] += MINUTE * rng.choice([1, 10, 45, 130, 600, 1500, 5000, 20000])
        what = rng.choice(["class", "class", "severity", "urgent", "important"])
        if what == "class":
            state["class"] = rng.choice(["complaint", "repair", "enquiry", "suggestion"])
        elif what == "severity":
            state["severity"] = rng.choice(list(SOLUTION))
        else:
            state[what] = not state[what]
        out.append(state)
    return out


def make(rng, number, at):
    case = {
        "hours": rng.choice(list(HOURS)), "business": rng.random() < 0.3,
        "response": rng.choice(["dual", "dual", "dual", "strict", "loose"]),
        "plan": rng.choice(["dual", "dual", "dual", "hours", "workdays"]),
        "contact": rng.choice(["by_hours"] * 4 + ["always_2h", "always_24h"]),
        "onsite": rng.choice(["both", "both", "onsite_only"]),
        "states": states_of(rng, at), "done": {}, "pauses": {}, "progress": None, "promised": None,
    }
    if number % 3 == 0:
        for clock in rng.sample(CLOCKS, 3):
            for _ in range(rng.choice([1, 1, 2])):
                begin = at + MINUTE * rng.choice([-30, 7, 50, 400, 1700, 3000])
                case["pauses"].setdefault(clock, []).append((begin, begin + MINUTE * rng.choice([20, 90, 700, 2900, 8000])))
    if number % 4 == 1:
        for clock in rng.sample(CLOCKS, 2):
            case["done"][clock] = at + MINUTE * rng.choice([5, 100, 900, 4000])
    if rng.random() < 0.3:
        case["progress"] = at + MINUTE * rng.choice([60, 2000, 9000])
    if rng.random() < 0.15:
        case["promised"] = at + MINUTE * rng.choice([3000, 20000])
    return case


def tags(case):
    at = case["states"][0]["at"]
    minute = at.hour * 60 + at.minute
    near = [at.date() + DAY * i for i in range(5)]
    spans = HOURS[case["hours"]]
    words = [
        ("spring", any(RULED.get(d, (True, ""))[1] == "春节" for d in near)),
        ("exchanged", any(RULED.get(d, (False, ""))[0] for d in near)),
        ("night", minute < spans[0][0] or minute >= spans[-1][1]),
        ("lunch", len(spans) == 2 and spans[0][1] <= minute < spans[1][0]),
        ("pause", bool(case["pauses"])),
        ("class", len({s["class"] for s in case["states"]}) > 1),
        ("severity", len({s["severity"] for s in case["states"]}) > 1),
        ("halved", any(s["important"] for s in case["states"])),
        ("urgent", any(s["urgent"] for s in case["states"])),
        ("business", case["business"]),
        ("done", bool(case["done"])),
    ]
    return " ".join(w for w, holds in words if holds)


def main():
    rng = random.Random(20260213)
    print("tags,hours,business,response,plan,contact,onsite,states,done,pauses,progress,promised," + ",".join(CLOCKS))
    for number, at in enumerate(moments(rng)):
        c = make(rng, number, at)
        states = ";".join("%s %s %s %d %d" % (show(s["at"]), s["class"], s["severity"], s["urgent"], s["important"])
                          for s in c["states"])
        done = ";".join("%s %s" % (k, show(t)) for k, t in c["done"].items())
        pauses = ";".join("%s %s %s" % (k, show(a), show(b)) for k, p in c["pauses"].items() for a, b in p)
        print(",".join([tags(c), c["hours"], str(int(c["business"])), c["response"], c["plan"], c["contact"], c["onsite"],
                        states, done, pauses, show(c["progress"]) if c["progress"] else "",
                        show(c["promised"]) if c["promised"] else ""] + [expected(c, k) for k in CLOCKS]))


main()
